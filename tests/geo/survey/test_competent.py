"""Which stations are competent for a site: one street, a centre in the west, a hall in the east.

200 m are walked in 3 minutes, a kilometre in 15; 18 November 2026 is a Wednesday.
"""

from datetime import datetime
from types import MappingProxyType

import numpy as np
import pytest
import shapely
from support.one_street import STREET, areas, handles
from support.small_calendar import CALENDAR
from support.tiny import district

from data.declarations import Declaration, Visibility
from data.rulepacks.vocabulary import BusinessType
from data.text import Text
from geo.considered import considered
from geo.ground import prepare
from geo.question import ask
from geo.survey.competent import MOST, competent
from geo.survey.offices import offices

SHOP = BusinessType("shop", Text("店", "shop"), Text("证", "permit"), ("m",))
CENTRE = {"id": "s", "name": "中心", "tier": "subdistrict", "phone": "1", "at": (0, 0)}
HALL = {"id": "t", "name": "大厅", "tier": "district", "at": (2000, 0)}
MATTER = {"id": "m", "name": "食品经营许可", "audience": "enterprise", "scope": "district"}
BOTH = (handles(), handles(by="t"))


def found(
    x=600, *, does=BOTH, stations=(CENTRE, HALL), matters=(MATTER,), at=None, doors=None,
    business=SHOP, level=Visibility.INTERNAL, declared=(), **given,
):  # fmt: skip
    layers = {"stations": stations, "matters": matters, "station_matters": does, **given}
    layers = {"streets": STREET, **layers}
    place = district(**{name: rows for name, rows in layers.items() if rows})
    object.__setattr__(place, "declarations", declared)
    known = offices(place, calendar=CALENDAR, level=level)
    return competent(known, business, shapely.Point(x, 0), doors=doors, at=at)


def desks(*args, **more):
    (matter,) = found(*args, **more).matters
    return [(desk.station, desk.minutes) for desk in matter.desks]


def test_a_station_in_reach_is_named_with_its_minutes():
    assert desks(600) == [("s", 9.0)]
    assert desks(1400) == [("t", 9.0)]


def test_the_nearest_comes_first():
    assert desks(1000) == [("s", 15.0), ("t", 15.0)]
    assert desks(800, stations=(CENTRE, {**HALL, "at": (1000, 0)})) == [("t", 3.0), ("s", 12.0)]


def test_where_none_is_in_reach_the_nearest_competent_one_is_named_without_minutes():
    assert desks(1400, does=[handles()]) == [("s", None)]


def test_no_more_than_a_few_are_named():
    many = [{"id": f"s{n}", "at": (n, 0)} for n in range(9)]
    does = [handles(by=f"s{n}") for n in range(9)]
    assert len(desks(0, stations=many, does=does)) == MOST


@pytest.mark.parametrize("named", ["m", "食品经营许可", " 食品 经营许可"])
def test_matters_are_found_by_id_or_name(named):
    (matter,) = found(business=SHOP.__class__("shop", SHOP.title, SHOP.permit, (named,))).matters
    assert (matter.asked, matter.matter, matter.name) == (named, "m", "食品经营许可")


def test_a_matter_that_the_catalogue_does_not_have_is_said_to_be_missing():
    (matter,) = found(matters=[{**MATTER, "id": "n", "name": "别的"}], does=None).matters
    assert (matter.matter, matter.desks) == (None, ())
    assert "没有该事项" in matter.reason.zh


class TestWhoIsCompetent:
    def test_advice_is_not_enough(self):
        assert desks(600, does=[handles(service="advise"), handles(by="t")]) == [("t", None)]

    def test_how_it_is_handled_is_told(self):
        (matter,) = found(does=[handles(service="accept"), handles(service="self")]).matters
        assert matter.desks[0].services == ("accept", "self")

    def test_whoever_serves_residents_only_is_not(self):
        stations = [{**CENTRE, "network": "residents"}, {**HALL, "network": "enterprises"}]
        assert desks(600, stations=stations) == [("t", None)]

    def test_the_scope_of_the_matter_bounds_the_place(self):
        own = {**MATTER, "scope": "own_community"}
        assert desks(190, matters=[own], areas=areas()) == [("s", 2.85)]
        assert desks(310, matters=[own], areas=areas()) == [("t", None)]

    def test_near_the_border_of_two_communities_nobody_knows_whose_it_is(self):
        # 5 m of the site, 50 m of areas of which nobody declared how good they are.
        own = {**MATTER, "scope": "own_community"}
        (matter,) = found(200, matters=[own], areas=areas()).matters
        assert [(d.station, d.surely) for d in matter.desks] == [("s", False), ("t", False)]
        assert "服务范围" in matter.desks[0].doubt.zh

    def test_whether_it_handles_it_may_not_be_known(self):
        (matter,) = found(does=None).matters
        assert [(d.station, d.surely) for d in matter.desks] == [("s", False), ("t", False)]
        assert "不明" in matter.desks[0].doubt.zh
        assert "不明" in matter.desks[1].doubt.zh

    def test_nobody_may_be(self):
        (matter,) = found(does=[handles(matter="x")]).matters
        assert matter.desks == ()
        assert "没有登记" in matter.reason.zh

    def test_a_gate_that_is_locked_bars_the_station(self):
        gates = [{"id": "g", "of": "s", "status": "locked", "at": (0, 0)}]
        assert desks(600, gates=gates) == [("t", None)]


class TestWhen:
    hours = ({**CENTRE, "opening_hours": "Mo-Fr 09:00-17:00; PH off"}, HALL)

    @pytest.mark.parametrize(
        ("at", "is_open", "opens"),
        [
            ("2026-11-18T10:00", True, "2026-11-18T10:00"),
            ("2026-11-18T17:00", False, "2026-11-19T09:00"),
            ("2026-11-20T18:00", False, "2026-11-23T09:00"),
        ],
    )
    def test_it_is_open_or_opens_next(self, at, is_open, opens):
        (matter,) = found(at=at, stations=self.hours).matters
        desk = matter.desks[0]
        assert desk.is_open is is_open
        assert desk.opens.surely == datetime.fromisoformat(opens)

    def test_nobody_may_know(self):
        (matter,) = found(at="2026-11-18T10:00").matters
        assert matter.desks[0].is_open is None
        assert "未登记" in matter.desks[0].opens.doubt.zh

    def test_where_no_moment_is_asked_nothing_is_said(self):
        (matter,) = found(stations=self.hours).matters
        assert (matter.desks[0].is_open, matter.desks[0].opens) == (None, None)


def test_online_is_told():
    for online in (True, False, None):
        (matter,) = found(matters=[{**MATTER, "online": online}]).matters
        assert matter.online is online


def test_any_door_may_be_taken():
    doors = np.array([shapely.Point(600, 0), shapely.Point(300, 0)], dtype=object)
    assert desks(600, doors=doors) == [("s", 4.5)]


def test_without_streets_a_walk_is_at_least_the_straight_line():
    (matter,) = found(600, streets=None).matters
    near, far = matter.desks
    assert (near.station, near.minutes, near.surely, near.at_least) == ("s", 9.0, True, True)
    assert "直线" in near.doubt.zh
    assert (far.station, far.minutes, far.surely, far.doubt) == ("t", None, True, None)


def test_without_stations_there_is_a_reason():
    (matter,) = found(stations=None, does=None).matters
    assert "stations" in matter.reason.zh


def test_who_may_not_see_a_column_does_not():
    hidden = Declaration(
        "stations", column_visibility=MappingProxyType({"phone": Visibility.RESTRICTED})
    )
    (matter,) = found(declared=(hidden,)).matters
    assert (matter.desks[0].name, matter.desks[0].phone) == ("中心", None)
    (matter,) = found(declared=(hidden,), level=Visibility.RESTRICTED).matters
    assert matter.desks[0].phone == "1"


@pytest.mark.parametrize("x", [0, 137, 999, 1124, 1126, 2000])
def test_the_walks_are_those_of_a_resident_who_lives_there(x):
    question = ask(matters=("m",), network="enterprises")
    home = {"id": "r", "population": 1, "at": (x, 0)}
    place = district(
        streets=STREET, stations=[CENTRE, HALL], matters=[MATTER], station_matters=BOTH,
        residents=[home],
    )  # fmt: skip
    walks = considered(prepare(place, question, calendar=CALENDAR), question, "r")
    (matter,) = found(x).matters
    assert [(d.station, d.walk_mm) for d in matter.desks if d.walk_mm is not None] == [
        (walk.station, walk.cost_mm) for walk in walks
    ]
