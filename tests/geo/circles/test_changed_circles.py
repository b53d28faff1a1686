"""What becomes of circles is drawn where it changes, and is what whole circles differ by."""

from dataclasses import replace
from fractions import Fraction

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from support.tiny import district, street

from data.scenario.changes import Scenario, StationAdded, StationClosed, StationMoved, StreetSet
from geo.circles.changed import changed_circles, walked
from geo.circles.drawn import circles
from geo.ground import prepare
from geo.question import ask
from geo.scenario.apply import changed

CORNERS = {f"{x}-{y}": (f"{x}-{y}", 400 * x, 400 * y) for x in range(5) for y in range(3)}
STREETS = [
    street(CORNERS[f"{x}-{y}"], CORNERS[f"{x + dx}-{y + dy}"])
    for x in range(5)
    for y in range(3)
    for dx, dy in ((1, 0), (0, 1))
    if x + dx < 5 and y + dy < 3
]
PLACE = district(
    streets=STREETS,
    stations=[{"id": "s1", "at": (0, 0)}, {"id": "s2", "at": (1600, 800)}],
    residents=[{"id": "r1", "population": 10, "at": (10, 10)}],
)
QUESTION = ask(minutes=6, bands_min=(3, 6))
GROUND = prepare(PLACE, QUESTION)
BEFORE = walked(GROUND, QUESTION.bands_min)


def difference_of(*changes):
    """What the changes do to each circle, and what the whole circles differ by."""
    then = changed(PLACE, GROUND, Scenario(changes))
    found = changed_circles(BEFORE, walked(then, QUESTION.bands_min))
    was, now = circles(GROUND, QUESTION.bands_min), circles(then, QUESTION.bands_min)
    whole = {band: (now[band] - was[band], was[band] - now[band]) for band in was}
    return found, whole


def strays_m2(found, whole):
    """How much of either is not in the other; thinned outlines may differ by centimetres."""
    return max(
        max(
            shapely.symmetric_difference(found[band].gained, gained).area,
            shapely.symmetric_difference(found[band].lost, lost).area,
        )
        for band, (gained, lost) in whole.items()
    )


def test_nothing_changed_nothing_drawn():
    found = changed_circles(BEFORE, BEFORE)
    assert all(each.gained.is_empty and each.lost.is_empty for each in found.values())


def test_a_station_more_gains_and_loses_nothing():
    found, _ = difference_of(StationAdded("s3", Point(800, 400)))
    assert all(each.lost.is_empty for each in found.values())
    assert found[Fraction(3)].gained.contains(Point(800, 400))


def test_a_station_less_loses_its_own_circle():
    found, whole = difference_of(StationClosed("s2"))
    assert all(each.gained.is_empty for each in found.values())
    assert found[Fraction(3)].lost.contains(Point(1600, 800))
    assert strays_m2(found, whole) < 5


@pytest.mark.parametrize("to", [(1200, 800), (1600, 780), (800, 0)])
def test_a_moved_station_does_both(to):
    found, whole = difference_of(StationMoved("s2", Point(*to)))
    assert found[Fraction(3)].gained.area > 100 and found[Fraction(3)].lost.area > 100
    assert strays_m2(found, whole) < 5


def test_a_street_nobody_walks_any_more_is_lost():
    named = PLACE.table("streets")["id"].iloc[0]
    found, whole = difference_of(StreetSet(named, foot=False))
    assert found[Fraction(6)].gained.is_empty and found[Fraction(6)].lost.area > 100
    assert strays_m2(found, whole) < 5


def test_on_the_same_streets_and_on_others_alike_it_is_the_same():
    then = walked(changed(PLACE, GROUND, Scenario((StationClosed("s2"),))), QUESTION.bands_min)
    others = replace(then, network=replace(then.network))
    assert changed_circles(BEFORE, then) == changed_circles(BEFORE, others)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 399), st.booleans()), max_size=3))
def test_wherever_stations_are_put_it_is_what_whole_circles_differ_by(spots):
    changes = [
        StationAdded(f"n{number}", Point(min(400 * x + along, 1600), 800 if north else 0))
        for number, (x, along, north) in enumerate(spots)
    ]
    found, whole = difference_of(*changes, StationClosed("s1"))
    assert strays_m2(found, whole) < 10
