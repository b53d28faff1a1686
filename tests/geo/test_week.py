"""A typical week, hour by hour: one street, one station, a hundred people within reach of it."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.one_street import STREET, handles, resident, station
from support.random_services import served_drafts, slices
from support.reference_hours import REST_DAY, SATURDAY, WEDNESDAY
from support.small_calendar import CALENDAR
from support.sweeps import examples
from support.tiny import district

from data.hours.typical import TypicalDays
from geo.counting import people_of
from geo.coverage import coverage
from geo.ground import prepare
from geo.judge import STATUSES
from geo.question import ask
from geo.tally import tally
from geo.week import DAY_TYPES, HOURS, hours_of, week
from geo.week_table import week_table

SUNDAY = date(2026, 11, 22)
DAYS = TypicalDays(WEDNESDAY, SATURDAY, SUNDAY, REST_DAY, near=WEDNESDAY, near_covered=True)
OFFICE = "Mo-Fr 09:00-12:00,13:00-17:00; PH off"


def table_of(*stations, layers=None, **asked):
    """The week of one resident row, counted."""
    place = district(streets=STREET, stations=stations, residents=[resident()], **(layers or {}))
    question = ask(**asked)
    found = week(prepare(place, question, calendar=CALENDAR), question, DAYS)
    return week_table(found, {"population": people_of(place.table("residents"), "population")})


def open_hours(hours, day_type, **more):
    """The full hours of a day at which the hundred people are served."""
    found = table_of(station(opening_hours=hours), **more).hours[day_type]
    return [hour for hour in HOURS if found[hour]["population"].tally.covered == 100]


def gain(*hours, **more):
    """What stations with these hours give, in people."""
    stations = [station(k, id=f"s{k}", opening_hours=text) for k, text in enumerate(hours)]
    return table_of(*stations, **more).gains["population"]


class TestHours:
    def test_each_full_hour_from_opening_to_before_closing(self):
        assert open_hours(OFFICE, "weekday") == [9, 10, 11, 13, 14, 15, 16]

    def test_a_half_hour_is_not_a_full_one(self):
        assert open_hours("Mo-Fr 08:30-11:30; PH off", "weekday") == [9, 10, 11]

    @pytest.mark.parametrize(("until", "hours"), [("2026-11-30", 7), (None, 0)])
    def test_what_closes_for_a_while_is_not_typical(self, until, hours):
        shut = {"id": "c", "station_id": "s", "from": "2026-11-01", "to": until}
        assert len(open_hours(OFFICE, "weekday", layers={"closures": [shut]})) == hours

    def test_midnight_is_the_first_hour_of_its_own_day(self):
        assert open_hours("Mo-Su 00:00-24:00; PH off", "sunday") == list(HOURS)
        assert open_hours("Fr 22:00-02:00; PH off", "saturday") == [0, 1]

    def test_each_day_by_itself(self):
        hours = "Mo-Fr 09:00-17:00; Sa 09:00-11:00; PH 14:00-16:00"
        assert open_hours(hours, "saturday") == [9, 10]
        assert open_hours(hours, "sunday") == []
        assert open_hours(hours, "holiday") == [14, 15]

    def test_gates_have_hours_of_their_own(self):
        gate = {"id": "g", "of": "r", "at": (490, 0), "opening_hours": "Mo-Su 06:00-09:00; PH off"}
        found = open_hours("Mo-Su 00:00-24:00; PH off", "sunday", layers={"gates": [gate]})
        assert found == [6, 7, 8]

    def test_matters_have_hours_of_their_own(self):
        does = [handles(hours="Mo-Su 06:00-09:00; PH off")]
        layers = {"matters": [{"id": "m"}], "station_matters": does}
        always = "Mo-Su 00:00-24:00; PH off"
        assert open_hours(always, "sunday", layers=layers, matters=("m",)) == [6, 7, 8]

    def test_the_moment_of_the_question_is_not_looked_at(self):
        assert open_hours(OFFICE, "weekday", at="2026-11-21T03:00")[0] == 9

    def test_hours_in_doubt_are_never_open_nor_closed(self):
        (hour, *_) = table_of(station(opening_hours="24/7")).hours["holiday"]
        assert hour["population"].tally.unknown == 100

    def test_appointments_apart(self):
        hours = 'Mo-Fr 09:00-17:00; Sa 09:00-12:00 "预约"; PH off'
        nine = table_of(station(opening_hours=hours)).hours["saturday"][9]["population"]
        assert (nine.tally.covered, nine.with_appointment.covered) == (0, 100)

    def test_the_hours_of_one_day(self):
        place = district(
            streets=STREET, stations=[station(opening_hours=OFFICE)], residents=[resident()]
        )
        ground = prepare(place, ask(), calendar=CALENDAR)
        (*_, last) = hours_of(ground, ask(), WEDNESDAY)
        assert last.moment == datetime(2026, 11, 18, 23)


class TestWhatTheExtendedHoursAdd:
    @pytest.mark.parametrize(
        ("hours", "standard", "extended"),
        [
            (OFFICE, 100, 0),
            ("Mo-Fr 08:30-09:00,17:30-18:00; PH off", 0, 0),  # no full hour among them
            ("Mo-Fr 08:00-09:00; PH off", 0, 100),
            ("Mo-Fr 17:00-20:00; PH off", 0, 100),
            ("Mo-Fr 16:00-17:00; PH off", 100, 0),
            ("Sa 10:00-11:00; PH off", 0, 100),
            ("Su 10:00-11:00; PH off", 0, 100),
            ("off; PH 09:00-17:00", 0, 0),
        ],
    )
    def test_office_hours_are_from_9_to_17_of_a_weekday(self, hours, standard, extended):
        found = gain(hours)
        assert (found.standard, found.extended) == (standard, extended)

    def test_only_for_whom_office_hours_do_nothing(self):
        assert gain("Mo-Fr 17:00-20:00; PH off").extended_only == 100
        assert gain("Mo-Fr 17:00-20:00; PH off", OFFICE).extended_only == 0

    def test_appointments_add_whom_nothing_else_serves_then(self):
        booked = 'Sa 09:00-12:00 "预约"; PH off'
        assert gain(booked).appointment == 100
        assert gain(booked, "Su 09:00-12:00; PH off").appointment == 0
        assert gain('Mo-Fr 09:00-12:00 "预约"; PH off').appointment == 0  # not outside office hours

    def test_at_any_hour_of_a_day(self):
        found = gain('Mo-Fr 09:00-17:00; Sa 09:00-12:00 "预约"; PH off')
        assert found.any_hour == {"weekday": 100, "saturday": 0, "sunday": 0, "holiday": 0}
        assert found.any_hour_with_appointment["saturday"] == 100


def at_full_hour(day, hour):
    return datetime.combine(day, time(hour))


@examples(12)
@given(served_drafts(), slices(at=[None]), st.sampled_from(DAY_TYPES), st.data())
def test_every_hour_is_what_is_said_of_that_moment(draft, question, day_type, data):
    found = week(prepare(draft.build(), question, calendar=CALENDAR), question, DAYS)
    # A closure that ends is not typical, though it may hold on the very day that stands for all.
    place = draft.but(closures=tuple(c for c in draft.closures if c["to"] is None)).build()
    counted = people_of(place.table("residents"), "population")
    for hour in sorted(data.draw(st.sets(st.integers(0, 23), min_size=3, max_size=3))):
        at = at_full_hour(getattr(DAYS, day_type), hour)
        asked = replace(question, moment=at)
        answer = coverage(place, asked, calendar=CALENDAR)
        there = found.hours[day_type][hour]
        statuses = [STATUSES[code] for code in there.status]
        assert statuses == list(answer.residents.status)
        if counted is not None:
            booked = tally(counted, there.with_appointment)
            assert booked == answer.main.with_appointment
