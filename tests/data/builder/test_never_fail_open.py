"""What is declared complete is complete: nothing is left out of an extent in silence."""

from dataclasses import replace
from datetime import date

import pytest
import shapely

from data.declarations import Visibility

ZONES = """
[[layers.control_zones]]
file = "zones.geojson"
crs = "EPSG:4544"
id = "id"
keep = "inside"
columns = { kind = { value = "heritage_protection" } }
complete = [{ kind = "heritage_protection", extent = "district" }]
"""
GATES = """
[[layers.gates]]
file = "gates.csv"
crs = "EPSG:4544"
x = "x"
y = "y"
columns = { of = "of", status = "status" }
"""


def test_a_zone_that_reaches_into_the_district_is_kept_although_most_lies_outside(office, places):
    across, beside = places.box(990, 0, 500, 10), places.box(1000, 20, 500, 10)
    office.geojson("zones.geojson", ({"id": "across"}, across), ({"id": "beside"}, beside))
    district = office.build(places.boundary + ZONES)
    assert list(district.layers["control_zones"]["id"]) == ["across"]


def test_a_lost_gate_names_the_place_it_belongs_to(office, places):
    office.csv("gates.csv", "of,status,x,y", f"r1,ajar,{places.east},{places.north}")
    (record,) = office.build(GATES).import_log
    assert record.about == "r1"


def test_a_gate_whose_coordinates_do_not_fit_names_its_place_too(office, places):
    good = [f"r{n},open,{places.east},{places.north}" for n in range(3)]
    office.csv("gates.csv", "of,status,x,y", *good, f"r9,open,{places.north},{places.east}")
    (record,) = office.build(GATES).import_log
    assert record.about == "r9"


@pytest.mark.parametrize(("x", "y"), [("", "3400000"), ("500000", "?")])
def test_a_gate_whose_coordinates_cannot_be_read_names_its_place_too(office, places, x, y):
    office.csv("gates.csv", "of,status,x,y", f"r1,open,{x},{y}")
    (record,) = office.build(GATES).import_log
    assert (record.row, record.about) == ("1", "r1")


def test_a_gate_that_finds_no_shape_names_its_place_by_the_recipes_values(office, places):
    shape = {"type": "Point", "coordinates": places.metres(5, 5)}
    office.geojson("shapes.geojson", ({"key": "1"}, shape))
    office.csv("gates.csv", "key,小区,status", "1,b,open", "2,甲,open")
    joined = GATES.replace('x = "x"\ny = "y"\n', "").replace('crs = "EPSG:4544"\n', "")
    joined = joined.replace('of = "of"', 'of = "小区"') + (
        'values = { of = { "甲" = "r1" } }\n'
        'join = { file = "shapes.geojson", on = "key", key = "key", crs = "EPSG:4544" }\n'
    )
    (record,) = office.build(joined).import_log
    assert (record.row, record.about) == ("2", "r1")


@pytest.mark.parametrize("kind", ["便民点", "centre"])
def test_a_lost_row_of_an_unknown_kind_may_be_of_any_kind(office, places, kind):
    office.csv("a.csv", "kind,x,y", f"{kind},{places.east + 500},{places.north + 500}",
               f"{kind},{places.east + 500},?")  # fmt: skip
    declared = 'complete = [{ kind = "station", extent = "district" }]'
    district = office.build(places.boundary + station_source("a.csv", declared))
    station = district.declaration("stations", "station")
    whole = station.extent.covers(shapely.Point(places.metres(500, 500)))
    assert whole is (kind == "centre")


def station_source(file: str, declared: str) -> str:
    return (
        f'[[layers.stations]]\nfile = "{file}"\ncrs = "EPSG:4544"\nx = "x"\ny = "y"\n'
        f'columns = {{ kind = "kind" }}\n{declared}\n'
    )


ONE = """
source = "甲局"
as_of = 2026-06-01
position_error_m = 5
visibility = "public"
complete = [{ kind = "station", extent = "district" }]
"""
OTHER = 'source = "乙局"\nas_of = 2025-01-01\nposition_error_m = 80\nvisibility = "restricted"'


@pytest.mark.parametrize(("kind", "joined"), [("station", True), ("", True), ("centre", False)])
def test_a_silent_source_with_rows_of_a_kind_weakens_what_is_declared_of_it(
    office, places, kind, joined
):
    office.csv("one.csv", "kind,x,y", f"station,{places.east},{places.north}")
    office.csv("other.csv", "kind,x,y", f"{kind},{places.east},{places.north}")
    sources = station_source("one.csv", ONE) + station_source("other.csv", OTHER)
    declared = office.build(places.boundary + sources).declaration("stations", "station")
    said = (declared.as_of, declared.position_error_m, declared.visibility, declared.source)
    weakest = (date(2025, 1, 1), 80, Visibility.RESTRICTED, "甲局；乙局")
    assert said == (weakest if joined else (date(2026, 6, 1), 5, Visibility.PUBLIC, "甲局"))
    assert declared.extent.area == 1_000_000


EXTENT = '[[layers.street_extent]]\ndrawn = { shape = "district" }\n'
LINES = """
[[layers.streets]]
file = "roads.geojson"
crs = "EPSG:4544"
noding = { how = "ends" }
columns = { level = "l" }
"""


def extent_with(office, places, *roads: tuple[str, dict | None]):
    office.geojson("roads.geojson", *[({"l": level}, shape) for level, shape in roads])
    return office.build(places.boundary + LINES + EXTENT).layers["street_extent"].geometry


@pytest.mark.parametrize(
    ("level", "shape"),
    [
        ("?", {"type": "LineString", "coordinates": [[500_100, 3_400_100], [500_200, 3_400_100]]}),
        ("0", {"type": "Point", "coordinates": [500_150, 3_400_100]}),
    ],
    ids=["bad value", "no line"],
)
def test_a_lost_street_with_a_place_makes_a_hole(office, places, level, shape):
    (extent,) = extent_with(office, places, (level, shape))
    assert not extent.covers(shapely.Point(places.metres(150, 100)))
    assert extent.covers(shapely.Point(places.metres(150, 200)))


@pytest.mark.parametrize(
    "shape",
    [None, {"type": "LineString", "coordinates": [[3_400_000, 500_000], [3_400_000, 500_100]]}],
    ids=["no shape", "axes swapped"],
)
def test_a_lost_street_without_a_place_empties_the_extent(office, places, shape):
    good = [("0", places.line((0, n), (100, n))) for n in (10, 20, 30)]
    assert extent_with(office, places, *good, ("0", shape)).empty


def test_a_street_that_cannot_even_be_read_empties_the_extent(office, places, monkeypatch):
    from data.builder import source
    from data.sources.raw import RawReject
    from data.text import Text

    def read_with_a_loss(spec):
        raw = read(spec)
        return replace(raw, rejects=(RawReject("7", Text("无法读取", "unreadable")),))

    read = source.read_source
    monkeypatch.setattr(source, "read_source", read_with_a_loss)
    assert extent_with(office, places, ("0", places.line((0, 10), (100, 10)))).empty


OSM = """<osm version="0.6">
<node id="1" lat="30.7000" lon="105.0000"/><node id="2" lat="30.7000" lon="105.0020"/>
<way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
<way id="11"><nd ref="2"/><nd ref="99"/><tag k="highway" v="residential"/></way>
</osm>
"""


def test_a_way_that_leaves_an_osm_file_at_once_is_a_cut_and_empties_nothing(office):
    (office.folder / "roads.osm").write_text(OSM, encoding="utf-8")
    district = office.build("""
[[layers.streets]]
file = "roads.osm"
sublayer = "streets"
noding = { how = "osm" }
complete = [{ extent = "none" }]
[[layers.street_extent]]
drawn = { shape = "bbox", bbox = [104.99, 30.69, 105.01, 30.71], crs = "EPSG:4490" }
""")
    assert [record.row for record in district.import_log] == ["w11"]
    assert district.layers["streets"]["v_cut"].tolist() == [True]
    assert len(district.layers["street_extent"]) == 1
    assert district.declaration("streets").rows_lost == 0
