import json
import struct
import warnings
import zipfile

import geopandas as gpd
import pyogrio
import pytest
import shapely

from data.errors import SourceError
from data.sources.gdal import read_gdal
from data.sources.raw import SourceSpec
from data.sources.shapefile import sidecar

PLACES = gpd.GeoDataFrame(
    {"名称": ["金牛区政务服务中心", "茶店子街道"], "n": [1, 2]},
    geometry=[shapely.Point(104.05, 30.69, 500), shapely.Point(104.02, 30.7, 510)],
    crs=4490,
)
FLAT = [shapely.Point(104.05, 30.69), shapely.Point(104.02, 30.7)]


def written(folder, name, frame=PLACES, **options):
    path = folder / name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # writing without a CRS
        pyogrio.write_dataframe(frame, path, **options)
    return path


def read(path, **said):
    return read_gdal(SourceSpec(path, **said))


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("a.gpkg", "EPSG:4490"),
        ("a.shp", "EPSG:4490"),
        ("a.fgb", "EPSG:4490"),
        ("a.geojson", "EPSG:4490"),
        ("a.kml", "EPSG:4326"),
        ("a.gdb", "EPSG:4490"),
    ],
)
def test_every_format_gives_the_same_rows_in_two_dimensions(tmp_path, name, crs):
    drivers = {"a.gdb": "OpenFileGDB", "a.kml": "KML"}
    table = read(written(tmp_path, name, driver=drivers.get(name)))
    rows = table.frame.sort_values("n")  # FlatGeobuf keeps its own order
    assert shapely.equals_exact(rows["geometry"].tolist(), FLAT, tolerance=1e-8).all()
    assert not shapely.has_z(rows["geometry"].to_numpy()).any()
    assert rows["名称"].tolist() == PLACES["名称"].tolist()
    assert sorted(table.frame.index) == [1, 2]
    assert table.crs == crs


def test_the_recipes_datum_stands_over_the_file_and_the_contradiction_is_noted(tmp_path):
    table = read(written(tmp_path, "a.geojson", PLACES.to_crs(4326)), crs="gcj02")
    assert table.crs == "gcj02"
    assert "WGS 84; the recipe's gcj02 is used" in table.notes[0].en


def test_an_encoding_where_none_is_needed_is_mentioned(tmp_path):
    table = read(written(tmp_path, "a.gpkg"), encoding="gbk")
    assert table.frame["名称"].tolist() == PLACES["名称"].tolist()
    assert "was not used" in table.notes[0].en


def test_kmz_is_kml_in_an_archive(tmp_path):
    kml = written(tmp_path, "a.kml", driver="KML")
    with zipfile.ZipFile(tmp_path / "b.kmz", "w") as archive:
        archive.write(kml, "doc.kml")
    assert read(tmp_path / "b.kmz").frame["geometry"].tolist() == FLAT


def test_a_private_file_is_not_named_with_its_path(tmp_path):
    table = read(written(tmp_path, "a.gpkg"), crs="file:/secret/place/city.prj")
    assert "secret" not in table.notes[0].en


def test_of_several_layers_one_must_be_named(tmp_path):
    path = written(tmp_path, "a.gpkg", layer="站点")
    written(tmp_path, "a.gpkg", layer="道路", append=True)
    with pytest.raises(SourceError, match="2 layers: 站点, 道路"):
        read(path)
    with pytest.raises(SourceError, match=r"no layer '学校'.*one of: 站点, 道路"):
        read(path, sublayer="学校")
    assert len(read(path, sublayer="道路").frame) == 2


def test_the_styles_of_qgis_are_no_layer_of_data(tmp_path):
    path = written(tmp_path, "a.gpkg", layer="站点")
    styles = PLACES[["n"]].drop(columns=[])
    written(tmp_path, "a.gpkg", styles, layer="layer_styles", append=True)
    assert len(read(path).frame) == 2


def test_a_table_without_shapes_has_no_crs(tmp_path):
    table = read(written(tmp_path, "a.gpkg", PLACES[["n"]], driver="GPKG"))
    assert table.crs == ""
    assert table.frame["n"].to_dict() == {1: 1, 2: 2}


def without_crs(folder, name):
    path = written(folder, name, PLACES.set_crs(None, allow_override=True)[["geometry"]])
    prj = sidecar(path, ".prj")
    if prj:
        prj.unlink()
    return path


@pytest.mark.parametrize("name", ["a.shp", "a.dxf", "a.gpkg"])
def test_no_crs_anywhere_is_refused(tmp_path, name):
    path = without_crs(tmp_path, name)
    with pytest.raises(SourceError, match="says nothing of its CRS"):
        read(path)
    assert read(path, crs="EPSG:4490").crs == "EPSG:4490"


def shapefile(folder, encoding, *, cpg=None, language=None, frame=PLACES):
    path = written(folder, "a.shp", frame, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    if cpg is not None:
        path.with_suffix(".cpg").write_text(cpg, encoding="ascii")
    if language is not None:
        dbf = bytearray(path.with_suffix(".dbf").read_bytes())
        dbf[29] = language
        path.with_suffix(".dbf").write_bytes(dbf)
    return path


@pytest.mark.parametrize(
    ("encoding", "cpg", "language", "note"),
    [
        ("GBK", "GBK", None, ""),
        ("GBK", "936", None, ""),
        ("GBK", None, 0x4D, ""),
        ("GBK", None, 0x7A, ""),
        ("GBK", None, None, "found to be gb18030"),
        ("UTF-8", "UTF-8", None, ""),
        ("UTF-8", None, None, "found to be utf-8"),
        ("GBK", "UTF-8", None, "but is in gb18030"),
        ("UTF-8", "GBK", None, "but is in utf-8"),
        ("UTF-8", None, 0x4D, "but is in utf-8"),
        ("GBK", "nonsense", None, "found to be gb18030"),
    ],
)
def test_the_encoding_of_a_shapefile(tmp_path, encoding, cpg, language, note):
    table = read(shapefile(tmp_path, encoding, cpg=cpg, language=language))
    assert table.frame["名称"].tolist() == PLACES["名称"].tolist()
    assert note in " ".join(text.en for text in table.notes)
    assert bool(table.notes) == bool(note)


def test_the_recipes_encoding_must_decode_everything(tmp_path):
    path = shapefile(tmp_path, "GBK", cpg="GBK")
    assert read(path, encoding="gbk").frame.loc[2, "名称"] == "茶店子街道"
    with pytest.raises(SourceError, match="decode in none of: utf-8"):
        read(path, encoding="utf-8")


def test_one_row_in_another_encoding_decides_for_the_whole_column(tmp_path):
    frame = PLACES.assign(名称=["all plain", "茶店子街道"])
    assert read(shapefile(tmp_path, "GBK", frame=frame)).frame.loc[2, "名称"] == "茶店子街道"


def test_text_that_decodes_in_nothing_is_refused(tmp_path):
    path = shapefile(tmp_path, "UTF-8", frame=PLACES.assign(名称=["xxxxxx", "yyyyyy"]))
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(b"yyyyyy", b"\xff\x80\xff\x80\xff\x80"))
    with pytest.raises(SourceError, match="decode in none of: utf-8, gb18030"):
        read(path)


def test_text_cut_in_the_middle_of_a_letter_keeps_the_whole_ones(tmp_path):
    path = shapefile(tmp_path, "UTF-8", cpg="UTF-8", frame=PLACES.assign(名称=["成都市金牛区"] * 2))
    dbf = path.with_suffix(".dbf")
    full = "成都市金牛区".encode()
    dbf.write_bytes(dbf.read_bytes().replace(full, full[:-3] + b"\xe5\x8c "))
    texts = read(path).frame["名称"].str.strip()
    assert texts.tolist() == ["成都市金牛"] * 2


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_a_shapefile_that_lacks_a_part_is_refused_by_its_name(tmp_path, part):
    path = shapefile(tmp_path, "UTF-8")
    path.with_suffix(part).unlink()
    with pytest.raises(SourceError, match=rf"its \{part} file is missing"):
        read(path)


def test_sidecars_in_capitals_are_found(tmp_path):
    path = shapefile(tmp_path, "GBK", cpg="GBK")
    for part in tmp_path.iterdir():
        part.rename(part.with_suffix(part.suffix.upper()))
    assert read(path.with_suffix(".SHP")).frame.loc[2, "名称"] == "茶店子街道"


def geojson(folder, *geometries, encoding="utf-8"):
    features = [
        {"type": "Feature", "properties": {"名称": f"地块{i}"}, "geometry": geometry}
        for i, geometry in enumerate(geometries, 1)
    ]
    path = folder / "a.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    path.write_bytes(json.dumps(collection, ensure_ascii=False).encode(encoding))
    return path


POINT = {"type": "Point", "coordinates": [104, 30]}


def test_a_shape_that_cannot_be_built_is_a_reject_and_none_is_no_shape(tmp_path):
    open_ring = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}
    table = read(geojson(tmp_path, POINT, open_ring, None))
    assert list(table.frame.index) == [1, 3]
    assert table.frame.loc[3, "geometry"] is None
    assert [r.row for r in table.rejects] == ["2"]
    assert "Non closed ring" in table.notes[0].en


def test_a_list_in_a_property_is_its_text(tmp_path):
    path = geojson(tmp_path, POINT)
    path.write_text(path.read_text("utf-8").replace('"地块1"', '["甲", "乙"]'), "utf-8")
    assert read(path).frame.loc[1, "名称"] == '["甲", "乙"]'


def test_geojson_that_is_not_utf8_is_refused(tmp_path):
    with pytest.raises(SourceError, match="not in UTF-8"):
        read(geojson(tmp_path, POINT, encoding="gbk"))


def test_closed_lines_of_a_drawing_are_polygons_where_the_recipe_says_so(tmp_path):
    square = shapely.LineString([(0, 0), (9, 0), (9, 9), (0, 0)])
    open_line = shapely.LineString([(0, 0), (9, 9)])
    path = written(tmp_path, "a.dxf", gpd.GeoDataFrame(geometry=[square, open_line]))
    said = {"crs": "EPSG:4544"}
    assert read(path, **said).frame.geometry.map(lambda g: g.geom_type).tolist() == [
        "LineString", "LineString",
    ]  # fmt: skip
    shapes = read(path, **said, options={"closed_as_polygons": True}).frame["geometry"]
    assert [shape.geom_type for shape in shapes] == ["Polygon", "LineString"]


PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
ZIP = b"PK\x03\x04" + bytes(100)
HTML = b"<html><head><title>404</title></head></html>"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.shp", PNG, "a PNG file"),
        ("a.gpkg", ZIP, "a ZIP archive"),
        ("a.gpkg", b"SQLite format 3\x00" + bytes(100), "cannot be read"),
        ("a.geojson", HTML, "web page"),
        ("a.json", b'{"a": 1}', "cannot be read"),
        ("a.kml", HTML, "web page"),
        ("a.kml", b"<?xml version='1.0'?><rss/>", "root element is not kml"),
        ("a.fgb", b"", "an empty file"),
        ("a.dxf", b"AC1032" + bytes(100), "a DWG file"),
        ("a.dxf", b"hello", "cannot be read"),
        ("a.gdb", b"x", "is none"),
        ("a.shp", struct.pack(">i", 9994) + bytes(96), "shx and .dbf files are missing"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=says):
        read(path)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "a.gpkg")
    (tmp_path / "b.gpkg").mkdir()
    with pytest.raises(SourceError, match="is a folder"):
        read(tmp_path / "b.gpkg")
