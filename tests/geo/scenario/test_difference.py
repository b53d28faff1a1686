"""What a scenario changes, by hand: one street, 1000 m in 15 minutes, and why it is worse."""

import pytest
from shapely import Point
from support.one_street import areas, handles, resident, station
from support.small_calendar import CALENDAR
from support.tiny import district, street

from data.scenario import changes as edit
from geo.counting import people_of
from geo.ground import prepare
from geo.question import ask
from geo.scenario.apply import changed
from geo.scenario.difference import difference

NOON = "2026-11-18T12:00"
A, B, C = ("a", 0, 0), ("b", 1000, 0), ("c", 2000, 0)
STREETS = (street(A, B), street(B, C))
# From 200 to 300 there are two ways: straight on, or round by the north.
FORK, NORTH, JOIN = ("f", 200, 0), ("n", 250, 400), ("j", 300, 0)
WITH_DETOUR = (
    street(A, FORK),
    street(FORK, JOIN, id="straight"),
    street(FORK, NORTH),
    street(NORTH, JOIN),
    street(JOIN, C),
)
GAINED, LOST, KNOWN, DOUBTED = "gained", "lost", "known", "doubted"


def compared(*changes, stations=None, homes=None, streets=STREETS, asked=None, **layers):
    """The difference that these changes make."""
    stations, homes = stations or [station()], homes or [resident()]
    place = district(streets=streets, stations=stations, residents=homes, **layers)
    question = asked or ask()
    ground = prepare(place, question, calendar=CALENDAR)
    then = changed(place, ground, edit.Scenario(changes))
    people = {"population": people_of(place.table("residents"), "population")}
    return difference(ground, then, question, people)


def told(*changes, **more):
    """Change and cause of the one resident; None where nothing changes."""
    found = compared(*changes, **more)
    return (found.change[0], found.cause[0]) if len(found.row) else None


def test_nothing_changes():
    assert told(edit.HoursChanged("s", None)) is None


def test_gained_needs_no_cause():
    assert told(edit.StationMoved("s", Point(300, 0)), homes=[resident(1200)]) == (GAINED, "")


def test_nearer_and_farther_are_said_where_the_status_stays():
    assert told(edit.StationMoved("s", Point(100, 0))) == ("nearer", "")
    barred = told(edit.StreetSet("straight", False), streets=WITH_DETOUR, asked=ask(minutes=30))
    assert barred == ("farther", "way_longer")
    assert told(edit.StationMoved("s", Point(0, 10))) == ("farther", "station_gone")


class TestLost:
    def test_its_station_is_closed(self):
        assert told(edit.StationClosed("s")) == (LOST, "station_gone")

    def test_its_station_moves_away(self):
        assert told(edit.StationMoved("s", Point(2000, 0))) == (LOST, "station_gone")

    def test_its_station_closes_at_that_hour(self):
        found = told(
            edit.HoursChanged("s", "off; PH off"),
            stations=[station(opening_hours="24/7")],
            asked=ask(at=NOON),
        )
        assert found == (LOST, "station_not_serving")

    def test_its_station_no_longer_handles_the_matter(self):
        found = told(
            edit.MatterWithdrawn("s", edit.Handling("m")),
            matters=[{"id": "m"}], station_matters=[handles()], asked=ask(matters=("m",)),
        )  # fmt: skip
        assert found == (LOST, "station_not_serving")

    def test_no_gate_of_its_station_lets_visitors_in(self):
        gates = [{"id": "g", "of": "s", "at": (10, 0)}]
        assert told(edit.GateSet("g", "pass_only"), gates=gates) == (LOST, "station_not_serving")

    def test_its_own_gate_is_barred_or_bricked_up(self):
        gates = [{"id": "g", "of": "r", "at": (490, 0)}]
        assert told(edit.GateSet("g", "locked"), gates=gates) == (LOST, "gate_barred")
        walled = resident(enclosed=True)
        assert told(edit.GateRemoved("g"), gates=gates, homes=[walled]) == (LOST, "gate_barred")

    def test_the_street_between_is_barred(self):
        assert told(edit.StreetSet("straight", False), streets=WITH_DETOUR) == (LOST, "way_longer")

    def test_the_street_that_it_stands_on_is_barred(self):
        parallel = street(("x", 0, 40), ("y", 1000, 40), id="parallel")
        found = told(edit.StreetSet("ab", False), streets=[*STREETS, parallel],
                     stations=[station(1500)], homes=[resident(900)])  # fmt: skip
        assert found == (LOST, "joins_elsewhere")

    def test_a_street_is_opened_nearer_to_it_that_leads_nowhere(self):
        blind = street(("x", 400, 40), ("y", 600, 40), id="blind", foot=False)
        found = told(edit.StreetSet("blind", True), homes=[resident(at=(500, 30))],
                     streets=[*STREETS, blind])  # fmt: skip
        assert found == (LOST, "joins_elsewhere")

    def test_a_street_is_opened_nearer_to_its_station_that_leads_nowhere(self):
        blind = street(("x", -50, 40), ("y", 50, 40), id="blind", foot=False)
        found = told(edit.StreetSet("blind", True), stations=[station(at=(0, 30))],
                     streets=[*STREETS, blind])  # fmt: skip
        assert found == (LOST, "station_joins_elsewhere")

    def test_a_first_gate_on_another_street(self):
        blind = street(("x", 400, 40), ("y", 600, 40), id="blind")
        found = told(edit.GateAdded("g", "r", Point(500, 39)), streets=[*STREETS, blind])
        assert found == (LOST, "joins_elsewhere")

    def test_a_first_gate_far_off_on_its_own_street(self):
        assert told(edit.GateAdded("g", "r", Point(950, 0))) == (LOST, "way_longer")

    def test_one_of_the_two_that_a_large_place_needs(self):
        """The farthest corner speaks for the place, but loses nothing."""
        from shapely import box

        both = [station(300), station(1800, id="t")]
        place = [resident(at=box(900, -1, 1100, 1))]
        found = told(edit.StationClosed("s"), stations=both, homes=place, asked=ask(minutes=13))
        assert found == (LOST, "station_gone")


class TestWhatWasNotKnown:
    """A station whose hours nobody recorded may be open at noon: it is not known."""

    def told(self, *changes, **more):
        return told(*changes, asked=ask(at=NOON), **more)

    def test_becomes_known_the_station_is_closed_at_that_hour(self):
        assert self.told(edit.HoursChanged("s", "off; PH off")) == (KNOWN, "station_not_serving")

    def test_though_a_station_too_far_away_is_surely_open(self):
        far = [station(), station(2000, id="t", opening_hours="Mo-Su 00:00-24:00; PH off")]
        shut = edit.HoursChanged("s", "off; PH off")
        assert self.told(shut, stations=far) == (KNOWN, "station_not_serving")
        assert self.told(edit.StationClosed("s"), stations=far) == (KNOWN, "station_gone")

    def test_becomes_known_its_gate_of_unclear_hours_is_locked(self):
        gates = [{"id": "g", "of": "r", "at": (490, 0), "opening_hours": "上班时间"}]
        sure = [station(opening_hours="Mo-Su 00:00-24:00; PH off")]
        assert self.told(edit.GateSet("g", "locked"), gates=gates, stations=sure) == (
            KNOWN, "gate_barred",
        )  # fmt: skip

    def test_is_surely_open(self):
        assert self.told(edit.HoursChanged("s", "Mo-Su 00:00-24:00; PH off")) == (GAINED, "")

    def test_comes_in_doubt(self):
        shut = [station(opening_hours="off; PH off")]
        assert self.told(edit.HoursChanged("s", None), stations=shut) == (DOUBTED, "")

    def test_comes_in_doubt_after_it_was_covered(self):
        sure = [station(opening_hours="Mo-Su 00:00-24:00; PH off")]
        assert self.told(edit.HoursChanged("s", None), stations=sure) == (
            LOST,
            "station_not_serving",
        )


class TestSums:
    HOMES = (resident(100, id="r1"), resident(1200, id="r2", population=30),
             resident(1900, id="r3", population=5))  # fmt: skip

    def test_before_and_after(self):
        found = compared(edit.StationMoved("s", Point(1900, 0)), homes=self.HOMES)
        before, after = found.groups["population"]
        assert (before.covered, before.uncovered) == (100, 35)
        assert (after.covered, after.uncovered) == (35, 100)
        assert found.row.tolist() == [0, 1, 2]
        assert found.change.tolist() == [LOST, GAINED, GAINED]
        assert found.cause.tolist() == ["station_gone", "", ""]

    def test_where_everybody_stands(self):
        found = compared(edit.StationClosed("s"), homes=self.HOMES)
        assert found.before.station.tolist() == ["s", "s", "s"]
        assert found.before.cost_mm.tolist() == [100_000, 1_200_000, 1_900_000]
        assert found.after.station.tolist() == ["", "", ""]
        assert found.after.cost_mm.tolist() == [-1, -1, -1]

    def test_the_people_of_rows_gained_and_lost_are_the_difference_of_the_sums(self):
        found = compared(edit.StationMoved("s", Point(1900, 0)), homes=self.HOMES)
        before, after = found.groups["population"]
        count = [100, 30, 5]
        gained = sum(count[r] for r, c in zip(found.row, found.change, strict=True) if c == GAINED)
        lost = sum(count[r] for r, c in zip(found.row, found.change, strict=True) if c == LOST)
        assert after.covered - before.covered == gained - lost


def test_a_matter_delegated_within_scope():
    layers = {"matters": [{"id": "m", "scope": "own_community"}], "station_matters": [],
              "areas": areas()}  # fmt: skip
    asked = ask(matters=("m",))
    here = edit.MatterDelegated("s", edit.Handling("m"))
    assert told(here, stations=[station(300)], asked=asked, **layers) == (GAINED, "")
    assert told(here, stations=[station(0)], asked=asked, **layers) is None


@pytest.mark.parametrize("network", ["residents", "both", None])
def test_a_station_added(network):
    added = edit.StationAdded("new", Point(1500, 0), network=network)
    assert told(added, homes=[resident(1600)]) == (GAINED, "")
    enterprises = edit.StationAdded("new", Point(1500, 0), network="enterprises")
    assert told(enterprises, homes=[resident(1600)]) is None
