"""What is listed of a resident's stations is what decided (law 9): large places, unknown ways.

One street from x = 0; a resident asks for stations within a kilometre.
"""

from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from support.one_street import STREET, resident, station
from support.random_services import served_drafts, slices
from support.small_calendar import CALENDAR
from support.sweeps import examples
from support.tiny import district

from data.import_log import ImportRecord, Outcome
from data.text import Text
from geo.answers import Reason, Status
from geo.considered import considered
from geo.coverage import coverage_of
from geo.ground import prepare
from geo.question import ask

BEYOND = "only if there is a way beyond the end of the street data"
UNJOINED = "not wholly joined to the streets; the minutes are those of a straight line"


def asked(home, *stations, lost=(), **layers):
    """The reason of the one resident, and every station: id, metres, whether it counts, why."""
    place = district(streets=STREET, stations=stations, residents=[home], **layers)
    rejected = [
        ImportRecord("gates", "gates.csv", "1", Outcome.REJECTED, Text("无效", "bad"), about=of)
        for of in lost
    ]
    place = replace(place, import_log=tuple(rejected))
    question = ask()
    ground = prepare(place, question)
    answer = coverage_of(place, ground).residents
    found = considered(ground, question, "r")
    told = [
        (one.station, one.cost_mm / 1000, one.counts, one.note.en, one.at_least) for one in found
    ]
    return answer.status[0], answer.reason[0], told


class TestALargePlace:
    """A square of 100 m is asked at its centroid and its four corners."""

    def square(self, x):
        return resident(at=shapely.box(x, 0, x + 100, 100))

    def test_a_station_counts_if_all_of_it_reaches_it_and_the_farthest_corner_speaks(self):
        status, _, told = asked(self.square(800), station())
        assert status == Status.COVERED
        assert told == [("s", 1000, True, "counts", False)]

    def test_within_reach_of_a_part_only_it_alone_does_not_do(self):
        _, reason, told = asked(self.square(950), station())
        assert reason == Reason.PLACE_TOO_LARGE
        assert told == [("s", 950, None, "within reach of a part of the place only", False)]

    def test_two_that_each_reach_a_part_cover_it_together(self):
        status, _, told = asked(self.square(900), station(), station(1900, id="t"))
        assert status == Status.COVERED
        assert [counts for _, _, counts, _, _ in told] == [None, None]


class TestBeyondTheEndOfTheStreets:
    """The streets are known up to x = 1000; a station outside may be nearer than they show."""

    def told(self, *stations, home=None, **layers):
        extent = shapely.box(-50, -500, 1000, 500)
        return asked(home or resident(760), *stations, extent=extent, **layers)

    def test_the_station_that_may_be_in_reach_is_listed_with_the_least_walk_it_could_be(self):
        _, reason, told = self.told({"id": "s", "at": (1500, 400)})
        assert reason == Reason.STREETS_END
        assert told == [("s", 880.312, None, BEYOND, True)]

    def test_one_that_is_too_far_even_so_is_not(self):
        status, _, told = self.told({"id": "s", "at": (1900, 400)})
        assert (status, told) == (Status.UNCOVERED, [])

    def test_a_known_walk_that_counts_speaks_before_one_beyond(self):
        _, _, told = self.told(station(1200))
        assert told == [("s", 440, True, "counts", False)]

    def test_behind_a_barred_gate_no_way_beyond_counts(self):
        gates = [{"id": "g", "of": "r", "at": (760, 0), "status": "locked"}]
        _, reason, told = self.told({"id": "s", "at": (1500, 400)}, gates=gates)
        assert (reason, told) == (Reason.GATES_BARRED, [])


FAR = {"id": "s", "at": (500, 800)}


class TestAStationOffTheStreets:
    def test_it_is_listed_by_its_straight_line(self):
        _, reason, told = asked(resident(), FAR)
        assert reason == Reason.STATION_OFF_STREETS
        assert told == [("s", 800, None, UNJOINED, True)]

    def test_a_gate_of_it_that_was_lost_may_have_been_nearer(self):
        gates = [{"id": "g", "of": "s", "at": (1990, 0)}]
        _, reason, told = asked(resident(), station(), gates=gates, lost=["s"])
        assert reason == Reason.STATION_OFF_STREETS
        assert told == [("s", 500, None, UNJOINED, True)]

    def test_who_cannot_leave_is_not_helped_by_it(self):
        gates = [{"id": "g", "of": "r", "at": (500, 0), "status": "locked"}]
        _, reason, told = asked(resident(), FAR, gates=gates)
        assert (reason, told) == (Reason.GATES_BARRED, [])


# Reasons that lie in the place itself, whatever the stations.
OF_THE_PLACE = {
    Reason.OFF_STREETS, Reason.GATES_UNKNOWN, Reason.OUTSIDE_STREET_EXTENT,
    Reason.STREETS_INCOMPLETE,
}  # fmt: skip


@examples(40)
@given(served_drafts(partly_known=True), slices())
def test_what_is_listed_agrees_with_the_answer(draft, question):
    place = draft.build()
    ground = prepare(place, question, calendar=CALENDAR)
    found = coverage_of(place, ground).residents
    for id_, status, reason, within in zip(
        found.ids, found.status, found.reason, found.stations_within, strict=True
    ):
        counts = [one.counts for one in considered(ground, question, id_)]
        assert counts.count(True) == within
        if status == Status.UNCOVERED:
            assert set(counts) <= {False}
        elif reason not in OF_THE_PLACE:
            assert any(one is not False for one in counts)


@pytest.mark.parametrize(
    ("closed", "status"),
    [
        ({}, Status.UNCOVERED),
        ({"from": "2026-11-18"}, Status.UNCOVERED),
        ({"to": "2026-11-18"}, Status.UNCOVERED),
        ({"from": "2026-11-19"}, Status.COVERED),
        ({"to": "2026-11-17"}, Status.COVERED),
    ],
)
def test_a_closure_without_a_first_or_last_day_has_always_begun_or_never_ends(closed, status):
    rows = [{"id": "c", "station_id": "s", **closed}]
    shop = station(opening_hours="Mo-Su,PH 00:00-24:00")
    place = district(streets=STREET, stations=[shop], residents=[resident()], closures=rows)
    question = ask(at="2026-11-18T12:00")
    ground = prepare(place, question, calendar=CALENDAR)
    assert coverage_of(place, ground).residents.status[0] == status
    (one,) = considered(ground, question, "r")
    assert (one.counts, one.note.en) == (
        (True, "counts") if status == Status.COVERED else (False, "not open at that hour")
    )
