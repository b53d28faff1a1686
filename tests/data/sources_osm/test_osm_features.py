"""Points and areas of a hand-drawn OSM file, and requests that make no sense."""

import pytest

from data.errors import SourceError
from data.sources.osm import read_osm
from data.sources.raw import SourceSpec

SQUARE = {1: (0, 0), 2: (2, 0), 3: (2, 2), 4: (0, 2), 5: (5, 5)}
HOUSE = {10: ([1, 2, 3, 4, 1], "building=yes building:levels=6 name=一号楼")}
HALL = {5: "amenity=townhall name=政务大厅"}


def test_points_have_id_name_and_the_tags_asked_for(features):
    options = {"tags": {"amenity": ["townhall"]}, "columns": ["amenity", "phone", "name"]}
    table = features("points", options, SQUARE, {}, node_tags=HALL)
    assert list(table.frame.columns) == ["id", "name", "amenity", "phone", "geometry"]
    row = table.frame.iloc[0]
    assert (row["id"], row["name"], row["amenity"]) == ("n5", "政务大厅", "townhall")
    assert row["geometry"].coords[0] == pytest.approx((104.005, 30.005))


def test_a_value_that_was_not_asked_for_is_no_feature(features):
    options = {"tags": {"amenity": "cafe"}}
    assert features("points", options, SQUARE, {}, node_tags=HALL).frame.empty


def test_a_closed_way_is_an_area(features):
    options = {"tags": {"building": "*"}, "columns": ["building:levels"]}
    table = features("areas", options, SQUARE, HOUSE)
    row = table.frame.iloc[0]
    assert (row["id"], row["name"], row["building:levels"]) == ("w10", "一号楼", "6")
    assert row["geometry"].area == pytest.approx(4e-6)


def test_centroids_of_areas_join_the_points_when_asked(features):
    options = {"tags": {"building": "*", "amenity": "*"}, "centroids": True}
    table = features("points", options, SQUARE, HOUSE, node_tags=HALL)
    assert list(table.frame["id"]) == ["n5", "w10"]
    assert list(table.frame.index) == [1, 2]
    assert table.frame["geometry"].iloc[1].coords[0] == pytest.approx((104.001, 30.001))


def test_a_multipolygon_with_a_hole_is_one_area(features):
    nodes = {**SQUARE, 6: (0.5, 0.5), 7: (1.5, 0.5), 8: (1.5, 1.5)}
    ways = {10: ([1, 2, 3, 4, 1], ""), 11: ([6, 7, 8, 6], "")}
    relation = (
        '<relation id="3"><member type="way" ref="10" role="outer"/>'
        '<member type="way" ref="11" role="inner"/>'
        '<tag k="type" v="multipolygon"/><tag k="landuse" v="residential"/></relation>'
    )
    table = features("areas", {"tags": {"landuse": "*"}}, nodes, ways, [relation])
    assert table.frame["id"].tolist() == ["r3"]
    assert len(table.frame["geometry"].iloc[0].interiors) == 1


@pytest.mark.parametrize(
    "refs", [[1, 2, 3], [1, 3, 2, 4, 1], [1, 2, 99, 4, 1]], ids=["open", "bow tie", "node missing"]
)
def test_what_makes_no_area_is_rejected_by_its_id(features, refs):
    table = features("areas", {"tags": {"building": "*"}}, SQUARE, {10: (refs, "building=yes")})
    assert table.frame.empty
    assert [reject.row for reject in table.rejects] == ["w10"]


def test_areas_of_a_file_with_ways_first_are_refused(drawn):
    file = drawn(SQUARE, HOUSE)
    head, *nodes, way, tail = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, way, *nodes, tail]), encoding="utf-8")
    with pytest.raises(SourceError, match="nodes before ways"):
        read_osm(SourceSpec(file, sublayer="areas", options={"tags": {"building": "*"}}))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.osm", "<kml></kml>"),
        ("a.osm", "hello"),
        ("a.osm", ""),
        ("a.osm.pbf", "hello"),
        ("a.shp", "hello"),
        ("a.osm", '<osm version="0.6"><node id="1" lon="1" lat="1"/><way id="1"'),
    ],
)
def test_a_file_that_is_not_osm_is_refused(tmp_path, name, content):
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(SourceError, match=r"not a sound OpenStreetMap file") as caught:
        read_osm(SourceSpec(file, sublayer="streets"))
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"sublayer": None}, "sublayer"),
        ({"sublayer": "lines"}, "sublayer"),
        ({"crs": "gcj02"}, "crs"),
        ({"options": {}}, "options.tags"),
        ({"options": {"tags": {"building": 3}}}, "options.tags"),
        ({"options": {"tags": {"building": "*"}, "columns": "name"}}, "options.columns"),
        ({"options": {"tags": {"building": "*"}, "centroids": 1}}, "options.centroids"),
        ({"options": {"tag": {"building": "*"}}}, "options.tag"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_by_name(drawn, change, at):
    asked = {"sublayer": "areas", "options": {"tags": {"building": "*"}}, **change}
    with pytest.raises(SourceError) as caught:
        read_osm(SourceSpec(drawn(SQUARE, HOUSE), **asked))
    assert caught.value.at == at


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_osm(SourceSpec(tmp_path / "none.osm", sublayer="streets"))
