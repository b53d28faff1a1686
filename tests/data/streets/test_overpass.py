"""Streets from OpenStreetMap's servers; OSMnx's own functions are replaced, no network is used."""

import geopandas as gpd
import networkx as nx
import osmnx
import pytest
import requests
from osmnx import settings
from osmnx._errors import InsufficientResponseError, ResponseStatusCodeError
from shapely import LineString, Point, box

from data.errors import SourceError
from data.streets.osmnx_graph import streets_from_graph
from data.streets.overpass import streets_in_box, streets_of_place

BOUNDARY = box(104.0, 30.6, 104.1, 30.7)


def small_graph():
    """A street walked both ways, a motorway one way, a footbridge."""
    graph = nx.MultiDiGraph(crs="EPSG:4326")
    graph.add_nodes_from([(1, {"x": 104.0, "y": 30.0}), (2, {"x": 104.001, "y": 30.0})])
    graph.add_nodes_from([(3, {"x": 104.001, "y": 30.001})])
    bend = LineString([(104.0, 30.0), (104.0005, 30.0002), (104.001, 30.0)])
    street = {"osmid": 7, "highway": "residential", "name": "一环路", "foot": "yes"}
    graph.add_edge(1, 2, **street, geometry=bend)
    graph.add_edge(2, 1, **street, geometry=bend.reverse(), reversed=True)
    graph.add_edge(2, 3, osmid=8, highway="motorway", oneway=True)
    graph.add_edge(1, 3, osmid=[9, 10], highway=["steps", "footway"], bridge="yes", layer="1")
    return graph


def test_each_street_comes_once_in_the_columns_of_the_file_reader():
    frame = streets_from_graph(small_graph()).frame.set_index("id")
    assert frame.index.tolist() == ["w7-0", "w8-0", "w9-0"]
    assert frame.loc["w7-0", ["u", "v", "name", "foot"]].tolist() == ["n1", "n2", "一环路", True]
    assert frame["foot"].tolist() == [True, False, True]
    assert frame.loc["w9-0", ["steps", "bridge", "level"]].tolist() == [True, True, 1]
    assert [len(line.coords) for line in frame["geometry"]] == [3, 2, 2]


def test_the_order_of_the_edges_does_not_matter():
    graph = small_graph()
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(data=True))))
    one, other = streets_from_graph(graph).frame, streets_from_graph(turned).frame
    assert one.equals(other)


@pytest.fixture
def reachable(monkeypatch):
    monkeypatch.setattr(requests, "head", lambda *_, **__: None)
    place = gpd.GeoDataFrame(geometry=[BOUNDARY], crs="EPSG:4326")
    monkeypatch.setattr(osmnx, "geocode_to_gdf", lambda _: place)
    asked = {}

    def graph_from_polygon(polygon, **options):
        asked.update(options, polygon=polygon, cache=settings.use_cache)
        return small_graph()

    monkeypatch.setattr(osmnx, "graph_from_polygon", graph_from_polygon)
    monkeypatch.setattr(osmnx, "simplify_graph", lambda graph, **_: graph)
    return asked


def test_a_place_gives_its_boundary_and_streets_well_beyond_it(reachable):
    fetched = streets_of_place("成都市金牛区")
    assert fetched.boundary.equals(BOUNDARY)
    assert fetched.extent.equals(reachable["polygon"])
    # 1.5 km are about 0.0135 degrees of latitude
    assert fetched.extent.bounds[1] == pytest.approx(30.6 - 0.0135, abs=0.0005)
    assert len(fetched.table.frame) == 3


def test_nothing_is_left_behind_in_osmnx_or_on_disk(reachable):
    before = (settings.use_cache, list(settings.useful_tags_way))
    streets_in_box(104, 30, 104.01, 30.01)
    assert reachable["cache"] is False
    assert (settings.use_cache, list(settings.useful_tags_way)) == before


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


def test_without_a_network_the_message_says_so(monkeypatch):
    refused = requests.exceptions.ConnectionError("host secret.example unknown")
    monkeypatch.setattr(requests, "head", raising(refused))
    with pytest.raises(SourceError, match="Overpass cannot be reached") as caught:
        streets_of_place("成都市金牛区")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ResponseStatusCodeError("504"), "cannot be reached"),
        (InsufficientResponseError("nothing"), "no such place"),
        (TypeError("a point"), "no outline"),
    ],
)
def test_what_the_servers_may_answer_each_has_its_message(reachable, monkeypatch, error, message):
    monkeypatch.setattr(osmnx, "geocode_to_gdf", raising(error))
    with pytest.raises(SourceError, match=message):
        streets_of_place("某地")


@pytest.mark.parametrize(
    "asked", [(1, 2, 1, 3), (1, 3, 2, 3), (0, 0, 200, 1), (float("nan"), 0, 1, 1)]
)
def test_a_box_that_is_none_is_refused(asked):
    with pytest.raises(SourceError, match="this is no box"):
        streets_in_box(*asked)


def test_an_area_without_streets_is_refused(reachable, monkeypatch):
    monkeypatch.setattr(osmnx, "graph_from_polygon", raising(ValueError("no nodes")))
    with pytest.raises(SourceError, match="no streets there"):
        streets_in_box(104, 30, 104.01, 30.01)


def test_a_box_too_large_for_any_district_is_refused(reachable):
    with pytest.raises(SourceError, match="at most 10000 km"):
        streets_in_box(100, 25, 110, 35)


def test_an_empty_place_name_is_refused():
    with pytest.raises(SourceError, match="empty or too long"):
        streets_of_place("  ")


def test_a_place_without_streets_gives_an_empty_table():
    assert streets_from_graph(nx.MultiDiGraph()).frame.empty


def test_a_place_that_is_a_point_only_has_no_outline(reachable, monkeypatch):
    spot = gpd.GeoDataFrame(geometry=[Point(104, 30)], crs="EPSG:4326")
    monkeypatch.setattr(osmnx, "geocode_to_gdf", lambda _: spot)
    with pytest.raises(SourceError, match="no outline"):
        streets_of_place("某村")
