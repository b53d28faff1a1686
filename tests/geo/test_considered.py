"""Why each station in reach of one resident does or does not count, word by word.

One street; the resident at x = 500 walks 7.5 minutes to the station at x = 0.
"""

import pytest
from support.one_street import STREET, areas, handles, resident, station
from support.reference_hours import UNREADABLE
from support.small_calendar import CALENDAR
from support.tiny import district

from geo.considered import COUNTS, considered
from geo.errors import UnknownPlaceError
from geo.ground import prepare
from geo.question import ask

NOON = "2026-11-18T12:00"
UNCLEAR = {"opening_hours": UNREADABLE}


def told(stations=None, home=None, *, given=None, walked=None, **asked):
    """Station, whether it counts, and why, in English."""
    place = district(
        streets=STREET,
        stations=stations or [station()],
        residents=[home or resident()],
        **(given or {}),
    )
    question = ask(**asked)
    ground = prepare(place, walked or question, calendar=CALENDAR)
    return [(one.station, one.counts, one.note.en) for one in considered(ground, question, "r")]


def only(*args, **more):
    """The one station: whether it counts, and why."""
    (found,) = told(*args, **more)
    return found[1:]


def one_matter(scope="own_community", **more):
    """A matter that the station handles, asked for."""
    rows = {"matters": [{"id": "m", "scope": scope}], "station_matters": [handles()]}
    return {"given": {**rows, **more}, "matters": ("m",)}


def gate(of="r", x=480, name="g", **more):
    return {"id": name, "of": of, "at": (x, 0), **more}


def test_it_counts():
    assert only() == (True, COUNTS.en)


def test_the_nearest_first_and_of_equals_the_smaller_id():
    three = [station(700, id="b"), station(300, id="c"), station(300, id="a")]
    assert [name for name, _, _ in told(three)] == ["a", "b", "c"]


def test_none_beyond_the_widest_limit():
    assert told([station(1600)]) == []


def test_nobody_of_that_id():
    place = district(streets=STREET, stations=[station()], residents=[resident()])
    with pytest.raises(UnknownPlaceError, match="there is no resident z"):
        considered(prepare(place, ask()), ask(), "z")


class TestTheStationItself:
    def test_another_network(self):
        assert only([station(network="enterprises")]) == (False, "serves enterprises only")

    def test_another_tier_or_one_not_recorded(self):
        assert only([station(tier="post")], tier="community") == (False, "of another tier")
        assert only(tier="community") == (None, "its tier is not recorded")

    def test_closed_and_whether_open_is_not_known(self):
        assert only([station(opening_hours="off")], at=NOON)[0] is False
        assert only([station(**UNCLEAR)], at=NOON) == (
            None, "whether it is open at that hour is not known",
        )  # fmt: skip

    def test_it_does_not_handle_the_matter_or_only_advises(self):
        for service in ("advise", "complete"):
            asked = one_matter("district", station_matters=[handles(service=service)])
            assert only(**asked)[0] is (service == "complete")
        assert only(**asked | {"services": ("self",)}) == (False, "does not handle m")

    def test_nobody_knows_what_stations_handle(self):
        given = {"matters": [{"id": "m"}]}
        assert only(given=given, matters=("m",)) == (None, "whether it handles m is not known")

    def test_a_neighbours(self):
        asked = one_matter("district")
        assert only([station(district="邻区")], **asked) == (False, "belongs to another district")

    def test_no_gate_lets_visitors_in(self):
        locked = {"gates": [gate("s", 20, status="pass_only")]}
        assert only(given=locked) == (False, "no gate lets visitors in")


class TestThePair:
    def test_out_of_scope(self):
        assert only(**one_matter(areas=areas())) == (
            False, "may not serve people who live here",
        )  # fmt: skip

    def test_scope_not_known(self):
        assert only(**one_matter()) == (
            None, "whether it may serve people who live here is not known",
        )  # fmt: skip

    def test_beyond_its_own_limit_or_one_not_known(self):
        asked = {"tier_limits_min": {"post": 5}}
        assert only([station(tier="post")], **asked) == (
            False,
            "beyond the limit that holds for it",
        )
        assert only(**asked) == (None, "which limit holds for it is not known")

    def test_beyond_the_limit_of_a_ground_made_for_a_longer_one(self):
        found = only(home=resident(1200), minutes=15, walked=ask(minutes=30))
        assert found == (False, "beyond the limit that holds for it")


class TestAGateOnTheWay:
    def test_the_residents_own_is_locked(self):
        assert only(given={"gates": [gate(status="locked")]}) == (
            False, "a gate on the way is barred",
        )  # fmt: skip

    @pytest.mark.parametrize("of", ["r", "s"])
    def test_whether_it_is_open_is_not_known(self, of):
        gates = [gate("r", **(UNCLEAR if of == "r" else {}))]
        gates += [gate("s", 20, name="h", **UNCLEAR)] if of == "s" else []
        found = only([station(opening_hours="24/7")], given={"gates": gates}, at=NOON)
        words = {"r": "whether a gate on the way is open is not known",
                 "s": "whether any gate lets visitors in is not known"}  # fmt: skip
        assert found == (None, words[of])

    def test_one_near_gate_of_the_station_may_be_open_the_open_one_is_too_far(self):
        gates = [gate("s", 20, **UNCLEAR), gate("s", 1950, name="h")]
        found = only([station(opening_hours="24/7")], given={"gates": gates}, at=NOON)
        assert found == (None, "whether a gate on the way is open is not known")

    def test_a_gate_that_is_open_speaks_before_a_shorter_way_that_is_not(self):
        gates = [gate(x=480, status="locked"), gate(x=520, name="h")]
        assert only(given={"gates": gates})[0] is True


class TestWhatIsNotKnownDoesNotExplainANo:
    """The note is of what surely stands in the way, though more is in doubt."""

    def test_hours_in_doubt_and_out_of_scope(self):
        asked = one_matter(areas=areas())
        found = only([station(**UNCLEAR)], at=NOON, **asked)
        assert found == (False, "may not serve people who live here")

    def test_tier_in_doubt_and_too_far(self):
        found = only(tier="post", tier_limits_min={"post": 5})
        assert found == (False, "beyond the limit that holds for it")

    def test_hours_in_doubt_and_the_residents_gate_locked(self):
        gates = {"gates": [gate(status="locked")]}
        found = only([station(**UNCLEAR)], given=gates, at=NOON)
        assert found == (False, "a gate on the way is barred")
