"""Bad input gets one clear message, or costs one row; it never goes through in silence."""

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import CRS

from data.builder.convert import converted
from data.builder.layer import layer_rows
from data.builder.rows import Origin
from data.builder.settle import settled
from data.builder.source import ReadSource
from data.coordinates.datum import parse_datum
from data.errors import DataError, RecipeError, SourceError, WriteError
from data.geopackage import write_district
from data.import_log import Outcome
from data.recipe.model import DistrictTable, Recipe, SourceTable

HEADER = "id,name,类型,x,y"


def station(places, name: str, x: float, y: float, kind: str = "便民服务站") -> str:
    east, north = places.metres(x, y)
    return f"{name},{name}站,{kind},{east},{north}"


def rejects(district) -> list[tuple[str, str]]:
    log = district.import_log
    return [(r.row, r.reason.en) for r in log if r.outcome is Outcome.REJECTED]


def test_a_source_column_that_is_not_there_names_those_that_are(office, places):
    office.csv("stations.csv", "id,name,类别,x,y", station(places, "a", 5, 5))
    with pytest.raises(RecipeError, match=r"no column '类型'.*id, name, 类别, x, y") as refusal:
        office.build(places.stations)
    assert refusal.value.at == "layers.stations[1].columns.kind"


def test_a_required_column_that_nothing_maps_is_named(office, places):
    office.geojson("a.geojson", ({}, places.box(0, 0, 9, 9)))
    layer = '[[layers.areas]]\nfile = "a.geojson"\ncrs = "EPSG:4544"\n'
    with pytest.raises(RecipeError, match="required column level"):
        office.build(layer)


def test_a_missing_file_is_named(office, places):
    with pytest.raises(SourceError, match=r"stations\.csv: there is no such file"):
        office.build(places.stations)


def test_a_file_that_is_not_what_its_name_says(office, places):
    office.csv("stations.csv", "<!DOCTYPE html><html><body>登录</body></html>")
    with pytest.raises(SourceError, match=r"stations\.csv.*web page"):
        office.build(places.stations)


def test_coordinates_without_a_crs_are_refused(office, places):
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5))
    with pytest.raises(SourceError, match="CRS"):
        office.build(places.stations.replace('crs = "EPSG:4544"\n', ""))


def test_an_unknown_encoding_is_refused(office, places):
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5))
    with pytest.raises(DataError, match="klingon"):
        office.build(places.stations + 'encoding = "klingon"\n')


def test_a_layer_needs_shapes(office, places):
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5))
    with pytest.raises(RecipeError, match="no shapes, no x and y, no join"):
        office.build(places.stations.replace('x = "x"\ny = "y"\n', ""))


def test_a_district_without_boundary_must_name_its_crs(office):
    with pytest.raises(RecipeError, match="no boundary to go by"):
        office.build("[layers]\n", head='[district]\nname = "x"\n')


@pytest.mark.parametrize(
    "crs", ["EPSG:4490", "EPSG:2263", "gcj02", "+proj=utm +zone=48 +units=m", "file:secret.txt"]
)
def test_a_district_is_stored_only_in_a_metric_crs_with_a_code(office, crs):
    head = f'[district]\nname = "x"\ncrs = "{crs}"\n'
    with pytest.raises(RecipeError, match="EPSG code of a projected CRS in metres") as refusal:
        office.build("[layers]\n", head=head)
    assert refusal.value.at == "district.crs"


def test_a_crs_that_is_not_true_to_scale_there_is_refused(office):
    box = 'drawn = { shape = "bbox", bbox = [103.9, 30.6, 104.1, 30.8], crs = "EPSG:4326" }'
    area = f'[[layers.areas]]\n{box}\ncolumns = {{ level = {{ value = "district" }} }}\n'
    with pytest.raises(DataError, match="lengths in WGS 84 / Pseudo-Mercator are 1"):
        office.build(area, head='[district]\nname = "x"\ncrs = "EPSG:3857"\n')


@pytest.mark.parametrize("code", ["510107", "510107000000"])
def test_the_code_of_the_recipe_is_that_of_the_areas(office, places, code):
    office.geojson("a.geojson", ({"c": code}, places.box(0, 0, 1000, 1000)))
    layer = '[[layers.areas]]\nfile = "a.geojson"\ncrs = "EPSG:4544"\n'
    layer += 'columns = { level = { value = "district" }, code = "c" }\n'
    assert office.build(layer, office.head + 'code = "510107"\n').has("areas")
    with pytest.raises(RecipeError, match=f"is 430102, while the areas say {code}"):
        office.build(layer, office.head + 'code = "430102"\n')


def test_of_two_districts_the_code_must_say_which(office, places):
    office.geojson("a.geojson", ({"c": "1"}, places.box(0, 0, 9, 9)),
                   ({"c": "2"}, places.box(9, 0, 9, 9)))  # fmt: skip
    layer = '[[layers.areas]]\nfile = "a.geojson"\ncrs = "EPSG:4544"\n'
    columns = 'columns = { level = { value = "district" }, code = "c" }\n'
    with pytest.raises(RecipeError, match="several districts"):
        office.build(layer + columns)


def test_an_empty_geometry_is_rejected_and_an_invalid_one_repaired(office, places):
    bowtie = {"type": "Polygon", "coordinates": [[places.metres(*p) for p in
              ((0, 0), (100, 100), (100, 0), (0, 100), (0, 0))]]}  # fmt: skip
    good = places.box(0, 0, 9, 9)
    office.geojson("z.geojson", ({"k": "a"}, None), ({"k": "b"}, bowtie), ({"k": "c"}, good))
    layer = '[[layers.control_zones]]\nfile = "z.geojson"\ncrs = "EPSG:4544"\n'
    district = office.build(layer + 'columns = { kind = "k" }\n')
    outcomes = {(r.row, r.outcome) for r in district.import_log}
    assert outcomes == {("1", Outcome.REJECTED), ("2", Outcome.REPAIRED)}


def test_all_rows_of_a_repeated_id_are_rejected(office, places):
    rows = [station(places, name, 5, 5) for name in ("a", "b", "a")]
    office.csv("stations.csv", HEADER, *rows)
    district = office.build(places.stations)
    reason = "id: repeated id, expected a unique one"
    assert rejects(district) == [("1", reason), ("3", reason)]


def test_an_unmapped_value_of_a_closed_list_costs_its_row(office, places):
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5, kind="邮局"))
    (row, reason), *more = rejects(office.build(places.stations))
    assert (row, more) == ("1", [])
    assert reason.startswith("kind: expected one of hall, centre")


PEOPLE = """
[[layers.residents]]
file = "people.csv"
crs = "EPSG:4544"
x = "x"
y = "y"
columns = { population = "人口" }
complete = [{ extent = "district" }]
"""


@pytest.mark.parametrize("value", ["-3", "NaN", "", "inf", "约三百"])
def test_a_population_that_is_no_count_costs_its_row(office, places, value):
    east, north = places.metres(5, 5)
    office.csv("people.csv", "人口,x,y", f"{value},{east},{north}", f"7,{east},{north}")
    district = office.build(places.boundary + PEOPLE)
    assert [row for row, _ in rejects(district)] == ["1"]
    assert district.layers["residents"]["population"].tolist() == [7]


def test_a_rejected_row_with_a_place_makes_a_hole_in_the_extent(office, places):
    east, north = places.metres(500, 500)
    office.csv("people.csv", "人口,x,y", f"-1,{east},{north}")
    declaration = office.build(places.boundary + PEOPLE).declaration("residents")
    assert not declaration.extent.intersects(shapely.Point(east, north))
    assert declaration.rows_lost == 0


def test_a_rejected_row_without_a_place_is_counted_as_lost(office, places):
    office.csv("people.csv", "人口,x,y", "5,,")
    declaration = office.build(places.boundary + PEOPLE).declaration("residents")
    assert declaration.rows_lost == 1


def test_a_lost_row_of_one_kind_does_not_touch_another(office, places):
    centres = [station(places, "b", x, 9, kind="便民服务中心") for x in (5, 9)]
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5), *centres)
    complete = "complete = [{ kind = 'station', extent = 'district' }]\n"
    district = office.build(places.boundary + places.stations + complete)
    assert len(rejects(district)) == 2
    assert district.declaration("stations", "station").extent.area == 1_000_000


def test_a_lost_street_is_cut_out_of_the_street_extent(office, places):
    good, bad = places.line((0, 10), (100, 10)), places.line((0, 500), (100, 500))
    office.geojson("roads.geojson", ({"l": "0"}, good), ({"l": "?"}, bad))
    layers = (
        '[[layers.streets]]\nfile = "roads.geojson"\ncrs = "EPSG:4544"\nnoding = { how = "ends" }\n'
        'columns = { level = "l" }\n[[layers.street_extent]]\ndrawn = { shape = "district" }\n'
    )
    district = office.build(places.boundary + layers)
    extent = district.layers["street_extent"].geometry[0]
    assert not extent.intersects(shapely.Point(places.metres(50, 500)))
    assert len(district.layers["streets"]) == 1


def test_a_station_outside_that_nobody_marked_is_kept_counted_and_listed(office, places):
    rows = [station(places, "in", 5, 5), station(places, "out", 1200, 5)]
    office.csv("stations.csv", HEADER, *rows)
    district = office.build(places.boundary + places.stations)
    assert list(district.layers["stations"]["id"]) == ["in", "out"]
    assert district.notes[-1].en.startswith("1 stations lie outside the boundary")
    assert district.notes[-1].en.endswith("kept: out")


def test_a_neighbours_station_that_is_marked_is_no_stray(office, places):
    office.csv("stations.csv", HEADER, station(places, "out", 1200, 5))
    marked = places.stations.replace("columns = {", 'columns = { district = { value = "邻区" },')
    assert office.build(places.boundary + marked).notes == ()


def test_what_lies_beyond_what_is_kept_is_left_out_and_counted(office, places):
    rows = [station(places, "near", 1400, 5), station(places, "far", 5000, 5)]
    office.csv("stations.csv", HEADER, *rows)
    district = office.build(places.boundary + places.stations + 'keep = "near"\n')
    assert list(district.layers["stations"]["id"]) == ["near"]
    assert district.notes[0].en.startswith("stations: 1 rows of stations.csv lie beyond")


def test_one_coordinate_that_does_not_fit_costs_one_row(office, places):
    rows = [station(places, str(n), n, n) for n in range(9)]
    office.csv("stations.csv", HEADER, *rows, "far,远站,便民服务站,3400000,500000")
    district = office.build(places.stations)
    assert len(district.layers["stations"]) == 9
    assert [row for row, _ in rejects(district)] == ["10"]


def test_a_file_of_which_half_does_not_fit_its_datum_is_refused(office, places):
    office.csv("stations.csv", HEADER, *[f"{n},站,便民服务站,3400000,500000" for n in range(4)])
    with pytest.raises(SourceError, match="axes were swapped"):
        office.build(places.stations)


def test_rows_said_to_be_none_are_refused(office, places):
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5))
    said = 'source = "局"\nas_of = 2026-01-01\n'
    none = said + 'complete = [{ kind = "station", none_here = true }]\n'
    with pytest.raises(RecipeError, match="yet there are 1 rows"):
        office.build(places.boundary + places.stations + none)


def test_a_target_that_cannot_be_written_leaves_the_old_file(tmp_path, office, places, monkeypatch):
    import pyogrio

    def full(*args: object, **options: object) -> None:
        raise pyogrio.errors.DataSourceError("No space left on device")

    target = tmp_path / "district.gpkg"
    target.write_bytes(b"old")
    district = office.build(places.boundary)
    monkeypatch.setattr(pyogrio, "write_dataframe", full)
    with pytest.raises(WriteError, match="what was there before is unchanged"):
        write_district(district, target)
    assert target.read_bytes() == b"old"


def test_one_bad_row_among_a_million_costs_one_row(tmp_path):
    count, bad = 1_000_000, 777_776
    x = np.linspace(104.0, 104.1, count)
    people = np.full(count, 3.0)
    people[bad] = -3
    frame = pd.DataFrame({"n": people, "geometry": shapely.points(x, 30.5)})
    frame.index += 1
    table = SourceTable(file="grid.csv", columns={"population": "n"})
    origin = Origin(table, "layers.residents[1]", "grid.csv")
    source = ReadSource(frame, parse_datum("EPSG:4490", "grid.csv"), origin)
    recipe = Recipe(district=DistrictTable(name="x"), layers={}, path=tmp_path, folder=tmp_path)
    crs = CRS("EPSG:4544")
    rows = settled(recipe, layer_rows(recipe, "residents", [source], crs), crs)
    assert len(rows.table) == count - 1
    assert [event.record.row for event in rows.events] == [str(bad + 1)]


def test_a_table_without_rows_makes_an_empty_layer(tmp_path, office, places):
    office.csv("stations.csv", HEADER)
    district = office.build(places.boundary + places.stations)
    write_district(district, tmp_path / "d.gpkg")
    assert len(district.layers["stations"]) == 0


def test_a_table_cannot_be_joined_to_one_without_shapes(office):
    office.csv("people.csv", "社区,人口", "甲,120")
    office.csv("c.csv", "名", "甲")
    layer = (
        '[[layers.residents]]\nfile = "people.csv"\ncolumns = { population = "人口" }\n'
        'join = { file = "c.csv", key = "名", on = "社区" }\n'
    )
    with pytest.raises(RecipeError, match=r"c\.csv has no shapes"):
        office.build(layer)


def test_a_private_parameter_file_is_found_beside_the_data_and_only_named(tmp_path, office, places):
    local = "+proj=tmerc +lon_0=105 +x_0=500000 +ellps=GRS80 +units=m"
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "local.txt").write_text(local, encoding="utf-8")
    office.csv("stations.csv", HEADER, station(places, "a", 5, 5))
    recipe = places.stations.replace("EPSG:4544", "file:secret/local.txt")
    district = office.build(places.boundary + recipe)
    assert district.declaration("stations").source_crs == "file:local.txt"


def test_each_misfit_is_found_in_one_pass():
    points = shapely.points(np.linspace(104.0, 104.1, 20_000), 30.5)
    points[::50] = shapely.points(30.5, 104.0)
    datum, target = parse_datum("EPSG:4490", "grid.csv"), CRS("EPSG:4544")
    moved = converted(points, datum, target, "grid.csv", [""] * len(points))
    assert sorted(moved.misfits) == list(range(0, 20_000, 50))
    assert np.flatnonzero(shapely.is_missing(moved.shapes)).tolist() == sorted(moved.misfits)
