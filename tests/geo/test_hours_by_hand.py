"""One straight street, one station: who is let in at which hour.

Each answer can be read off the lines of its test.
"""

import pytest
from support.one_street import answer, handles, station
from support.reference_hours import UNREADABLE

from geo.answers import Reason, Status

COVERED, UNCOVERED, UNKNOWN = Status.COVERED, Status.UNCOVERED, Status.UNKNOWN
ALWAYS, NEVER = "24/7", "off"
WORKDAYS = "Mo-Fr 09:00-17:00; PH off"
BY_APPOINTMENT = 'Mo-Fr 09:00-17:00; Sa 09:00-12:00 "预约"; PH off'
WEDNESDAY, SATURDAY, REST_DAY, MAKE_UP_DAY, LATER = (
    "2026-11-18", "2026-11-21", "2026-10-07", "2026-10-10", "2031-03-05"
)  # fmt: skip


class TestHours:
    def asked(self, at, hours=WORKDAYS, given=None, **more):
        return answer(stations=[station(opening_hours=hours, **more)], at=at, given=given)

    @pytest.mark.parametrize(
        ("hour", "status"),
        [("08:59", UNCOVERED), ("09:00", COVERED), ("16:59", COVERED), ("17:00", UNCOVERED)],
    )
    def test_half_open(self, hour, status):
        assert self.asked(f"{WEDNESDAY}T{hour}")[0] == status

    def test_closed_is_no_station(self):
        assert self.asked(f"{SATURDAY}T10:00") == (UNCOVERED, Reason.NO_STATION)

    @pytest.mark.parametrize("hours", [None, UNREADABLE])
    def test_unrecorded_or_unreadable_is_never_closed(self, hours):
        assert self.asked(f"{WEDNESDAY}T03:00", hours) == (UNKNOWN, Reason.STATION_MAY_QUALIFY)

    @pytest.mark.parametrize("hours", [None, UNREADABLE, NEVER])
    def test_where_no_hour_is_asked_hours_do_not_matter(self, hours):
        assert self.asked(None, hours)[0] == COVERED

    @pytest.mark.parametrize(
        ("hours", "status"),
        [
            (WORKDAYS, UNCOVERED),
            (ALWAYS, UNKNOWN),
            ("Mo-Fr 09:00-17:00", UNKNOWN),
            ("Mo-Fr 09:00-17:00; PH 10:00-12:00", COVERED),
        ],
    )
    def test_on_a_rest_day_only_what_names_it_speaks(self, hours, status):
        assert self.asked(f"{REST_DAY}T10:00", hours)[0] == status

    def test_a_make_up_day_is_the_weekday_it_stands_for(self):
        assert self.asked(f"{MAKE_UP_DAY}T10:00")[0] == COVERED
        assert self.asked(f"{MAKE_UP_DAY}T10:00", "Sa 09:00-17:00")[0] == UNCOVERED

    def test_in_a_year_without_a_calendar_what_all_readings_say(self):
        assert self.asked(f"{LATER}T10:00")[0] == UNKNOWN
        assert self.asked(f"{LATER}T20:00")[0] == UNCOVERED

    @pytest.mark.parametrize(
        ("host", "status"),
        [(None, COVERED), (ALWAYS, COVERED), (NEVER, UNCOVERED), (UNREADABLE, UNKNOWN)],
    )
    def test_the_host_bounds_them(self, host, status):
        assert self.asked(f"{WEDNESDAY}T10:00", host_hours=host)[0] == status

    @pytest.mark.parametrize(
        ("hours", "status"),
        [(None, COVERED), (ALWAYS, COVERED), (NEVER, UNCOVERED), (UNREADABLE, UNKNOWN)],
    )
    def test_the_matters_own_bound_them(self, hours, status):
        rows = {"matters": {"m": "district"}, "does": [handles(hours=hours)]}
        stations = [station(opening_hours=WORKDAYS)]
        assert answer(stations=stations, at=f"{WEDNESDAY}T10:00", **rows)[0] == status

    def test_the_matters_own_do_not_widen_them(self):
        rows = {"matters": {"m": "district"}, "does": [handles(hours=ALWAYS)]}
        stations = [station(opening_hours=WORKDAYS)]
        assert answer(stations=stations, at=f"{WEDNESDAY}T20:00", **rows)[0] == UNCOVERED

    def test_each_within_its_own_hours(self):
        rows = handles("m", hours=ALWAYS), handles("n", hours="Mo 09:00-17:00")
        hours = [{**s, "opening_hours": ALWAYS} for s in (station(), station(100, id="t"))]
        asked = {
            "matters": {"m": "district", "n": "district"},
            "does": list(rows),
            "stations": hours,
        }
        assert answer(**asked, at=f"{WEDNESDAY}T10:00")[0] == UNCOVERED
        assert answer(**asked, at="2026-11-16T10:00")[0] == COVERED

    @pytest.mark.parametrize(
        ("first", "last", "status"),
        [
            (WEDNESDAY, WEDNESDAY, UNCOVERED),
            (None, WEDNESDAY, UNCOVERED),
            (WEDNESDAY, None, UNCOVERED),
            (None, None, UNCOVERED),
            (None, "2026-11-17", COVERED),
            ("2026-11-19", None, COVERED),
        ],
    )
    def test_a_closure_closes_from_its_first_day_to_its_last(self, first, last, status):
        given = {"closures": [{"id": "z", "station_id": "s", "from": first, "to": last}]}
        assert self.asked(f"{WEDNESDAY}T10:00", given=given)[0] == status
        assert self.asked(None, given=given)[0] == COVERED


class TestByAppointment:
    def test_is_not_open(self):
        stations = [station(opening_hours=BY_APPOINTMENT)]
        assert answer(stations=stations, at=f"{SATURDAY}T10:00")[0] == UNCOVERED
        assert answer(stations=stations, at=f"{WEDNESDAY}T10:00")[0] == COVERED


class TestGatesAtAnHour:
    NIGHT, NOON = f"{WEDNESDAY}T23:00", f"{WEDNESDAY}T12:00"

    def asked(self, at, hours, *, of="r", more=()):
        gates = [{"id": "g", "of": of, "at": (480, 0), "opening_hours": hours}, *more]
        return answer(stations=[station(opening_hours=ALWAYS)], given={"gates": gates}, at=at)

    def test_closed_at_night_is_barred(self):
        assert self.asked(self.NIGHT, "06:00-22:00") == (UNCOVERED, Reason.GATES_BARRED)
        assert self.asked(self.NOON, "06:00-22:00")[0] == COVERED

    def test_hours_nobody_wrote_bound_nothing(self):
        assert self.asked(self.NIGHT, None)[0] == COVERED

    def test_unreadable_hours_may_be_open(self):
        assert self.asked(self.NIGHT, UNREADABLE) == (UNKNOWN, Reason.GATE_MAY_BE_OPEN)
        assert self.asked(None, UNREADABLE)[0] == COVERED

    def test_another_gate_that_is_surely_open_covers(self):
        other = {"id": "h", "of": "r", "at": (520, 0)}
        assert self.asked(self.NIGHT, UNREADABLE, more=[other])[0] == COVERED

    def test_a_stations_gate_closed_at_night_lets_nobody_in(self):
        assert self.asked(self.NIGHT, NEVER, of="s") == (UNCOVERED, Reason.NO_STATION)
        assert self.asked(self.NIGHT, UNREADABLE, of="s")[1] == Reason.STATION_MAY_QUALIFY
