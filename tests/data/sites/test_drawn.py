"""A drawn site: one feature of a file, at its place, or a reason why not."""

import json

import numpy as np
import pytest
import shapely
from pyproj import CRS

from data.errors import SiteError
from data.sites.drawn import is_drawn, read_drawn
from data.sites.drawn_shape import require_site_shape

CHENGDU = CRS.from_epsg(4544)
SQUARE = [[104.06, 30.67], [104.061, 30.67], [104.061, 30.671], [104.06, 30.671], [104.06, 30.67]]
BOW = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
TXT = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
带号=35
{header}
[地块坐标]
4,0.25,A-1,地块一,面,,商业,0901,@
J1,1,3394000.000,35410000.000
J2,1,3394000.000,35410050.000
J3,1,3394050.000,35410050.000
J4,1,3394050.000,35410000.000
"""


def feature(ring=SQUARE, kind="Polygon", **properties):
    coordinates = [ring] if kind == "Polygon" else ring
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": shape}


@pytest.fixture
def drawn(tmp_path):
    def read(*features, choose="", **more):
        file = tmp_path / "parcel.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return read_drawn(f"{file}{choose}", CHENGDU, **more)

    return read


def test_a_parcel_in_wgs84(drawn):
    parcel = drawn(feature())
    assert parcel.shape.geom_type == "Polygon"
    assert parcel.shape.area == pytest.approx(95.84 * 110.87, rel=0.01)
    assert parcel.error_m is None


def test_a_point(drawn):
    point = drawn(feature([104.06, 30.67], "Point")).shape
    assert (point.x, point.y) == pytest.approx((409916.3807, 3394765.2934), abs=0.001)


def test_an_error_declared_by_the_feature(drawn):
    assert drawn(feature(position_error_m=2)).error_m == 2
    with pytest.raises(SiteError, match="position_error_m"):
        drawn(feature(position_error_m=-1))


def test_another_datum_moves_it(drawn):
    apart_m = drawn(feature()).shape.distance(drawn(feature(), datum="bd09").shape.centroid)
    assert 300 < apart_m < 2000


def test_of_several_one_must_be_named(drawn):
    two = (feature(id="A", name="甲"), feature(id="B", name="乙"))
    with pytest.raises(SiteError, match=r"#A 甲, parcel\.geojson#B 乙"):
        drawn(*two)
    assert drawn(*two, choose="#B").label == "parcel.geojson#B"
    with pytest.raises(SiteError, match="no features 'C'"):
        drawn(*two, choose="#C")


def test_without_ids_rows_are_counted_from_1(drawn):
    assert drawn(feature(), feature([104.06, 30.67], "Point"), choose="#2").shape.geom_type == (
        "Point"
    )


def test_a_self_crossing_is_shown_where_it_is(drawn):
    with pytest.raises(SiteError, match=r"crosses itself at \(104\.0605, 30\.6705\)"):
        drawn(feature(BOW))


@pytest.mark.parametrize(
    ("ring", "kind", "why"),
    [
        (SQUARE[:2], "LineString", "LineString"),
        ([[lat, lon] for lon, lat in SQUARE], "Polygon", "swapped"),
        ([[409916, 3394765], [410016, 3394765], [409916, 3394865], [409916, 3394765]],
         "Polygon", "metres"),
        ([[104, 30], [105, 30], [105, 31], [104, 30]], "Polygon", "km²"),
        (SQUARE[:2], "Polygon", "cannot be built"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_site(drawn, ring, kind, why):
    with pytest.raises(SiteError, match=why):
        drawn(feature(ring, kind))


def test_nothing_drawn(drawn):
    with pytest.raises(SiteError, match="no shapes"):
        drawn()


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (None, "empty"),
        (shapely.Polygon(), "empty"),
        (shapely.Point(np.inf, 0), "finite"),
        (shapely.Point(0, 0).buffer(1, quad_segs=6000), "vertices"),
    ],
)
def test_shapes_that_are_bounded(shape, why):
    with pytest.raises(SiteError, match=why):
        require_site_shape(shape, "parcel")


@pytest.mark.parametrize(
    ("header", "error_m"), [("精度=0.05", 0.05), ("精度=", None), ("精度=高", None), ("", None)]
)
def test_a_cadastral_parcel_states_its_error(tmp_path, header, error_m):
    file = tmp_path / "parcel.txt"
    file.write_text(TXT.format(header=header), encoding="gbk")
    parcel = read_drawn(f"{file}#A-1", CHENGDU)
    assert parcel.shape.bounds == pytest.approx((410000, 3394000, 410050, 3394050))
    assert parcel.error_m == error_m


def test_a_geopackage_of_one_feature(tmp_path):
    import geopandas as gpd

    file = tmp_path / "parcel#1.gpkg"
    shapes = gpd.GeoSeries([shapely.box(410000, 3394000, 410050, 3394050)], crs=CHENGDU)
    gpd.GeoDataFrame({"id": ["p"]}, geometry=shapes).to_file(file)
    assert read_drawn(str(file), CHENGDU).shape.area == 2500
    assert read_drawn(f"{file}#p", CHENGDU).shape.area == 2500


def test_what_is_meant_as_a_file():
    assert is_drawn("parcel.geojson")
    assert is_drawn("plan.gpkg#A-1")
    assert not is_drawn("长青路1号")
