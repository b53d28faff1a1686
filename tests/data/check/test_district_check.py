"""What a careful colleague would say about a district."""

from dataclasses import replace
from datetime import date

import pytest
from shapely import Point, box

from data.check.district_check import check_district
from data.check.report import LISTED, Access, Severity
from data.declarations import Declaration
from data.import_log import ImportRecord, Outcome
from data.text import Text


def by_code(report):
    return {finding.code: finding for finding in report.findings}


def station(name, x, y, **more):
    return {"id": name, "geometry": Point(x, y), **more}


@pytest.fixture
def small(make_district, street, home, district_area):
    """Two islands of streets; three homes on the first, one on the second, one off both."""

    def make(**more):
        layers = {
            "areas": [district_area],
            "streets": [
                street("s1", (0, 0), (100, 0)),
                street("s2", (100, 0), (200, 0), steps=False),
                street("s9", (0, 900), (100, 900)),
            ],
            "residents": [
                home("r1", 10, 10, 30),
                home("r2", 110, 10, 20),
                home("r3", 190, 10, 25, modelled=True),
                home("r4", 50, 890, 15),
                home("r5", 800, 500, 10),
            ],
        }
        return make_district(**layers | more)

    return make


def test_people_are_counted_on_each_component_of_the_streets(small):
    streets = check_district(small()).streets
    assert [(c.street, c.people, c.share, c.length_m) for c in streets.components] == [
        ("s1", 75, 0.75, 200),
        ("s9", 15, 0.15, 100),
    ]
    assert streets.steps_unknown == 2


def test_people_off_the_streets_are_listed(small):
    report = check_district(small())
    assert report.people.by_access[Access.OFF_STREETS] == 10
    assert report.people.modelled == 25
    assert by_code(report)["residents_off_streets"].subjects == ("r5",)


def test_people_in_places_without_recorded_gates_are_counted(small, home):
    homes = [home("r1", 10, 10, 60), home("r2", 20, 10, 40, enclosed=True)]
    report = check_district(small(residents=homes))
    assert report.people.ungated == 60
    assert by_code(report)["residents_gates_unknown"].subjects == ("r2",)


def test_a_station_outside_the_district_is_listed_unless_a_neighbour_s(small):
    rows = [
        station("t1", 10, 10),
        station("t2", 1100, 10),
        station("t3", 1100, 20, district="邻区"),
        station("t4", 1100, 30, district="试验区"),
        station("t5", 1000, 0),
    ]
    found = by_code(check_district(small(stations=rows)))
    assert found["station_outside"].subjects == ("t2", "t4")
    assert found["station_of_neighbour"].subjects == ("t3",)


@pytest.mark.parametrize(
    ("said", "own"), [("试验区", True), ("510106", True), ("甲区", True), ("邻区", False)]
)
def test_a_station_marked_with_the_district_s_own_name_or_code_is_no_neighbour_s(
    small, district_area, said, own
):
    areas = [{**district_area, "name": "甲区", "code": "510106"}]
    rows = [station("t1", 1100, 10, district=said)]
    found = by_code(check_district(small(stations=rows, areas=areas)))
    assert ("station_outside" in found, "station_of_neighbour" in found) == (own, not own)


def test_of_several_districts_the_outline_is_the_one_called_like_the_district(small, district_area):
    areas = [
        {**district_area, "id": "a-1", "name": "试验区"},
        {"id": "a-2", "level": "district", "name": "邻区", "geometry": box(1000, 0, 3000, 1000)},
    ]
    assert check_district(small(areas=areas)).area_m2 == 1_000_000


def test_residents_beyond_the_boundary_are_counted_and_listed(small, home):
    homes = [home("r1", 10, 10, 60), home("r2", 1100, 10, 40)]
    found = by_code(check_district(small(residents=homes)))["residents_outside"]
    assert found.subjects == ("r2",)
    assert "1 places (40 people, 40.0%) lie outside the district" in found.text.en


def test_stations_off_the_streets_are_counted_in_full_and_listed_in_part(small):
    rows = [station(f"t{i:02}", 800, 500) for i in range(30)]
    found = by_code(check_district(small(stations=rows)))["stations_off_streets"]
    assert found.count == 30
    assert found.subjects == tuple(f"t{i:02}" for i in range(LISTED))


@pytest.mark.parametrize(
    ("layer", "row"),
    [
        ("gates", {"of": "nobody", "geometry": Point(0, 0)}),
        ("closures", {"station_id": "nobody"}),
        ("station_matters", {"station_id": "nobody", "matter_id": "nothing"}),
        ("bundles", {"bundle_id": "b", "matter_id": "nothing"}),
        ("areas", {"level": "grid", "parent": "nowhere", "geometry": box(0, 0, 1, 1)}),
        ("addresses", {"address": "一环路1号", "building_id": "none", "geometry": Point(0, 0)}),
        ("permits", {"type": "食品", "building_id": "none", "geometry": Point(0, 0)}),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error(make_district, layer, row):
    report = check_district(make_district(**{layer: [{"id": "x-1", **row}]}))
    assert {f.code for f in report.errors} == {"dangling_reference"}
    assert all(f.subjects[0].startswith("x-1 → ") for f in report.errors)


def test_references_that_lead_somewhere_are_no_finding(small):
    gates = [{"id": "g1", "of": "r1", "geometry": Point(10, 5)}]
    assert check_district(small(gates=gates)).errors == ()


def test_an_id_in_two_layers_is_an_error(small):
    report = check_district(small(stations=[station("r1", 10, 10)]))
    assert by_code(report)["duplicate_id"].subjects == ("r1",)


def test_a_kind_is_summed_up_with_its_declaration_and_where_it_is_complete(small):
    declared = Declaration(
        "facilities", "hospital", source="卫健局", licence="内部", as_of=date(2026, 1, 1),
        extent=box(0, 0, 500, 1000), position_error_m=10.0,
    )  # fmt: skip
    rows = [{"id": "f1", "kind": "hospital", "geometry": Point(3, 4)}]
    report = check_district(small(facilities=rows, declarations=(declared,)))
    kind = next(k for k in report.kinds if k.kind == "hospital")
    assert (kind.rows, kind.bounds, kind.complete_share) == (1, (3, 4, 3, 4), 0.5)
    assert kind.declaration is declared


def test_rows_lost_without_their_place_leave_a_kind_complete_nowhere(small):
    declared = Declaration("stations", extent=box(0, 0, 1000, 1000), rows_lost=1)
    report = check_district(small(declarations=(declared,)))
    assert next(k for k in report.kinds if k.layer == "stations").complete_share == 0


def test_a_layer_nothing_is_declared_about_counts_as_absent(small):
    findings = check_district(small(declarations=(Declaration("areas"),))).findings
    undeclared = [f.layer for f in findings if f.code == "layer_undeclared"]
    assert undeclared == ["residents", "streets"]


def test_a_kind_nothing_is_declared_about_counts_as_absent(small):
    kinds = ("hospital", "school", "mine")
    rows = [{"id": k, "kind": k, "geometry": Point(3, 4)} for k in kinds]
    declared = Declaration("facilities", "hospital")
    found = by_code(check_district(small(facilities=rows, declarations=(declared,))))
    assert found["kind_undeclared"].subjects == ("mine", "school")


def test_what_is_declared_as_none_here_must_not_be_there(small):
    rows = [{"id": "f1", "kind": "mine", "geometry": Point(3, 4)}]
    declared = Declaration("facilities", "mine", none_here=True)
    report = check_district(small(facilities=rows, declarations=(declared,)))
    assert [f.code for f in report.errors] == ["none_here_contradicted"]


def test_rejects_are_told_with_row_and_reason(small):
    record = ImportRecord(
        "stations", "站点.xlsx", "7", Outcome.REJECTED, Text("无坐标", "no place"), "?"
    )
    report = check_district(small(import_log=(record, replace(record, row="9"))))
    found = by_code(report)["rows_rejected"]
    assert found.text.en == "2 rows of stations were rejected: no place"
    assert found.subjects == ("站点.xlsx 7: ?", "站点.xlsx 9: ?")


def test_the_gravest_findings_come_first(small):
    stray = [{"id": "g1", "of": "nobody", "geometry": Point(10, 5)}]
    grades = [f.severity for f in check_district(small(gates=stray)).findings]
    assert grades == sorted(grades, key=list(reversed(Severity)).index)


@pytest.mark.parametrize("layer", ["areas", "streets", "stations", "residents", "matters"])
@pytest.mark.parametrize("rows", [True, False])
def test_a_district_with_one_layer_is_checked(make_district, small, layer, rows):
    full = small(stations=[station("t1", 10, 10)], matters=[{"id": "m1"}])
    kept = full.layers[layer] if rows else full.layers[layer].iloc[:0]
    report = check_district(replace(full, layers={layer: kept}))
    assert report.errors == ()


def test_an_empty_district_is_checked(make_district):
    report = check_district(make_district())
    assert (report.kinds, report.streets, report.people, report.area_m2) == ((), None, None, None)
    assert {"no_outline", "layer_empty", "no_street_extent"} <= by_code(report).keys()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(small, seed):
    rows = [station(f"t{i}", 400 * i, 10) for i in range(6)]
    gates = [{"id": f"g{i}", "of": f"r{i}", "geometry": Point(9 * i, 4)} for i in range(9)]
    district = small(stations=rows, gates=gates)
    shuffled = {n: t.sample(frac=1, random_state=seed) for n, t in district.layers.items()}
    assert check_district(replace(district, layers=shuffled)) == check_district(district)
