"""One straight street, one station, and a question whose answer can be seen."""

from dataclasses import replace

import pytest
import shapely
from support.tiny import district, street

from data.import_log import ImportRecord, Outcome
from data.text import Text
from geo.answers import Reason, Status
from geo.coverage import coverage
from geo.question import ask

A, B = ("a", 0, 0), ("b", 2000, 0)
STREET = [street(A, B)]


def station(x: float, y: float = 0, **more: object) -> dict[str, object]:
    return {"id": more.pop("id", "s"), "at": (x, y), **more}


def resident(x: float, y: float = 0, **more: object) -> dict[str, object]:
    return {"id": "r", "population": 100, "at": (x, y), **more}


def answer(home=None, *, streets=STREET, stations=None, asked=None, **layers):
    """(status, reason, metres) of the one resident."""
    place = district(
        streets=streets,
        stations=[station(0)] if stations is None else stations,
        residents=[home or resident(500)],
        **layers,
    )
    found = coverage(place, asked or ask()).residents
    return found.status[0], found.reason[0], found.cost_mm[0] / 1000


def test_exactly_fifteen_minutes_is_covered():
    assert answer(resident(1000)) == (Status.COVERED, "", 1000)


def test_a_millimetre_more_is_not():
    assert answer(resident(1000.001)) == (Status.UNCOVERED, Reason.BEYOND_LIMIT, 1000.001)


def test_the_walk_to_and_from_the_street_is_charged():
    assert answer(resident(500, 30), stations=[station(0, -20)])[2] == 550


def test_the_snap_is_to_the_street_between_its_corners():
    assert answer(resident(700), stations=[station(400)])[2] == 300


def test_length_m_stands_over_the_drawing():
    assert answer(resident(500), streets=[street(A, B, length_m=4000)])[2] == 1000


def test_what_no_street_is_near_is_unknown():
    assert answer(resident(500, 250))[0] == Status.COVERED
    assert answer(resident(500, 250.001)) == (Status.UNKNOWN, Reason.OFF_STREETS, -0.001)


def test_of_equally_near_stations_the_smaller_id_serves():
    twins = [station(900, id="z"), station(100, id="k")]
    place = district(streets=STREET, stations=twins, residents=[resident(500)])
    assert coverage(place, ask()).residents.station[0] == "k"


def test_an_island_cannot_reach():
    island = street(("c", 0, 100), ("d", 2000, 100))
    assert answer(resident(500, 100), streets=[*STREET, island]) == (
        Status.UNCOVERED, Reason.NO_PATH, -0.001,
    )  # fmt: skip


def test_between_two_equally_near_streets_both_count():
    island = street(("c", 0, 100), ("d", 2000, 100))
    assert answer(resident(500, 50), streets=[*STREET, island])[0] == Status.COVERED


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("off_m", [0, 0.0001])
def test_on_a_bent_street_both_nearest_points_count(turned, off_m):
    bend = [(100, 0), (0, 100), (100 - off_m, 200)]
    row = {"id": "bent", "u": "u", "v": "v", "length_m": 900, "at": bend[::-1] if turned else bend}
    at_its_ends = [station(100, id="s1"), station(100, 200, id="s2")]
    for only in at_its_ends:
        found = answer(resident(100, 100), streets=[row], stations=[only])
        assert found[2] == pytest.approx(450 / 2 + 50**0.5 * 10, abs=0.005)


def test_streets_closed_to_walkers_are_not_there():
    assert answer(streets=[street(A, B, foot=False)])[1] == Reason.OFF_STREETS


def test_the_shortest_of_parallel_streets_is_walked():
    detour = street(A, B, id="detour", length_m=9000)
    assert answer(streets=[detour, *STREET])[2] == 500


def test_a_street_of_no_length_does_no_harm():
    spot = street(("b", 2000, 0), ("c", 2000, 0), length_m=0)
    assert answer(streets=[*STREET, spot])[0] == Status.COVERED


def test_without_any_station_everyone_is_uncovered_even_off_the_streets():
    assert answer(resident(500, 900), stations=[]) == (
        Status.UNCOVERED, Reason.NO_STATION, -0.001,
    )  # fmt: skip


def test_stations_for_enterprises_do_not_count_and_null_does():
    assert answer(stations=[station(0, network="enterprises")])[1] == Reason.NO_STATION
    assert answer(stations=[station(0, network=None)])[0] == Status.COVERED


@pytest.mark.parametrize(
    ("extent", "reason"),
    [
        (None, Reason.STREETS_INCOMPLETE),
        (shapely.box(-100, -100, 100, 100), Reason.OUTSIDE_STREET_EXTENT),
    ],
)
def test_without_complete_streets_the_uncovered_are_unknown(extent, reason):
    assert answer(resident(1500), extent=extent)[:2] == (Status.UNKNOWN, reason)


class TestTheEndOfTheKnownStreets:
    """a-b is cut at b, 100 m from the station as the crow flies, on another street."""

    STREETS = (street(A, B, v_cut=True), street(("c", 2100, 0), ("d", 2100, 500)))

    @pytest.mark.parametrize(
        ("x", "status"), [(1100, Status.UNKNOWN), (1099.999, Status.UNCOVERED)]
    )
    def test_unknown_if_going_on_could_have_helped(self, x, status):
        assert answer(resident(x), streets=self.STREETS, stations=[station(2100)])[0] == status

    def test_the_access_of_the_station_is_added(self):
        far = [station(2130)]
        assert answer(resident(1130), streets=self.STREETS, stations=far)[0] == Status.UNKNOWN
        assert answer(resident(1129.9), streets=self.STREETS, stations=far)[0] == Status.UNCOVERED

    def test_a_border_of_the_extent_is_an_end(self):
        within = shapely.box(-100, -100, 1500, 100)
        outside = [station(1600, 240)]
        assert answer(resident(760), extent=within, stations=outside)[1] == Reason.STREETS_END
        assert answer(resident(759.9), extent=within, stations=outside)[0] == Status.UNCOVERED


GATE = {"id": "g", "of": "r", "at": (500, 0)}


class TestGates:
    def test_a_place_with_gates_walks_to_the_gate(self):
        assert answer(resident(500, 40), gates=[GATE])[2] == 540

    def test_it_never_falls_back_to_its_point(self):
        locked = {**GATE, "status": "locked"}
        assert answer(gates=[locked])[:2] == (Status.UNCOVERED, Reason.GATES_BARRED)

    @pytest.mark.parametrize("status", ["open", "pass_only", None])
    def test_its_own_people_pass(self, status):
        assert answer(gates=[{**GATE, "status": status}])[0] == Status.COVERED

    @pytest.mark.parametrize("status", ["pass_only", "locked", "emergency"])
    def test_visitors_do_not(self, status):
        gate = {"id": "g", "of": "s", "status": status, "at": (0, 0)}
        assert answer(gates=[gate])[1] == Reason.NO_STATION

    def test_enclosed_without_a_known_gate_is_unknown(self):
        assert answer(resident(500, enclosed=True))[1] == Reason.GATES_UNKNOWN

    def test_the_snap_counts_from_the_gate(self):
        far = resident(500, 400)
        assert answer(far, gates=[{**GATE, "at": (500, 100)}])[2] == 900


def lost_gate(of):
    """A gate that was rejected on import; whose it was is known."""
    reason = Text("状态不在取值范围内", "status is none of the allowed values")
    return ImportRecord("gates", "gates.csv", "3", Outcome.REJECTED, reason, about=of)


class TestLostGates:
    """A place never falls back to its point because a record of its gate was lost."""

    def asked(self, *gates, of="r", home=None, stations=None):
        place = district(
            streets=STREET,
            stations=stations or [station(0)],
            residents=[home or resident(500)],
            gates=gates or [{"id": "other", "of": "nobody", "at": (0, 0)}],
        )
        found = coverage(replace(place, import_log=(lost_gate(of),)), ask()).residents
        return found.status[0], found.reason[0]

    def test_without_another_gate_it_is_not_known(self):
        assert self.asked() == (Status.UNKNOWN, Reason.GATES_UNKNOWN)

    def test_by_another_gate_it_is_covered(self):
        assert self.asked(GATE)[0] == Status.COVERED

    def test_where_the_others_are_barred_it_is_not_known(self):
        assert self.asked({**GATE, "status": "locked"})[0] == Status.UNKNOWN

    def test_beyond_the_limit_the_lost_one_might_have_been_nearer(self):
        assert self.asked({**GATE, "at": (1500, 0)})[0] == Status.UNKNOWN

    def test_a_gate_of_nobody_known_is_counted(self):
        place = district(
            streets=STREET,
            stations=[station(0)],
            residents=[resident(500)],
            gates=[{"id": "g", "of": "nobody", "at": (0, 0)}],
        )
        assert (
            coverage(replace(place, import_log=(lost_gate(""),)), ask()).losses.unowned_gates == 2
        )

    def test_a_station_whose_gate_was_lost_leaves_its_surroundings_unknown(self):
        assert self.asked(of="s") == (Status.UNKNOWN, Reason.STATION_OFF_STREETS)

    def test_a_station_whose_other_gates_are_barred_may_count(self):
        barred = {"id": "g", "of": "s", "status": "locked", "at": (0, 0)}
        assert self.asked(barred, of="s")[1] == Reason.STATION_MAY_QUALIFY


class TestStationsThatMayCount:
    def test_step_free_unrecorded_is_unknown(self):
        asked = ask(step_free=True)
        assert answer(stations=[station(0, step_free=None)], asked=asked)[:2] == (
            Status.UNKNOWN, Reason.STATION_MAY_QUALIFY,
        )  # fmt: skip

    @pytest.mark.parametrize(("free", "status"), [(True, "covered"), (False, "uncovered")])
    def test_step_free_recorded_decides(self, free, status):
        assert answer(stations=[station(0, step_free=free)], asked=ask(step_free=True))[0] == status

    def test_step_free_takes_no_steps(self):
        stairs = [street(A, B, steps=True)]
        stations = [station(0, step_free=True)]
        assert answer(streets=stairs, stations=stations)[0] == Status.COVERED
        found = answer(streets=stairs, stations=stations, asked=ask(step_free=True))
        assert found[1] == Reason.OFF_STREETS

    def test_a_tier_nobody_recorded_may_be_the_one(self):
        asked = ask(tier="post")
        assert answer(stations=[station(0, tier=None)], asked=asked)[0] == Status.UNKNOWN
        assert answer(stations=[station(0, tier="district")], asked=asked)[0] == Status.UNCOVERED

    def test_a_station_off_the_streets_makes_its_surroundings_unknown(self):
        lost = [station(500, 800), station(2000, id="far")]
        assert answer(resident(500), stations=lost)[1] == Reason.STATION_OFF_STREETS
        assert answer(resident(0, -200), stations=lost)[0] == Status.UNCOVERED


class TestLargePlaces:
    """A polygon reaching more than 50 m from its centroid is asked at several points."""

    @pytest.mark.parametrize(
        ("x", "status"), [(800, "covered"), (950, "unknown"), (1200, "uncovered")]
    )
    def test_covered_if_all_of_it_is(self, x, status):
        square = {"id": "r", "population": 1, "at": shapely.box(x, 0, x + 100, 100)}
        found = answer(square)
        assert found[0] == status
        assert (found[1] == Reason.PLACE_TOO_LARGE) == (status == "unknown")

    def test_a_small_one_is_asked_at_its_centroid(self):
        square = {"id": "r", "population": 1, "at": shapely.box(970, -10, 1010, 10)}
        assert answer(square)[2] == 990
