"""Hidden stations, hours, catalogues, gates and streets are in no survey, nor measured by it."""

import json
from dataclasses import replace

import pytest
from support.attacked_offices import competent, surveyed, town

from data.declarations import Visibility

# Of a station whose gates the asker may not see nothing is measured, and nothing sure is said.
MEASURED = ("walk_m", "minutes")


def answered(*places, **hidden):
    """What is said at several places, as text."""
    district = town(**hidden)
    return [json.dumps(competent(district, *at), ensure_ascii=False) for at in places]


def stations(district, **asked):
    return {desk["station"]: desk for desk in competent(district, **asked)["stations"]}


def test_who_may_see_all_is_told_all():
    found = stations(town(), level=Visibility.RESTRICTED)
    assert {s: (desk["walk_m"], desk["services"]) for s, desk in found.items()} == {
        "s1": (300.0, ["accept"]),
        "s2": (600.0, ["accept"]),
    }
    assert (found["s1"]["open"], found["s2"]["open"]) == (False, True)


class TestHiddenStations:
    def test_none_is_named(self):
        (told,) = answered((600, 800), hidden=["stations"])
        assert not any(word in told for word in ("s1", "s2", "西站", "东站"))

    def test_nor_is_it_said_that_nobody_is_competent(self):
        assert "不公开" in competent(town(hidden=["stations"]))["reason"]["zh"]

    def test_a_hidden_column_is_not_told_nor_used(self):
        desk = stations(town(columns={"stations": ["network"]}))["s1"]
        assert not desk["surely"] and "不公开" in desk["doubt"]["zh"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"columns": {"stations": ["opening_hours"]}},
        {"columns": {"stations": ["host_hours"]}},
        {"columns": {"station_matters": ["opening_hours"]}},
        {"hidden": ["station_matters"]},
        {"hidden": ["closures"]},
        {"columns": {"closures": ["from"]}},
    ],
)
def test_of_hidden_hours_and_closures_nothing_is_told(hidden):
    for desk in stations(town(**hidden)).values():
        assert desk["open"] is None
        assert desk["opens"]["surely"] is desk["opens"]["by_appointment"] is None
        assert "不公开" in desk["opens"]["doubt"]["zh"]


@pytest.mark.parametrize("hidden", [{"hidden": ["station_matters"]},
                                    {"columns": {"station_matters": ["service"]}}])  # fmt: skip
def test_of_hidden_services_nothing_is_told(hidden):
    rows = [{"id": "x", "station_id": "s2", "matter_id": "m", "service": "complete"}]
    as_is, other = (stations(town(**hidden, **more)) for more in ({}, {"station_matters": rows}))
    assert as_is == other
    assert not any(desk["services"] or desk["surely"] for desk in as_is.values())


def test_a_hidden_catalogue_is_not_said_to_lack_the_matter():
    found = competent(town(hidden=["matters"]))
    assert "不公开" in found["reason"]["zh"]
    assert [found[name] for name in ("matter", "name", "scope", "online")] == [None] * 4


@pytest.mark.parametrize("column", ["scope", "audience"])
def test_a_hidden_scope_or_audience_makes_nobody_sure(column):
    matter = {"id": "m", "name": "互联网上网服务营业场所设立审批", column: None}
    for rows in ({}, {"matters": [matter]}):
        found = stations(town(columns={"matters": [column]}, **rows))
        assert not any(desk["surely"] for desk in found.values())


class TestHiddenGates:
    # Everywhere round the second station, with the gate here, there, or locked.
    places = tuple((x, 800.0) for x in (250.0, 600.0, 1000.0, 1099.96, 1100.04, 1900.0))
    gates = (
        [{"id": "g2", "of": "s2", "at": (1100, 800)}],
        [{"id": "g2", "of": "s2", "at": (1900, 800)}],
        [{"id": "g2", "of": "s2", "at": (1200, 1900)}],
        [{"id": "g2", "of": "s2", "status": "locked", "at": (1100, 800)}],
        [{"id": "g2", "of": "s2", "opening_hours": "Mo 03:00-04:00", "at": (1100, 800)}],
    )

    @pytest.mark.parametrize("hidden", [{"hidden": ["gates"]}, {"columns": {"gates": ["status"]}}])
    def test_wherever_it_is_the_answers_are_the_same(self, hidden):
        told = {tuple(answered(*self.places, **hidden, gates=gates)) for gates in self.gates}
        assert len(told) == 1

    def test_nothing_is_measured_of_a_station_whose_gates_are_hidden(self):
        found = stations(town(hidden=["gates"]))
        assert [found["s2"][name] for name in MEASURED] == [None, None]
        assert not found["s2"]["surely"] and "出入口不公开" in found["s2"]["doubt"]["zh"]
        assert found["s2"]["open"] is None
        assert found["s1"]["walk_m"] == 300.0

    def test_they_may_be_declared_without_a_table(self):
        district = town(hidden=["gates"])
        layers = {name: rows for name, rows in district.layers.items() if name != "gates"}
        assert stations(replace(district, layers=layers))["s2"]["walk_m"] == 600.0

    def test_who_may_see_them_is_told(self):
        found = stations(town(hidden=["gates"]), level=Visibility.RESTRICTED)
        assert found["s2"]["walk_m"] == 600.0


class TestHiddenStreets:
    @pytest.mark.parametrize(
        "hidden", [{"hidden": ["streets"]}, {"columns": {"streets": ["foot"]}}]
    )
    def test_no_walk_is_told(self, hidden):
        found = stations(town(**hidden), y=900.0)
        assert found.keys() == {"s1", "s2"}
        for desk in found.values():
            assert [desk[name] for name in MEASURED] == [None, None]
            assert "路网不公开" in desk["doubt"]["zh"] and desk["surely"]

    def test_nor_where_they_are_known_to_end(self):
        near = {"street_extent": [{"id": "e", "at": (0, 700, 700, 900)}]}
        hidden = {"hidden": ["street_extent"]}
        assert answered((650, 800), **hidden) == answered((650, 800), **hidden, **near)


@pytest.mark.parametrize("column", ["name", "code"])
def test_a_hidden_column_of_areas_is_not_told_by_whom_one_is_responsible_to(column):
    told = surveyed(town(columns={"areas": [column]}))["responsible"]["district"]
    assert [area[column] for area in told] == [None]


def test_hidden_areas_do_not_decide_who_is_competent():
    bound = [{"id": "m", "name": "互联网上网服务营业场所设立审批", "scope": "own_community"}]
    found = stations(town(hidden=["areas"], matters=bound))
    assert [desk["surely"] for desk in found.values()] == [False, False]
