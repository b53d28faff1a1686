"""Where `geo` and the slow reference do not agree: the least example of each.

The first two: one gate is surely open but off the streets; another, on a street, only may be open.
By law 5 whoever is unknown by what surely holds stays unknown, whatever else may hold besides.
"""

import pytest
from support.one_street import answer, resident, station
from support.reference_hours import UNREADABLE
from support.tiny import district, street

from geo.answers import Status
from geo.coverage import coverage
from geo.question import ask

AT = "2026-11-18T10:00"
ALWAYS_OPEN = [station(opening_hours="24/7")]


def gates(of, *, off_the_streets, on_a_street):
    return {
        "gates": [
            {"id": "g1", "of": of, "at": off_the_streets},
            {"id": "g2", "of": of, "at": on_a_street, "opening_hours": UNREADABLE},
        ]
    }


def test_should_the_far_gate_of_a_station_be_closed_the_near_one_is_off_the_streets():
    given = gates("s", off_the_streets=(0, 600), on_a_street=(2000, 0))
    assert answer(stations=ALWAYS_OPEN, given=given, at=AT)[0] == Status.UNKNOWN


def test_should_the_far_gate_of_a_home_be_closed_the_near_one_is_off_the_streets():
    given = gates("r", off_the_streets=(1400, 600), on_a_street=(1500, 0))
    home = resident(1450)
    assert answer(home, stations=ALWAYS_OPEN, given=given, at=AT)[0] == Status.UNKNOWN


def test_a_tier_nobody_recorded_has_the_limit_of_the_tier_asked_for():
    asked = {"tier": "post", "tier_limits_min": {"post": 5}}
    assert answer(stations=[station(tier=None)], **asked)[0] == Status.UNCOVERED


@pytest.mark.parametrize("turned", [False, True])
def test_on_a_street_of_no_length_the_spot_is_where_it_is_drawn(turned):
    near, far = ("d", 500, 0), ("c", 900, 0)
    flat = street(*((far, near) if turned else (near, far)), length_m=0)
    place = district(
        streets=[street(("a", 0, 0), ("b", 100, 0), v_cut=True), flat],
        stations=[{"id": "s", "at": (505, 0)}],
        residents=[resident(0)],
    )
    assert coverage(place, ask(minutes=10)).residents.status[0] == Status.UNKNOWN
