"""What the readers make of files as they are found, from the real data sets."""

import numpy as np
import pytest
import shapely
from pyproj import CRS

from data.coordinates.datum import district_crs, parse_datum
from data.coordinates.reprojection import to_crs
from data.errors import SourceError
from data.sources.raw import SourceSpec
from data.sources.read import read_source

pytestmark = pytest.mark.real_data


def read(folder, *path, **said):
    return read_source(SourceSpec(folder.joinpath(*path), **said))


def in_metres(table, crs):
    shapes = table.frame["geometry"].to_numpy()
    return to_crs(shapes, parse_datum(table.crs, "f"), crs, file="f", rows=list(table.frame.index))


def test_jinniu_in_gcj02_is_where_it_is_in_wgs84(real_data):
    shifted = read(real_data, "admin_districts", "districts_gcj02.geojson", crs="gcj02")
    known = read(real_data, "admin_districts", "districts_wgs84.geojson")
    assert len(shifted.frame) == len(known.frame) == 14
    assert shifted.frame.loc[1, "name"] == "金牛区"
    assert shifted.frame.loc[1, "adcode"] == "510106"
    chengdu = district_crs(104.06)
    for here, there, row in zip(
        in_metres(shifted, chengdu), in_metres(known, chengdu), known.frame.index, strict=True
    ):
        if known.frame.loc[row, "city"] == "成都市":
            assert shapely.hausdorff_distance(here, there) < 0.1
    jinniu_km2 = in_metres(shifted, chengdu)[0].area / 1e6
    assert jinniu_km2 == pytest.approx(108, abs=2)


def test_taking_gcj02_for_wgs84_would_be_hundreds_of_metres_wrong(real_data):
    path = ("admin_districts", "districts_gcj02.geojson")
    chengdu = district_crs(104.06)
    right, wrong = (in_metres(read(real_data, *path, crs=c), chengdu)[0] for c in ("gcj02", None))
    assert 300 < right.centroid.distance(wrong.centroid) < 600


def test_divisions_without_a_point_are_rejects(real_data):
    at = {"crs": "gcj02", "x": "lon_gcj02", "y": "lat_gcj02"}
    table = read(real_data, "admin_districts", "divisions.csv", **at)
    assert len(table.frame) + len(table.rejects) == 1066
    assert {reject.reason.en for reject in table.rejects} == {"the coordinate is empty"}
    jinniu = table.frame[table.frame["code"].str.startswith("510106")]
    assert jinniu["level"].value_counts()[["town", "village"]].tolist() == [13, 70]


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        (("chengdu_population_grid", "population_grid.csv"), 4857),
        (("chengdu_facilities", "facilities.csv"), 1054),
        (("shanghai_center_osm", "pois_wgs84.csv"), 7846),
    ],
)
def test_tables_with_coordinates_come_whole(real_data, path, rows):
    table = read(real_data, *path, crs="EPSG:4326", x="lon", y="lat")
    assert (len(table.frame), table.rejects, table.notes) == (rows, (), ())


def test_the_night_population_adds_up(real_data):
    table = read(real_data, "chengdu_population_grid", "population_grid.csv")
    assert table.frame["pop_night"].astype(int).sum() == 6_998_920


def test_roads_have_two_layers_and_one_must_be_named(real_data):
    with pytest.raises(SourceError, match="2 layers: nodes, edges"):
        read(real_data, "chengdu_roads", "roads.gpkg")
    edges = read(real_data, "chengdu_roads", "roads.gpkg", sublayer="edges")
    assert (len(edges.frame), edges.crs) == (3046, "EPSG:4326")
    lengths = shapely.length(in_metres(edges, CRS.from_epsg(32648)))
    assert np.abs(lengths - edges.frame["length"].to_numpy(float)).max() < 0.01


def test_buildings_and_land_use(real_data):
    table = read(real_data, "shenzhen_nanshan_osm", "polygons.gpkg")
    assert (len(table.frame), table.rejects) == (805, ())
    assert np.isfinite(shapely.bounds(in_metres(table, district_crs(113.95)))).all()


def test_swapped_columns_are_noticed(real_data):
    path = ("chengdu_facilities", "facilities.csv")
    table = read(real_data, *path, crs="EPSG:4490", x="lat", y="lon")
    with pytest.raises(SourceError, match=r"row 1.*axes were swapped"):
        in_metres(table, district_crs(104.06))
