"""A scenario in the words of the panel beside its map."""

from dataclasses import replace

import pytest
from support.village import at

from data.declarations import Declaration, Visibility
from data.scenario.changes import (
    GateAdded,
    GateRemoved,
    GateSet,
    Handling,
    HoursChanged,
    MatterDelegated,
    MatterWithdrawn,
    Scenario,
    StationAdded,
    StationClosed,
    StationMoved,
    StreetSet,
)
from maps.scenario_panel import MappedScenario, scenario_panel


@pytest.fixture
def line(district):
    def of(change, then=district):
        shown = MappedScenario(Scenario((change,)), "北片", "0123456789abcdef", district)
        return scenario_panel(shown, then).changes[0]

    return of


def test_it_has_a_name_and_the_first_digits_of_its_file(district):
    panel = scenario_panel(
        MappedScenario(Scenario(()), "北片", "0123456789abcdef", district), district
    )
    assert (panel.name, panel.sha256, panel.changes) == ("北片", "0123456789ab", ())


@pytest.mark.parametrize(
    ("change", "english"),
    [
        (StationMoved("s-4", at(0, 0)), "station moved: 合作银行驿站 (s-4)"),
        (StationClosed("s-4"), "station closed: 合作银行驿站 (s-4)"),
        (
            MatterDelegated("s-3", Handling("m-3", "accept")),
            "matter delegated: 泉水人家社区便民服务站 (s-3), 食品经营许可 (m-3), "
            "accepted and passed on",
        ),
        (
            MatterWithdrawn("s-2", Handling("m-1")),
            "matter withdrawn: 荷花池街道便民服务中心 (s-2), 老年人优待证办理 (m-1), "
            "completed here",
        ),
        (
            HoursChanged("s-4", "Sa 09:00-12:00"),
            "hours changed: 合作银行驿站 (s-4), Sat 09:00–12:00",
        ),
        (HoursChanged("s-4", None), "hours changed: 合作银行驿站 (s-4), not recorded"),
        (StreetSet("e-x0", False), "street barred: e-x0"),
        (StreetSet("e-x0", True), "street opened: e-x0"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_every_change_names_what_it_changes(line, change, english):
    assert line(change).en == english


def test_what_is_added_has_its_name_from_the_district_that_would_be(line, district):
    stations = district.table("stations").copy()
    stations.loc[0, ["id", "name"]] = ["s-9", "新站"]
    then = replace(district, layers={**district.layers, "stations": stations})
    change = StationAdded("s-9", at(0, 0), name="新站")
    assert line(change, then).zh == "新增站点：新站（s-9）"


@pytest.mark.parametrize(
    ("change", "verb"),
    [
        (GateSet("g-1", "open"), "启用出入口"),
        (GateSet("g-1", "locked"), "关闭出入口"),
        (GateRemoved("g-1"), "封堵出入口"),
    ],
)
def test_what_nobody_may_see_is_not_named(line, change, verb):
    assert line(change).zh == f"{verb}：（受限，不显示）"


def test_a_gate_is_added_to_a_place(line):
    change = GateAdded("g-1", of="r-1", at=at(0, 0))
    assert line(change).zh == "新开出入口：（受限，不显示），一号院（r-1）"


def test_the_name_of_a_restricted_station_stays_away(district):
    hidden = (Declaration("stations", visibility=Visibility.RESTRICTED),)
    kept = replace(district, declarations=hidden)
    shown = MappedScenario(Scenario((StationClosed("s-4"),)), "", "", kept)
    assert scenario_panel(shown, kept).changes[0].en == "station closed: (restricted, not shown)"


def test_without_a_scenario_there_is_no_panel(district):
    assert scenario_panel(None, district) is None
