"""Who depends on one station alone: by hand, and by closing every station in turn."""

import math
from datetime import date

from hypothesis import given
from support.one_street import STREET, handles, resident, station
from support.random_districts import drafts, questions
from support.random_services import MOMENTS, served_drafts, slices
from support.reference_hours import REST_DAY, SATURDAY, WEDNESDAY
from support.small_calendar import CALENDAR
from support.sweeps import examples
from support.tiny import district

from data.hours.typical import TypicalDays
from geo.coverage import coverage
from geo.dependence import Dependence
from geo.ground import prepare
from geo.judge import COVERED
from geo.matter_slices import matter_slices
from geo.question import ask
from geo.report import report
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


def without(draft, id_):
    return draft.but(stations=tuple(row for row in draft.stations if row["id"] != id_))


def people(draft, ids):
    return math.fsum(row["population"] for row in draft.residents if row["id"] in ids)


def lost_without(draft, served):
    """Station id to the people of whoever `served` names no longer once it is closed."""
    whole = served(draft)
    lost = {s["id"]: people(draft, whole - served(without(draft, s["id"]))) for s in draft.stations}
    return {id_: count for id_, count in lost.items() if count}


def covered(question):
    def ids(draft):
        found = coverage(draft.build(), question, calendar=CALENDAR).residents
        return set(found.ids[found.status == "covered"])

    return ids


@examples(10)
@given(drafts(at_least_stations=2), questions())
def test_alone_is_who_is_covered_no_more_once_it_is_closed(draft, question):
    place = draft.build()
    found = report(place, prepare(place, question), question).dependence["population"]
    assert {id_: one.alone for id_, one in found.items()} == lost_without(draft, covered(question))


def served_that_day(question):
    def ids(draft):
        ground = prepare(draft.build(), question, calendar=CALENDAR)
        of_day = hours_of(ground, question, question.moment.date())
        return {id_ for at in of_day for id_ in ground.residents.ids[at.status == COVERED]}

    return ids


def able_to(question, matter):
    def ids(draft):
        ground = prepare(draft.build(), question, calendar=CALENDAR)
        found = list(matter_slices(ground, question))[matter]
        return set(ground.residents.ids[found.status == COVERED])

    return ids


@examples(5)
@given(
    served_drafts(at_least_stations=2, knows_what_stations_do=True),
    slices(at=[moment for moment in MOMENTS if moment]),
)
def test_all_that_hangs_on_a_station_is_lost_once_it_is_closed(draft, question):
    place = draft.build()
    ground = prepare(place, question, calendar=CALENDAR)
    found = report(place, ground, question, every_matter=True).dependence["population"]
    alone = lost_without(draft, covered(question))
    day = lost_without(draft, served_that_day(question))
    matters = [lost_without(draft, able_to(question, matter)) for matter in range(3)]
    assert found.keys() == set().union(alone, day, *matters)
    for id_, one in found.items():
        assert (one.alone, one.day) == (alone.get(id_, 0), day.get(id_, 0))
        assert one.matters == sum(id_ in lost for lost in matters)
        assert one.matter_people == math.fsum(lost.get(id_, 0) for lost in matters)
