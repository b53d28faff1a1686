"""Features that adjoin a site."""

import shapely
from support.small_scene import answer, answers, at_points, in_shape, small

from data.rulepacks.checks import Adjacency, Left
from geo.scene.sites import Shape

APART = Adjacency(to=("clinic",), gap_m=2.0)
CLINIC = {"kind": "clinic", "at": shapely.box(10, 0, 20, 10)}


def test_what_is_as_near_as_the_gap_adjoins() -> None:
    sites = at_points((8, 5), (7.9, 5))
    assert answers(APART, small(facilities=[CLINIC]), sites) == ["not_met", "met"]


def test_a_parcel_counts_as_far_as_it_goes() -> None:
    parcel = in_shape(shapely.box(0, 0, 9, 10), Shape.PARCEL)
    assert answers(APART, small(facilities=[CLINIC]), parcel) == ["not_met"]


def test_within_the_errors_somebody_must_look() -> None:
    sites = at_points((9, 5), (7, 5), (4.9, 5), error_m=1.0)
    about = small(error_m=2.0, facilities=[CLINIC])
    assert answers(APART, about, sites) == ["on_site", "on_site", "met"]


def test_without_a_gap_it_is_unknown() -> None:
    assert answer(Adjacency(to=("clinic",), gap_m=Left(left="gap_m")), small()) == "unknown"
