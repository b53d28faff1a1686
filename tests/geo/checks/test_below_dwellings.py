"""Floors between premises and the dwellings above them."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from support.reference_checks_b import below
from support.small_scene import answers, at_points, judged, small
from support.sweeps import examples

from data.rulepacks.checks import BelowDwellings, Left
from geo.checks.answers import WORDS
from geo.reason import Reason
from geo.scene.sites import Source

ONE_BETWEEN = BelowDwellings(gap_floors=2)
FLOORS = st.integers(-3, 8).filter(bool)


def house(use="mixed", west=0, **more):
    """A building with flats from the third floor up."""
    row = {"use": use, "floors": 6, "dwellings": 8.0, "lowest_dwelling_floor": 3, **more}
    return {**row, "at": shapely.box(west, 0, west + 20, 20)}


def on_floor(number, source=Source.DECLARED, at=(10, 10)):
    """Premises on a floor."""
    return at_points(at, facts={"floor": (number, source)})


@pytest.mark.parametrize(
    ("floor", "expected"),
    [(-1, "met"), (1, "met"), (2, "not_met"), (3, "not_met"), (5, "not_met"), (9, "on_site")],
)
def test_a_floor_must_lie_between(floor, expected):
    assert answers(ONE_BETWEEN, small(buildings=[house()]), on_floor(floor)) == [expected]


@given(FLOORS, FLOORS, st.integers(1, 3))
@examples(30)
def test_floors_are_counted_without_a_floor_0(floor, lowest, gap):
    place = small(buildings=[house(floors=20, lowest_dwelling_floor=lowest)])
    found = answers(BelowDwellings(gap_floors=gap), place, on_floor(floor))
    assert found == [below(floor, lowest, gap)]


def test_the_gap_is_what_was_measured():
    found = judged(ONE_BETWEEN, small(buildings=[house(lowest_dwelling_floor=1)]), on_floor(-1))
    assert found.value[0] == 1


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (house("office", dwellings=0.0, lowest_dwelling_floor=None), "met"),
        (house("office", dwellings=None, lowest_dwelling_floor=None), "met"),
        (house(None, dwellings=0.0, lowest_dwelling_floor=None), "met"),
        (house(None, dwellings=None, lowest_dwelling_floor=None), "unknown"),
        (house("mixed", dwellings=0.0, lowest_dwelling_floor=None), "unknown"),  # says both
        (house("mixed", lowest_dwelling_floor=None), "unknown"),
        (house("mixed", lowest_dwelling_floor=0), "unknown"),
        (house(lowest_dwelling_floor=None, uses_by_floor="1-2:commercial;3-6:residential"), "met"),
    ],
)
def test_a_building_without_dwellings_is_met_and_one_that_does_not_say_is_unknown(row, expected):
    assert answers(ONE_BETWEEN, small(buildings=[row]), on_floor(1)) == [expected]


def test_without_a_floor_only_a_building_without_dwellings_is_known():
    offices = house("office", west=40, dwellings=0.0, lowest_dwelling_floor=None)
    found = judged(ONE_BETWEEN, small(buildings=[house(), offices]), at_points((10, 10), (50, 10)))
    assert [WORDS[each] for each in found.answer] == ["unknown", "met"]
    assert found.reason[0] == Reason.FACT_MISSING


def test_buildings_that_may_hold_the_premises_must_agree():
    other = house(west=22, lowest_dwelling_floor=2)
    between = at_points((21, 10), error_m=5, facts={"floor": (1, Source.DECLARED)})
    assert answers(ONE_BETWEEN, small(buildings=[house(), other]), between) == ["on_site"]


def test_no_building_is_for_a_person_and_no_layer_unknown():
    assert answers(ONE_BETWEEN, small(), on_floor(1)) == ["on_site"]
    assert answers(ONE_BETWEEN, small(without=["buildings"]), on_floor(1)) == ["unknown"]


def test_a_floor_above_the_roof_is_contradicted_unless_somebody_stood_on_it():
    found = judged(ONE_BETWEEN, small(buildings=[house()]), on_floor(9))
    assert found.reason[0] == Reason.CONTRADICTED
    seen = on_floor(9, Source.SEEN)
    assert answers(ONE_BETWEEN, small(buildings=[house()]), seen) == ["not_met"]


def test_a_gap_that_nobody_set_is_unknown():
    check = BelowDwellings(gap_floors=Left(left="gap"))
    assert answers(check, small(buildings=[house()]), on_floor(1)) == ["unknown"]
