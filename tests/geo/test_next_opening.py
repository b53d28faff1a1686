"""When the one station in the street next serves the one resident, hour by hour.

18 November 2026 is a Wednesday; 7 October a rest day, 10 October a worked Saturday.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from support.one_street import STREET, handles, resident, station
from support.reference_hours import UNREADABLE
from support.small_calendar import CALENDAR
from support.tiny import district

from geo.ground import prepare
from geo.judge import COVERED, judge
from geo.next_opening import next_opening
from geo.question import ask
from geo.slices import cut

WEEKDAYS = "Mo-Fr 09:00-17:00; PH off"
NIGHT = "2026-11-18T20:00"


def prepared(hours, at=NIGHT, given=None, **asked):
    place = district(
        streets=STREET,
        stations=[station(opening_hours=hours, **asked.pop("more", {}))],
        residents=[resident()],
        **(given or {}),
    )
    question = ask(at=at, **asked)
    return place, prepare(place, question, calendar=CALENDAR), question


def following(hours=WEEKDAYS, at=NIGHT, **more):
    _, ground, question = prepared(hours, at, **more)
    return next_opening(ground, question, 0, 0)


def opens(*args, **more):
    found = following(*args, **more)
    assert (found.perhaps, found.doubt, found.booked) == (None, None, None)
    return found.surely and f"{found.surely:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("at", "then"),
    [
        (NIGHT, "11-19 09:00"),
        ("2026-11-18T08:59", "11-18 09:00"),
        ("2026-11-18T12:34", "11-18 12:34"),
        ("2026-11-20T17:00", "11-23 09:00"),
        ("2026-10-09T17:00", "10-10 09:00"),
        ("2026-10-06T17:00", "10-08 09:00"),
    ],
)
def test_it_opens_at_the_next_hour_of_the_next_day_that_is_worked(at, then):
    assert opens(at=at) == then


def test_hours_over_midnight_and_at_the_end_of_a_day():
    assert opens("Mo-Su,PH 22:00-02:00", at="2026-11-18T12:00") == "11-18 22:00"
    assert opens("Th 00:00-24:00; PH off") == "11-19 00:00"


class TestEverythingThatBoundsIt:
    def test_its_host(self):
        assert opens(more={"host_hours": "Fr 10:00-12:00; PH off"}) == "11-20 10:00"

    def test_the_matters_own_hours(self):
        does = handles(hours="Mo 14:00-16:00; PH off")
        given = {"matters": [{"id": "m", "scope": "district"}], "station_matters": [does]}
        assert opens(given=given, matters=("m",)) == "11-23 14:00"

    def test_a_closure(self):
        shut = {"id": "c", "station_id": "s", "from": "2026-11-01", "to": "2026-11-24"}
        assert opens(given={"closures": [shut]}) == "11-25 09:00"

    @pytest.mark.parametrize(("of", "x"), [("s", 20), ("r", 480)])
    def test_a_gate(self, of, x):
        gates = [{"id": "g", "of": of, "at": (x, 0), "opening_hours": "11:00-13:00; PH off"}]
        assert opens(given={"gates": gates}) == "11-19 11:00"

    def test_of_two_gates_the_one_that_is_open_first(self):
        gates = [
            {"id": "g", "of": "r", "at": (480, 0), "opening_hours": "off"},
            {"id": "h", "of": "r", "at": (520, 0)},
        ]
        assert opens(given={"gates": gates}) == "11-19 09:00"


class TestWhatNobodyKnows:
    def test_no_hours(self):
        found = following(None)
        assert (found.surely, found.doubt.en) == (None, "nobody recorded its hours")

    def test_hours_that_cannot_be_read(self):
        found = following(UNREADABLE)
        assert found.surely is None
        assert "opening_hours" in found.doubt.en

    def test_a_year_without_a_calendar(self):
        found = following(at="2031-03-05T20:00")
        assert (found.surely, found.doubt.en) == (None, "no calendar covers 2031")

    def test_a_rest_day_that_the_hours_pass_over(self):
        found = following("Mo-Su 09:00-17:00", at="2026-10-06T18:00")
        assert (found.perhaps, found.doubt.en) == (
            datetime(2026, 10, 7),
            "its hours say nothing of public holidays",
        )
        assert found.surely == datetime(2026, 10, 8, 9)


def test_by_appointment_comes_first_and_is_said_apart():
    found = following('Sa 09:00-12:00 "预约办理"; Mo-Fr 09:00-17:00; PH off', "2026-11-20T18:00")
    assert found.booked == datetime(2026, 11, 21, 9)
    assert found.surely == datetime(2026, 11, 23, 9)


def test_beyond_two_weeks_nobody_looks():
    assert opens("2027 Mo-Fr 09:00-17:00; PH off") is None
    exactly = opens("2026 Dec 02 09:00-17:00; PH off", at="2026-11-18T09:00")
    assert exactly == "12-02 09:00"
    assert opens("2026 Dec 02 09:01-17:00; PH off", at="2026-11-18T09:00") is None


def test_the_end_of_all_dates():
    assert following(at="9999-12-31T23:00").surely is None


def test_a_question_without_a_moment_has_no_next():
    _, ground, question = prepared(WEEKDAYS)
    with pytest.raises(ValueError, match="no next"):
        next_opening(ground, replace(question, moment=None), 0, 0)


@pytest.mark.parametrize(
    "hours", [WEEKDAYS, "We-Th 07:10-07:12,22:00-00:01; PH off", "Th 23:30-24:00; PH off"]
)
def test_minute_by_minute_nothing_earlier_is_open(hours):
    _, ground, question = prepared(hours, at="2026-11-18T17:00")
    then = next_opening(ground, question, 0, 0).surely
    moment = question.moment
    while not covered(ground, replace(question, moment=moment)):
        moment += timedelta(minutes=1)
    assert moment == then


def covered(ground, question):
    """Whether the answer itself says so."""
    return judge(ground, cut(ground, question)).status[0] == COVERED
