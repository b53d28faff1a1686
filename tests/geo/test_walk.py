"""Every number can be asked why: the legs of a walk add up to it."""

import pytest
from support.tiny import district, street

from geo.coverage import coverage_of
from geo.errors import UnknownPlaceError
from geo.ground import prepare
from geo.question import ask
from geo.walk import walk_of

A, B, C, D = ("a", 0, 0), ("b", 300, 0), ("c", 300, 200), ("d", 900, 200)
STREETS = [
    street(A, B, name="一环路"),
    street(B, C, name="花牌坊街"),
    street(C, D, name="花牌坊街"),
]


def explained(resident="r", **layers):
    given = {
        "streets": STREETS,
        "stations": [{"id": "s", "at": (800, 210)}],
        "residents": [{"id": "r", "population": 3, "at": (100, -20)}],
    }
    place = district(**{**given, **layers})
    ground = prepare(place, ask())
    answer = coverage_of(place, ground)
    return walk_of(ground, answer, resident), answer


def legs(walk):
    return [(leg.kind.value, leg.name, leg.length_mm // 1000) for leg in walk.legs]


def test_the_path_goes_by_street_names():
    walk, _ = explained()
    assert legs(walk) == [
        ("to_street", "", 20),
        ("street", "一环路", 200),
        ("street", "花牌坊街", 700),
        ("from_street", "", 10),
    ]


def test_gates_on_both_sides_are_legs_of_their_own():
    gates = [
        {"id": "g1", "of": "r", "at": (100, -5)},
        {"id": "g2", "of": "s", "at": (800, 202)},
    ]
    walk, _ = explained(gates=gates)
    assert legs(walk)[:2] == [("to_gate", "g1", 15), ("to_street", "", 5)]
    assert legs(walk)[-2:] == [("from_street", "", 2), ("from_gate", "g2", 8)]


def test_the_legs_add_up_to_the_walk():
    walk, answer = explained()
    assert walk.length_mm == answer.residents.cost_mm[0] == 930_000


def test_on_one_street_the_walk_goes_along_it():
    walk, _ = explained(stations=[{"id": "s", "at": (250, 0)}])
    assert legs(walk)[1] == ("street", "一环路", 150)
    assert list(walk.legs[1].shape.coords) == [(100, 0), (250, 0)]


def test_of_two_ways_round_the_shorter_is_walked():
    ring = [*STREETS, street(A, D, name="近路", length_m=10)]
    walk, answer = explained(streets=ring)
    assert [leg.name for leg in walk.legs if leg.name] == ["一环路", "近路", "花牌坊街"]
    assert walk.length_mm == answer.residents.cost_mm[0]


def test_who_cannot_reach_any_station_gets_the_reason_and_no_legs():
    island = [street(("x", 0, -50), ("y", 200, -50))]
    walk, _ = explained(
        streets=STREETS + island, residents=[{"id": "r", "population": 1, "at": (100, -49)}]
    )
    assert (walk.status, walk.reason, walk.legs) == ("uncovered", "no_path", ())


def test_an_unknown_resident_is_refused():
    with pytest.raises(UnknownPlaceError, match="no resident nobody"):
        explained("nobody")
