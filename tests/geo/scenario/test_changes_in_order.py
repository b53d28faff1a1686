"""Changes are made from top to bottom, and nothing is changed by those that are refused."""

import pickle

import pytest
from shapely import Point
from support.one_street import STREET, handles, resident, station
from support.small_calendar import CALENDAR
from support.tiny import district

from data.scenario import changes as edit
from geo.coverage import coverage_of
from geo.errors import ScenarioError
from geo.ground import prepare
from geo.question import ask
from geo.scenario.apply import changed
from geo.scenario.inverse import inverse

FAR_OFF, NOWHERE = Point(1900, 0), Point(500, 900)
GATE_OF_STATION = {"id": "gs", "of": "s", "at": (20, 0)}
GATE_OF_RESIDENT = {"id": "gr", "of": "r", "at": (480, 0)}


def place_with(*gates, **layers):
    layers = {"stations": [station()], "residents": [resident()], "streets": STREET, **layers}
    return district(gates=gates, **layers)


def after(*changes, place=None, **asked):
    """The answer for the resident after these changes: status and walk in metres."""
    place, question = place or place_with(), ask(**asked)
    then = changed(place, prepare(place, question, calendar=CALENDAR), edit.Scenario(changes))
    residents = coverage_of(place, then).residents
    return residents.status[0], int(residents.cost_mm[0]) // 1000


class TestOrder:
    def test_each_change_is_made_to_what_the_ones_before_it_left(self):
        moved = edit.StationMoved("new", Point(450, 0))
        assert after(edit.StationAdded("new", Point(400, 0)), moved) == ("covered", 50)
        assert after(edit.StationMoved("s", FAR_OFF), edit.StationClosed("s")) == ("uncovered", -1)

    def test_a_station_may_be_closed_and_opened_anew(self):
        anew = edit.StationAdded("s", Point(400, 0))
        assert after(edit.StationClosed("s"), anew) == ("covered", 100)

    def test_a_gate_may_be_set_and_then_removed(self):
        place = place_with(GATE_OF_RESIDENT)
        assert after(edit.GateSet("gr", "locked"), place=place)[0] == "uncovered"
        assert (
            after(edit.GateSet("gr", "locked"), edit.GateRemoved("gr"), place=place)[0] == "covered"
        )

    def test_a_gate_that_is_removed_and_added_is_a_new_one(self):
        place, anew = place_with(GATE_OF_RESIDENT), edit.GateAdded("gr", "r", Point(500, 0))
        assert (
            after(edit.GateSet("gr", "locked"), edit.GateRemoved("gr"), anew, place=place)[0]
            == "covered"
        )

    def test_the_last_hours_stand(self):
        both = (
            edit.HoursChanged("s", "off; PH off"),
            edit.HoursChanged("s", "Mo-Su 08:00-20:00; PH off"),
        )
        assert after(*both, at="2026-11-18T12:00")[0] == "covered"

    def test_a_street_closed_and_opened(self):
        assert after(edit.StreetSet("ab", False))[0] == "unknown"
        assert after(edit.StreetSet("ab", False), edit.StreetSet("ab", True))[0] == "covered"


class TestGatesOfAStation:
    """A gate 20 m away: the walk through it is 20 m there and 20 m back on the street."""

    def test_it_leaves_them_behind(self):
        locked = {**GATE_OF_STATION, "status": "locked"}
        assert after(place=place_with(locked))[0] == "uncovered"
        assert after(edit.StationMoved("s", Point(10, 0)), place=place_with(locked)) == (
            "covered",
            490,
        )

    def test_back_where_it_was_it_has_them_again(self):
        locked = place_with({**GATE_OF_STATION, "status": "locked"})
        home = edit.StationMoved("s", Point(0, 0))
        assert after(edit.StationMoved("s", Point(10, 0)), home, place=locked)[0] == "uncovered"

    def test_those_added_at_its_new_place_are_of_it(self):
        moved, locked = (
            edit.StationMoved("s", Point(10, 0)),
            edit.GateAdded("g", "s", Point(12, 0), "locked"),
        )
        assert after(moved, locked)[0] == "uncovered"
        assert after(locked, moved)[0] == "covered"

    def test_a_new_station_may_have_some(self):
        gone, new = edit.StationClosed("s"), edit.StationAdded("new", Point(400, 0))
        gate = edit.GateAdded("g", "new", Point(300, 0))
        assert after(gone, new, gate) == ("covered", 300)

    def test_open_only_by_one_off_the_streets_it_is_as_near_as_its_own_point(self):
        gone, new = edit.StationClosed("s"), edit.StationAdded("new", Point(100, 0))
        locked = edit.GateAdded("g", "new", Point(110, 0), "locked")
        off_streets = edit.GateAdded("h", "new", Point(100, 1500))
        assert after(gone, new, locked, off_streets)[0] == "unknown"

    def test_anew_elsewhere_it_has_left_them(self):
        place = place_with({**GATE_OF_STATION, "status": "locked"})
        anew = edit.StationAdded("s", Point(400, 0))
        assert after(edit.StationClosed("s"), anew, place=place) == ("covered", 100)


def refused(*changes, place=None):
    """The refusal; the ground and the district are byte for byte as before."""
    place = place or place_with(GATE_OF_RESIDENT)
    ground = prepare(place, ask(), calendar=CALENDAR)
    before = pickle.dumps((dict(place.layers), arrays(ground)))
    with pytest.raises(ScenarioError) as raised:
        changed(place, ground, edit.Scenario(changes, source="plan.toml"))
    assert pickle.dumps((dict(place.layers), arrays(ground))) == before
    return raised.value


def arrays(ground):
    """What of a ground could be overwritten."""
    facts, handled = vars(ground.services.facts), ground.services.handled
    return [
        {k: v for k, v in facts.items() if k != "own_names"},
        handled and vars(handled), vars(ground.gates), ground.stations.points,
        vars(ground.reach), vars(ground.station_access), vars(ground.straight),
    ]  # fmt: skip


class TestRefusals:
    MOVED = edit.HoursChanged("s", "off")

    @pytest.mark.parametrize(
        ("change", "named"),
        [
            (edit.StationMoved("z", FAR_OFF), "no z in the layer stations"),
            (edit.StationClosed("z"), "no z in the layer stations"),
            (edit.HoursChanged("z", None), "no z in the layer stations"),
            (edit.StreetSet("z", False), "no z in the layer streets"),
            (edit.GateSet("z", "open"), "no z in the layer gates"),
            (edit.GateRemoved("z"), "no z in the layer gates"),
            (edit.GateAdded("g", "z", FAR_OFF), "no place z"),
            (edit.StationAdded("s", FAR_OFF), "there is a station s"),
            (edit.StationAdded("r", FAR_OFF), "the id r is in use"),
            (edit.StationAdded("gr", FAR_OFF), "the id gr is in use"),
            (edit.GateAdded("gr", "r", FAR_OFF), "the id gr is in use"),
            (edit.GateAdded("s", "r", FAR_OFF), "the id s is in use"),
            (edit.MatterDelegated("s", edit.Handling("m")), "no layer station_matters"),
            (
                edit.StationAdded("new", FAR_OFF, handles=(edit.Handling("m"),)),
                "no layer station_matters",
            ),
        ],
    )
    def test_name_the_file_the_change_and_what_was_found(self, change, named):
        error = refused(self.MOVED, change)
        assert (str(error.file), error.at.partition(".")[0]) == ("plan.toml", "change[2]")
        assert named in error.found.en

    @pytest.mark.parametrize(
        ("change", "named"),
        [
            (edit.MatterDelegated("s", edit.Handling("z")), "no z in the layer matters"),
            (edit.MatterDelegated("z", edit.Handling("m")), "no z in the layer stations"),
            (
                edit.MatterWithdrawn("s", edit.Handling("m", "self")),
                "does not handle m in the way self",
            ),
            (
                edit.MatterWithdrawn("s", edit.Handling("m", "complete", "24/7")),
                "does not handle m",
            ),
        ],
    )
    def test_of_matters(self, change, named):
        place = place_with(matters=[{"id": "m"}], station_matters=[handles()])
        assert named in refused(self.MOVED, change, place=place).found.en

    @pytest.mark.parametrize(
        "change", [edit.StationMoved("s", NOWHERE), edit.StationAdded("new", NOWHERE)]
    )
    def test_off_the_streets(self, change):
        error = refused(self.MOVED, change)
        assert (error.at, error.file) == ("change[2].at", "plan.toml")
        assert "no street within 250 m" in error.found.en

    def test_the_last_move_of_several_is_named(self):
        error = refused(
            edit.StationMoved("s", FAR_OFF), self.MOVED, edit.StationMoved("s", NOWHERE)
        )
        assert error.at == "change[3].at"

    def test_one_that_lies_off_the_streets_is_not_moved_to_another_such_place(self):
        place = place_with(stations=[station(at=(0, 900))])
        assert refused(edit.StationMoved("s", NOWHERE), place=place).at == "change[1].at"

    def test_by_a_gate_a_station_lies_on_the_streets_no_more(self):
        moved, away = edit.StationMoved("s", FAR_OFF), edit.GateAdded("g", "s", NOWHERE)
        assert refused(moved, away).at == "change[1].at"


class TestOffTheStreetsForAWhile:
    def test_a_later_change_may_put_it_right(self):
        assert after(edit.StationMoved("s", NOWHERE), edit.StationMoved("s", Point(400, 0))) == (
            "covered", 100,
        )  # fmt: skip

    def test_and_it_can_be_undone(self):
        place = place_with()
        scenario = edit.Scenario((edit.StationMoved("s", NOWHERE), edit.StationMoved("s", FAR_OFF)))
        undone = inverse(place, prepare(place, ask()), scenario)
        assert after(*scenario.changes, *undone.changes, place=place) == ("covered", 500)

    def test_one_that_lies_off_the_streets_may_be_put_back_there(self):
        place = place_with(stations=[station(at=(0, 900))])
        there_and_back = edit.StationMoved("s", FAR_OFF), edit.StationMoved("s", Point(0, 900))
        assert after(*there_and_back, place=place) == after(place=place)
