import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS

from data.coordinates.datum import DatumKind, district_crs, parse_datum
from data.coordinates.fit import misfits, misfitting
from data.coordinates.reprojection import each_to_crs, to_crs
from data.coordinates.shifted_datums import gcj02_to_wgs84
from data.errors import RecipeError, SourceError
from data.text import Language

CHENGDU = CRS.from_epsg(4544)
LON, LAT = 104.06, 30.67
# That place in CGCS2000, 105 E, without zone prefix (by PROJ's cs2cs); prefixed, 35 comes first.
EAST, NORTH = 409916.3807, 3394765.2934
SECRET = "+proj=tmerc +lon_0=104.0123 +x_0=7777 +y_0=-3300000 +ellps=GRS80 +units=m"


def moved(x, y, notation, target=CHENGDU):
    shapes = np.array([shapely.Point(x, y)], dtype=object)
    point = to_crs(shapes, parse_datum(notation, "raw.csv"), target, file="raw.csv")[0]
    return point.x, point.y


@pytest.mark.parametrize(
    ("x", "y", "notation"),
    [
        (LON, LAT, "EPSG:4326"),
        (LON, LAT, "EPSG:4490"),
        (EAST, NORTH, "EPSG:4544"),
        (35_000_000 + EAST, NORTH, "EPSG:4523"),
        (EAST, NORTH, "+proj=tmerc +lon_0=105 +x_0=500000 +ellps=GRS80 +units=m"),
    ],
)
def test_one_place_written_in_five_ways(x, y, notation):
    assert moved(x, y, notation) == pytest.approx((EAST, NORTH), abs=0.001)


@pytest.mark.parametrize("spelling", ["gcj02", "GCJ-02", "GCJ02"])
def test_gcj02_is_a_datum_of_its_own(spelling):
    plain = moved(*gcj02_to_wgs84(LON, LAT), "EPSG:4326")
    assert moved(LON, LAT, spelling) == pytest.approx(plain, abs=0.001)
    assert parse_datum(spelling, "raw").kind is DatumKind.GCJ02


def test_bd09_lies_further_off_than_gcj02():
    gcj02, bd09 = moved(LON, LAT, "gcj02"), moved(LON, LAT, "bd09")
    assert np.hypot(bd09[0] - EAST, bd09[1] - NORTH) > np.hypot(gcj02[0] - EAST, gcj02[1] - NORTH)


def test_a_shape_in_the_target_already_is_not_touched():
    assert moved(EAST, NORTH, "EPSG:4544") == (EAST, NORTH)


def test_missing_and_endless_shapes_pass_and_z_is_dropped():
    shapes = np.array(
        [None, shapely.Point(np.nan, 3), shapely.Point(LON, LAT, 500), shapely.Polygon()], object
    )
    out = to_crs(shapes, parse_datum("EPSG:4490", "f"), CHENGDU, file="f")
    assert out[0] is None
    assert not np.isfinite(out[1].x)
    assert not out[2].has_z
    assert out[3].is_empty


def test_a_transformation_known_to_proj_is_used():
    vaduz = moved(9.5215, 47.1410, "EPSG:4326", CRS.from_epsg(2056))
    assert vaduz == pytest.approx((2757930, 1223280), abs=500)


@pytest.mark.parametrize(
    ("x", "y", "notation", "looks_like"),
    [
        (LON, LAT, "EPSG:4544", "looks like degrees"),
        (EAST, NORTH, "EPSG:4490", "looks like projected metres"),
        (LAT, LON, "EPSG:4490", "axes were swapped"),
        (LAT, LON, "EPSG:4326", "axes were swapped"),
        (LAT, LON, "gcj02", "axes were swapped"),
        (NORTH, EAST, "EPSG:4544", "axes were swapped"),
        (NORTH, 35_000_000 + EAST, "EPSG:4523", "axes were swapped"),
        (NORTH, 35_000_000 + EAST, "EPSG:4544", "axes were swapped"),
        (35_000_000 + EAST, NORTH, "EPSG:4544", "begins with zone 35"),
        (36_000_000 + EAST, NORTH, "EPSG:4523", "begins with zone 36"),
        (EAST, NORTH, "EPSG:4523", "without zone prefix"),
        (9.52, 47.14, "gcj02", "outside the area"),
        (EAST, 9 * NORTH, "EPSG:4544", "outside the area"),
        (35_000_000 + EAST, NORTH, "+proj=tmerc +lon_0=105 +x_0=500000 +ellps=GRS80", "zone 35"),
    ],
)
def test_what_does_not_fit_the_declared_crs_is_refused(x, y, notation, looks_like):
    with pytest.raises(SourceError, match=looks_like) as refusal:
        moved(x, y, notation)
    assert refusal.value.at == "row 1"
    assert f"{x:.10g}" in refusal.value.text(Language.ZH)


def test_a_superfluous_prefix_names_the_code_that_has_it():
    with pytest.raises(SourceError, match="EPSG:4523"):
        moved(35_000_000 + EAST, NORTH, "EPSG:4544")


def test_the_first_bad_row_is_named_as_the_source_counts_it():
    shapes = np.array([shapely.Point(LON, LAT), shapely.Point(LAT, LON)], dtype=object)
    with pytest.raises(SourceError, match="row 41"):
        to_crs(shapes, parse_datum("EPSG:4490", "f"), CHENGDU, file="f", rows=[40, 41])


def test_single_rows_that_do_not_fit_can_be_told_apart():
    shapes = np.array([shapely.Point(LON, LAT), None, shapely.Point(0, 0)], dtype=object)
    assert misfitting(shapes, parse_datum("gcj02", "f")).tolist() == [False, False, True]


@pytest.mark.parametrize("notation", ["EPSG:4610", "EPSG:4214", "EPSG:2370", "EPSG:2422"])
def test_xian_1980_and_beijing_1954_need_the_offices_parameters(notation):
    degrees = notation in ("EPSG:4610", "EPSG:4214")
    place = (LON, LAT) if degrees else (EAST, NORTH)
    if notation == "EPSG:2370":
        place = (400000, NORTH)
    with pytest.raises(SourceError, match="no parameters are known"):
        moved(*place, notation)


def test_an_old_ellipsoid_without_parameters_is_refused_and_with_them_is_not():
    krassovsky = "+proj=tmerc +lon_0=105 +x_0=500000 +ellps=krass +units=m"
    with pytest.raises(SourceError, match="no parameters are known"):
        moved(EAST, NORTH, krassovsky)
    x, y = moved(EAST, NORTH, f"{krassovsky} +towgs84=10,20,30")
    assert np.hypot(x - EAST, y - NORTH) < 200


NO_DATUMS = [
    "",
    "WGS84",
    "EPSG:999999",
    "成都坐标系",
    "EPSG:4979x",
    "[]",
    "EPSG:5773",
    "+init=epsg:4326",
    "+proj=longlat +init=file:key",
]


@pytest.mark.parametrize("notation", NO_DATUMS)
def test_a_notation_that_means_nothing_is_refused(notation):
    with pytest.raises(RecipeError, match="Expected: a code"):
        parse_datum(notation, "recipe.toml")


def test_an_engineering_crs_is_no_place_on_earth():
    with pytest.raises(RecipeError):
        parse_datum('LOCAL_CS["local",UNIT["metre",1]]', "site.shp")


def test_a_private_file_is_used_and_never_shown(tmp_path):
    path = tmp_path / "city.prj"
    path.write_text(f"# our own\n{SECRET}\n", encoding="utf-8")
    datum = parse_datum(f"file:{path}", "raw.csv")
    assert datum.label == "file:city.prj"
    assert "104.0123" not in repr(datum)
    assert str(tmp_path) not in repr(datum)
    x, y = moved(7777 + 4566.5, 94_439, f"file:{path}")
    assert np.hypot(x - EAST, y - NORTH) < 1000


@pytest.mark.parametrize("content", ["+proj=nonsense +lon_0=104.0123", "104.0123", "", "\udcff"])
def test_a_private_file_that_cannot_be_used_is_refused_by_name_only(tmp_path, content):
    path = tmp_path / "city.txt"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(RecipeError, match=r"city\.txt") as refusal:
        parse_datum(f"file:{path}", "raw.csv")
    assert "104.0123" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_a_private_file_that_is_not_there(tmp_path):
    with pytest.raises(RecipeError, match=r"no parameter file city\.txt"):
        parse_datum(f"file:{tmp_path / 'city.txt'}", "raw.csv")


PIPELINE = (
    "+proj=pipeline +step +proj=affine +xoff=400000 +yoff=3300000 "
    "+step +inv +proj=tmerc +lon_0=105 +x_0=500000 +ellps=GRS80"
)


def test_a_private_pipeline_leads_from_local_metres_to_degrees(tmp_path):
    path = tmp_path / "local.pipeline"
    path.write_text(PIPELINE, encoding="utf-8")
    local = EAST - 400_000, NORTH - 3_300_000
    assert moved(*local, f"file:{path}") == pytest.approx((EAST, NORTH), abs=0.001)


def test_a_pipeline_that_leads_out_of_china_does_not_fit(tmp_path):
    path = tmp_path / "local.pipeline"
    path.write_text(PIPELINE, encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be converted from file:local") as refusal:
        moved(0, 9_000_000, f"file:{path}")
    assert "affine" not in str(refusal.value)


def test_a_broken_pipeline_is_refused_without_its_content(tmp_path):
    path = tmp_path / "local.pipeline"
    path.write_text("+proj=pipeline +step +proj=nonsense +secret=1", encoding="utf-8")
    with pytest.raises(SourceError, match="file:local") as refusal:
        moved(1, 2, f"file:{path}")
    assert "nonsense" not in str(refusal.value)


def test_wkt_of_a_prj_is_labelled_by_its_name():
    esri = CHENGDU.to_wkt("WKT1_ESRI")
    assert "CM 105E" in parse_datum(esri, "site.shp").label
    assert moved(EAST, NORTH, esri) == pytest.approx((EAST, NORTH), abs=0.001)


@pytest.mark.parametrize(
    ("lon", "code"),
    [(73.5, 4534), (104.06, 4544), (103.5, 4544), (103.49, 4543), (114.3, 4547), (136.49, 4554)],
)
def test_a_district_is_stored_in_its_three_degree_zone(lon, code):
    assert district_crs(lon).to_epsg() == code


@given(st.floats(73.5, 136.4999))
def test_the_central_meridian_is_at_most_a_degree_and_a_half_away(lon):
    west, _, east, _ = district_crs(lon).area_of_use.bounds
    assert west - 0.2 <= lon <= east + 0.2 or lon < 75 or lon > 134


@pytest.mark.parametrize("lon", [9.5, 73.4, 136.6, -104, float("nan")])
def test_outside_china_the_recipe_must_say_the_crs(lon):
    with pytest.raises(RecipeError, match="named in the recipe"):
        district_crs(lon)


@pytest.mark.real_data
def test_jinniu_from_gcj02_agrees_with_the_converted_outline(real_data):
    import geopandas as gpd

    folder = real_data / "admin_districts"
    shifted = gpd.read_file(folder / "districts_gcj02.geojson").set_index("adcode")
    known = gpd.read_file(folder / "districts_wgs84.geojson").set_index("adcode")
    here = to_crs(
        shifted.geometry.loc[["510106"]].to_numpy(), parse_datum("gcj02", "f"), CHENGDU, file="f"
    )[0]
    there = known.to_crs(CHENGDU).geometry["510106"]
    assert shapely.hausdorff_distance(here, there) < 0.05


LOCAL = "+proj=tmerc +lat_0=30.6 +lon_0=104 +x_0=0 +y_0=0 +ellps=GRS80 +units=m"


def points(*pairs):
    return np.array([shapely.Point(*pair) for pair in pairs], dtype=object)


def test_small_metres_are_no_degrees_in_a_system_that_begins_in_the_city():
    assert not misfitting(points((100, 50)), parse_datum(LOCAL, "f")).any()
    assert moved(0, 0, LOCAL) == pytest.approx(moved(104, 30.6, "EPSG:4490"), abs=0.001)


@pytest.mark.parametrize(
    "notation",
    ["EPSG:4544", "EPSG:4523", "EPSG:3857", "+proj=tmerc +lon_0=105 +x_0=500000 +ellps=GRS80"],
)
def test_degrees_among_metres_are_seen_one_by_one(notation):
    datum = parse_datum(notation, "f")
    good = to_crs(points((LON, LAT)), parse_datum("EPSG:4490", "f"), datum.crs, file="f")[0]
    shapes = np.array([good, shapely.Point(LON, LAT), None, good], dtype=object)
    assert misfitting(shapes, datum).tolist() == [False, True, False, False]
    (misfit,) = misfits(shapes, datum)
    assert misfit.index == 1 and "looks like degrees" in misfit.found.en


def test_each_shape_is_converted_or_told_why_whatever_lies_beside_it():
    # The second is swapped, of the third the projection knows nothing.
    shapes = points((LON, LAT), (LAT, LON), (-165.0, 0.0), (LON + 0.1, LAT))
    datum = parse_datum("EPSG:4326", "f")
    result, wrong = each_to_crs(shapes, datum, CHENGDU, file="f")
    assert [shape is not None for shape in result] == [True, False, False, True]
    assert [misfit.index for misfit in wrong] == [1, 2]
    for i, shape in enumerate(shapes):
        (alone,), why = each_to_crs(np.array([shape]), datum, CHENGDU, file="f")
        assert alone == result[i]
        assert [w.found for w in why] == [w.found for w in wrong if w.index == i]
