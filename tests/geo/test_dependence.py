"""Who depends on one station alone: by hand, and by closing every station in turn."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from support.one_street import STREET, handles, resident, station
from support.random_districts import drafts, questions
from support.random_services import MATTERS, MOMENTS, served_drafts, slices
from support.reference_hours import REST_DAY, SATURDAY, WEDNESDAY
from support.small_calendar import CALENDAR
from support.sweeps import examples
from support.tiny import district

from data.hours.typical import TypicalDays
from geo.dependence import Dependence
from geo.ground import prepare
from geo.judge import COVERED, judge
from geo.question import ask
from geo.report import report
from geo.slices import cut
from geo.week import hours_of

DAYS = TypicalDays(WEDNESDAY, SATURDAY, date(2026, 11, 22), REST_DAY, WEDNESDAY, True)
NOON = f"{WEDNESDAY}T12:00"


def hanging(*stations, homes=None, question=None, given=None, **more):
    """Station id to what hangs on it."""
    place = district(
        streets=STREET, stations=stations, residents=homes or [resident()], **(given or {})
    )
    question = question or ask()
    ground = prepare(place, question, calendar=CALENDAR)
    return report(place, ground, question, **more).dependence["population"]


class TestAlone:
    def test_whom_it_alone_covers(self):
        homes = [resident(100, id="near"), resident(1500, id="far", population=7)]
        found = hanging(station(0), station(900, id="t"), homes=homes)
        assert found == {"t": Dependence(7, None, None, None)}

    def test_where_two_cover_everybody_nothing_hangs_on_any(self):
        assert hanging(station(0), station(10, id="t")) == {}

    def test_a_station_with_two_gates_is_one_station(self):
        gates = [{"id": f"g{x}", "of": "s", "at": (x, 0)} for x in (10, 20)]
        assert hanging(station(0), given={"gates": gates})["s"].alone == 100

    def test_one_that_may_count_does_not_stand_in(self):
        found = hanging(station(0, tier="post"), station(10, id="t"), question=ask(tier="post"))
        assert found["s"].alone == 100

    def test_a_large_place_may_need_two(self):
        """One end is served from the west, the other from the east, the middle from both."""
        from shapely import box

        home = resident(at=box(900, -1, 1100, 1))
        both = (station(0), station(2000, id="t"))
        found = hanging(*both, homes=[home])
        assert {name: one.alone for name, one in found.items()} == {"s": 100, "t": 100}
        assert hanging(*both, homes=[home], question=ask(minutes=17)) == {}

    def test_nobody_lives_there(self):
        assert hanging(station(0), homes=[resident(population=0)]) == {}


class TestForADay:
    def hanging(self, *hours):
        stations = [station(k, id=f"s{k}", opening_hours=text) for k, text in enumerate(hours)]
        found = hanging(*stations, question=ask(at=NOON))
        return {name: (one.alone, one.day) for name, one in found.items()}

    def test_the_only_one_of_the_day(self):
        assert self.hanging("Mo-Su 12:00-13:00; PH off") == {"s0": (100, 100)}

    def test_another_opens_at_another_hour(self):
        """At noon they depend on the one, in the evening on the other; on none for the day."""
        assert self.hanging("Mo-Su 12:00-13:00; PH off", "Mo-Su 19:00-20:00; PH off") == {
            "s0": (100, 0)
        }

    def test_open_at_another_hour_only(self):
        assert self.hanging("Mo-Su 19:00-20:00; PH off") == {"s0": (0, 100)}

    def test_of_a_week_it_is_the_weekday(self):
        saturday = [station(opening_hours="Sa 09:00-12:00; PH off")]
        office = [station(opening_hours="Mo-Fr 09:00-17:00; PH off")]
        assert hanging(*saturday, days=DAYS)["s"].day == 0
        assert hanging(*office, days=DAYS)["s"].day == 100

    def test_no_day_was_asked(self):
        assert hanging(station())["s"].day is None


def test_matters_that_could_be_done_nowhere_else():
    rows = [handles("m"), handles("n"), handles("n", by="t"), handles("o", by="t")]
    given = {"matters": [{"id": id_} for id_ in "mno"], "station_matters": rows}
    found = hanging(station(0), station(10, id="t"), given=given, every_matter=True)
    assert found == {"s": Dependence(0, None, 1, 100), "t": Dependence(0, None, 1, 100)}


def with_each_closed(draft, question):
    """The ground as it is, under None, and with each station closed, under its id."""
    grounds = {None: prepare(draft.build(), question, calendar=CALENDAR)}
    for closed in draft.stations:
        left = draft.but(stations=tuple(row for row in draft.stations if row is not closed))
        grounds[closed["id"]] = prepare(left.build(), question, calendar=CALENDAR)
    return grounds


def lost(draft, grounds, served):
    """Station id to the people of whoever is `served` no longer once it is closed."""
    rows = {id_: served(ground) for id_, ground in grounds.items()}
    ids = {id_: grounds[None].residents.ids[rows[None] & ~rows[id_]] for id_ in grounds}
    counts = {
        id_: math.fsum(row["population"] for row in draft.residents if row["id"] in gone)
        for id_, gone in ids.items()
    }
    return {id_: count for id_, count in counts.items() if count}


def covered(question):
    return lambda ground: judge(ground, cut(ground, question)).status == COVERED


@examples(10)
@given(drafts(at_least_stations=2), questions())
def test_alone_is_who_is_covered_no_more_once_it_is_closed(draft, question):
    place = draft.build()
    found = report(place, prepare(place, question), question).dependence["population"]
    grounds = with_each_closed(draft, question)
    assert {id_: one.alone for id_, one in found.items()} == lost(draft, grounds, covered(question))


def served_that_day(question):
    def rows(ground):
        of_day = hours_of(ground, question, question.moment.date())
        return np.any([at.status == COVERED for at in of_day], axis=0)

    return rows


def able_to(question, matter):
    return covered(replace(question, matters=(matter,)))


@examples(6)
@given(
    served_drafts(at_least_stations=2, knows_what_stations_do=True),
    slices(at=[moment for moment in MOMENTS if moment]),
)
def test_all_that_hangs_on_a_station_is_lost_once_it_is_closed(draft, question):
    place, grounds = draft.build(), with_each_closed(draft, question)
    found = report(place, grounds[None], question, every_matter=True).dependence["population"]
    alone = lost(draft, grounds, covered(question))
    day = lost(draft, grounds, served_that_day(question))
    matters = [lost(draft, grounds, able_to(question, matter)) for matter in MATTERS]
    assert found.keys() == set().union(alone, day, *matters)
    for id_, one in found.items():
        assert (one.alone, one.day) == (alone.get(id_, 0), day.get(id_, 0))
        assert one.matters == sum(id_ in gone for gone in matters)
        assert one.matter_people == math.fsum(gone.get(id_, 0) for gone in matters)
