"""Of what is hidden the answer is that of fixed cells, whatever the asker says of the site."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.small_scene import answers, at_points, in_shape, small
from support.sweeps import examples

from data.declarations import Visibility
from data.rulepacks.checks import CorridorWidth, HostBuilding, LeastDistance, Not, OutsideZone
from geo.checks.answers import WORDS
from geo.scene.sites import Shape, Source

HIDDEN = {"visibility": Visibility.RESTRICTED}
FAR = LeastDistance(to=("clinic",), at_least_m=300.0)
CLINIC = small(
    facilities=[{"kind": "clinic", "at": (433, 77)}], declare={"facilities/clinic": HIDDEN}
)
# Cells of 100 m, and what each of them answers by itself: its nearest point decides.
ALONG_X = {x: "met" if 433 - (x + 100) >= 300 else "not_met" for x in range(-300, 400, 100)}


@pytest.mark.parametrize("error_m", [0.0, 5.0, 33.3, 60.0, 66.0, 68.0, 200.0])
def test_an_error_only_chooses_among_cells(error_m):
    (found,) = answers(FAR, CLINIC, at_points((50, 50), error_m=error_m))
    west, east = (int(np.floor(x / 100)) * 100 for x in (50 - error_m, 50 + error_m))
    assert found == min((ALONG_X[x] for x in range(west, east + 1, 100)), key=WORDS.index)


@given(st.floats(0, 150), st.tuples(st.floats(1, 99), st.floats(1, 99)), st.booleans())
@examples(15)
def test_whatever_is_said_of_a_site_its_answer_is_one_of_its_cells(error_m, at, is_parcel):
    parcel = shapely.box(at[0] - 1, at[1] - 1, at[0], at[1] + 1)
    sites = at_points(at, error_m=error_m)
    if is_parcel:
        sites = in_shape(parcel, Shape.PARCEL, error_m, doors=[at])
    centres = [(x, y) for x in (-150, -50, 50, 150, 250) for y in (-150, -50, 50, 150, 250)]
    cells = answers(FAR, CLINIC, at_points(*centres))
    touched = [
        cell
        for (x, y), cell in zip(centres, cells, strict=True)
        if shapely.box(x - 50 - error_m, y - 50 - error_m, x + 50 + error_m, y + 50 + error_m)
        .intersects(sites.shapes[0])
    ]  # fmt: skip
    assert answers(FAR, CLINIC, sites) == [min(touched, key=WORDS.index)]


@pytest.mark.parametrize(
    ("check", "layers", "closed"),
    [
        (
            CorridorWidth(corridors=("road",), widths_m={"a": 20.0, "b": 45.0}),
            {"corridors": [{"kind": "road", "class": "b", "at": [(90, -99), (90, 199)]}]},
            {"corridors/road": {"column_visibility": {"class": Visibility.RESTRICTED}}},
        ),
        (
            LeastDistance(to=("clinic",), at_least_m=50.0),
            {"facilities": [{"kind": "clinic", "status": "planned", "at": (90, 10)}]},
            {"facilities/clinic": {"column_visibility": {"status": Visibility.RESTRICTED}}},
        ),
        (
            HostBuilding(none_of=("residential",)),
            {"buildings": [{"use": "residential", "at": shapely.box(50, 0, 99, 99)}]},
            {"buildings": {"column_visibility": {"use": Visibility.RESTRICTED}}},
        ),
    ],
)
def test_a_hidden_column_is_answered_by_the_cell_too(check, layers, closed):
    place = small(declare=closed, **layers)
    here = at_points((10, 10), (40, 10), (60, 10))
    assert len(set(answers(check, place, here))) == 1


def test_a_site_that_touches_two_cells_is_as_bad_as_the_worse():
    zone = [{"kind": "park", "at": shapely.box(110, 10, 190, 90)}]
    place = small(control_zones=zone, declare={"control_zones/park": HIDDEN})
    here = at_points((90, 50), (110, 50), error_m=0.0)
    outside = OutsideZone(zones=("park",))
    assert answers(outside, place, here) == ["met", "not_met"]
    assert answers(outside, place, replace(here, error_m=np.full(2, 15.0))) == ["not_met"] * 2


def test_not_is_the_worst_of_the_cell_as_well():
    zone = [{"kind": "park", "at": shapely.box(10, 10, 40, 90)}]
    place = small(control_zones=zone, declare={"control_zones/park": HIDDEN})
    inside = Not(of=OutsideZone(zones=("park",)))
    assert answers(inside, place, at_points((20, 50), (350, 50))) != ["met", "met"]


def test_facts_of_a_site_stay_its_own():
    homes = [{"use": "residential", "at": shapely.box(0, 0, 100, 100)}]
    place = small(buildings=homes, declare={"buildings": HIDDEN})
    seen = at_points((50, 50), facts={"building_use": ("office", Source.SEEN)})
    check = HostBuilding(none_of=("residential",))
    assert answers(check, place, at_points((50, 50))) == ["not_met"]
    assert answers(check, place, seen) == ["on_site"]
