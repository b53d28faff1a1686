"""A recipe and a folder of raw files become one district."""

import pytest
import shapely
from pyproj import Transformer

from data.builder.build import build_district
from data.coordinates.shifted_datums import wgs84_to_gcj02
from data.declarations import Visibility
from data.errors import DistrictError
from data.geopackage import read_district, write_district
from data.recipe.file import read_recipe

HEADER = "id,name,类型,x,y"


def row(office_places, name: str, kind: str, x: float, y: float) -> str:
    east, north = office_places.metres(x, y)
    return f"{name},{name}站,{kind},{east},{north}"


def test_columns_and_values_become_those_of_the_standard_layer(office, places):
    office.csv("stations.csv", HEADER, row(places, "a", "便民服务站", 5, 5))
    stations = office.build(places.boundary + places.stations).layers["stations"]
    assert stations.loc[0, ["id", "name", "kind"]].tolist() == ["a", "a站", "station"]


def test_the_crs_is_the_zone_of_the_boundary_where_none_is_named(office):
    box = 'drawn = { shape = "bbox", bbox = [103.9, 30.6, 104.1, 30.8], crs = "EPSG:4326" }'
    area = f'[[layers.areas]]\n{box}\ncolumns = {{ level = {{ value = "district" }} }}\n'
    district = office.build(area, head='[district]\nname = "金牛区"\n')
    assert district.crs.to_epsg() == 4544


def test_gcj02_points_land_where_the_same_points_in_wgs84_do(office):
    lon, lat = wgs84_to_gcj02(104.0, 30.0)
    office.csv("p.csv", "lon,lat", f"{lon:.12f},{lat:.12f}")
    layer = (
        '[[layers.addresses]]\nfile = "p.csv"\ncrs = "gcj02"\nx = "lon"\ny = "lat"\n'
        'columns = { address = { value = "x" } }\n'
    )
    shape = office.build(layer).layers["addresses"].geometry[0]
    to_metres = Transformer.from_crs("EPSG:4490", "EPSG:4544", always_xy=True)
    assert shape.distance(shapely.Point(to_metres.transform(104.0, 30.0))) < 0.001


def test_rows_are_sorted_by_id_whatever_the_order_of_the_file(office, places):
    rows = [row(places, n, "便民服务站", 5, 5) for n in ("b", "a")]
    office.csv("stations.csv", HEADER, *rows)
    one = office.build(places.stations)
    office.csv("stations.csv", HEADER, *rows[::-1])
    assert list(one.layers["stations"]["id"]) == ["a", "b"]
    assert one.hashes == office.build(places.stations).hashes


def test_rows_without_an_id_are_called_by_their_row(office, places):
    office.csv("m.csv", "名称", "身份证办理", "居住证办理")
    layer = '[[layers.matters]]\nfile = "m.csv"\ncolumns = { name = "名称" }\n'
    assert list(office.build(places.boundary + layer).layers["matters"]["id"]) == ["m-1", "m-2"]


def test_a_filter_compares_codes_as_people_write_them(office, places):
    east, north = places.metres(1, 1)
    office.csv("p.csv", "adcode,x,y", f"510106,{east},{north}", f"510107,{east},{north}")
    layer = (
        '[[layers.addresses]]\nfile = "p.csv"\ncrs = "EPSG:4544"\nx = "x"\ny = "y"\n'
        'filter = { adcode = [510106] }\ncolumns = { address = "adcode" }\n'
    )
    assert list(office.build(layer).layers["addresses"]["address"]) == ["510106"]


def test_a_row_filtered_away_is_not_lost_for_lack_of_a_coordinate(office, places):
    office.csv("stations.csv", HEADER, row(places, "a", "便民服务站", 5, 5), "b,b,其他,,")
    recipe = places.stations + 'filter = { "类型" = ["便民服务站"] }\n'
    assert office.build(recipe).import_log == ()


def test_nothing_is_complete_unless_the_recipe_says_so(office, places):
    office.csv("stations.csv", HEADER, row(places, "a", "便民服务站", 5, 5))
    declaration = office.build(places.boundary + places.stations).declaration("stations")
    assert (declaration.extent, declaration.visibility) == (None, Visibility.INTERNAL)


def test_what_is_declared_complete_in_the_district_has_its_boundary_as_extent(office, places):
    office.csv("stations.csv", HEADER, row(places, "a", "便民服务站", 5, 5))
    recipe = places.stations + 'complete = [{ kind = "station", extent = "district" }]\n'
    district = office.build(places.boundary + recipe)
    assert district.declaration("stations", "station").extent.area == 1_000_000
    assert district.declaration("stations", "centre").extent is None


def test_an_extent_never_reaches_farther_than_rows_are_kept(office, places):
    office.csv("stations.csv", HEADER, row(places, "a", "便民服务站", 5, 5))
    wide = places.stations + 'keep = "near"\ncomplete = [{ extent = "district", buffer_m = 900 }]\n'
    extent = office.build(places.boundary + wide).declaration("stations").extent
    assert extent.bounds[0] == places.east - 500


def test_none_here_is_a_declaration_with_source_and_date(office, places):
    layer = """
[[layers.control_zones]]
source = "自然资源局"
as_of = 2026-01-01
complete = [{ kind = "water_source_1", none_here = true }]
"""
    district = office.build(places.boundary + layer)
    declaration = district.declaration("control_zones", "water_source_1")
    assert declaration.none_here
    assert declaration.extent.area == 1_000_000
    assert len(district.layers["control_zones"]) == 0


def test_plain_lines_meet_where_they_cross(office, places):
    cross = [({}, places.line((0, 50), (100, 50))), ({}, places.line((50, 0), (50, 100)))]
    office.geojson("roads.geojson", *cross)
    layer = '[[layers.streets]]\nfile = "roads.geojson"\ncrs = "EPSG:4544"\n'
    streets = office.build(layer + 'noding = { how = "cross" }\n').layers["streets"]
    assert streets["length_m"].tolist() == [50, 50, 50, 50]
    assert len({*streets["u"], *streets["v"]}) == 5


def test_streets_are_cut_where_keeping_ends_and_say_so(office, places):
    office.geojson("roads.geojson", ({}, places.line((900, 500), (3000, 500))))
    layer = '[[layers.streets]]\nfile = "roads.geojson"\ncrs = "EPSG:4544"\n'
    district = office.build(places.boundary + layer + 'noding = { how = "ends" }\n')
    (street,) = district.layers["streets"].to_dict("records")
    assert (street["length_m"], street["u_cut"], street["v_cut"]) == (600, False, True)


def test_the_street_extent_ends_where_streets_are_kept(office, places):
    office.geojson("roads.geojson", ({}, places.line((0, 500), (100, 500))))
    layers = (
        '[[layers.streets]]\nfile = "roads.geojson"\ncrs = "EPSG:4544"\nnoding = { how = "ends" }\n'
        '[[layers.street_extent]]\ndrawn = { shape = "district", buffer_m = 9000 }\n'
    )
    extent = office.build(places.boundary + layers).layers["street_extent"].geometry[0]
    assert extent.bounds[0] == places.east - 500


def test_residents_of_a_community_go_to_their_houses_and_nobody_is_lost(office, places):
    office.geojson("c.geojson", ({"n": 100}, places.box(0, 0, 500, 500)))
    houses = [({"层": f}, places.box(x, 0, 10, 10)) for x, f in ((10, 1), (50, 3))]
    office.geojson("b.geojson", *houses)
    layers = """
[[layers.residents]]
file = "c.geojson"
crs = "EPSG:4544"
columns = { population = "n" }
spread = true
[[layers.buildings]]
file = "b.geojson"
crs = "EPSG:4544"
columns = { use = { value = "residential" }, floors = "层" }
"""
    residents = office.build(layers).layers["residents"]
    assert sorted(residents["population"]) == [25, 75]
    assert residents["modelled"].all()


def test_a_table_is_joined_to_its_shapes(office, places):
    office.csv("people.csv", "社区,人口", "甲,120")
    office.geojson("c.geojson", ({"名": "甲"}, places.box(0, 0, 500, 500)))
    layer = """
[[layers.residents]]
file = "people.csv"
join = { file = "c.geojson", crs = "EPSG:4544", key = "名", on = "社区" }
columns = { name = "社区", population = "人口" }
"""
    assert office.build(layer).layers["residents"].geometry[0].area == 250_000


def test_progress_goes_from_nothing_to_all(tmp_path, office, places):
    office.build(places.boundary)
    shares = []
    recipe = read_recipe(tmp_path / "recipe.toml")
    build_district(recipe, lambda step, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_district_is_the_same_after_writing_and_reading(tmp_path, office, places):
    office.csv("stations.csv", HEADER, row(places, "a", "便民服务站", 5, 5))
    district = office.build(places.boundary + places.stations)
    write_district(district, tmp_path / "d.gpkg")
    again = read_district(tmp_path / "d.gpkg")
    assert again.hashes == district.hashes
    assert len(again.declarations) == len(district.declarations)


def test_one_far_station_says_nothing_about_the_crs(office, places):
    far = places.east + 450_000
    office.csv("stations.csv", "id,name,类型,x,y", f"s,甲,便民服务站,{far},{places.north}")
    assert len(office.build(places.boundary + places.stations).layers["stations"]) == 1
    with pytest.raises(DistrictError, match="lengths in"):
        office.build(places.stations)
