"""Real extracts: the numbers differ from the data's README where the rules do, and are explained.

The README's graphs were made with OSMnx and other rules of access; ours follow
`data.streets.walkability`. Node counts before simplification are of vertices, here counted from
the pieces.
"""

import geopandas as gpd
import networkx as nx
import pytest
import shapely

from data.sources.osm import read_osm
from data.sources.raw import SourceSpec
from data.streets.assemble import assemble_streets
from data.streets.cuts import mark_extract_edge
from data.streets.noding import Join, node_lines

pytestmark = pytest.mark.real_data


def read(real_data, name, sublayer="streets", **options):
    return read_osm(SourceSpec(real_data / f"{name}.osm.pbf", sublayer=sublayer, options=options))


def component_sizes(frame):
    graph = nx.MultiGraph(list(zip(frame["u"], frame["v"], strict=True)))
    return sorted(map(len, nx.connected_components(graph)), reverse=True)


def walked_vertices(frame):
    graph = nx.Graph()
    for line in frame.loc[frame["foot"], "geometry"]:
        nx.add_path(graph, line.coords)
    return graph


def test_liechtenstein_is_one_network_but_for_two_percent(real_data):
    table = read(real_data, "liechtenstein_osm/liechtenstein-latest")
    assert (len(table.frame), int(table.frame["foot"].sum())) == (14553, 14140)
    assert not table.rejects
    vertices = walked_vertices(table.frame)
    largest = max(map(len, nx.connected_components(vertices)))
    # README: 80,413 vertices, 98.6 % in the largest. It also walks 89 cycleways without a foot tag
    # and ways for farm and forest traffic only; we also walk the outlines of three squares.
    assert len(vertices) == 79521
    assert largest / len(vertices) == pytest.approx(0.982, abs=0.001)


def test_nanshan_falls_into_many_pieces(real_data):
    # README: 119 components, but half the edges of its graph are ways without a highway tag.
    table = read(real_data, "shenzhen_nanshan_osm/shenzhen_nanshan")
    sizes = component_sizes(table.frame[table.frame["foot"]])
    assert (len(table.frame), len(sizes), sizes[0], sum(sizes)) == (3004, 36, 2020, 2137)


def test_puxi_and_pudong_are_not_connected(real_data):
    table = read(real_data, "shanghai_center_osm/shanghai_center")
    walked = table.frame[table.frame["foot"]]
    sizes = component_sizes(walked)
    # README: 10 components as well, 3,106 + 602 nodes after OSMnx simplified them.
    assert (len(sizes), sizes[:2]) == (10, [3726, 764])
    graph = nx.MultiGraph(list(zip(walked["u"], walked["v"], strict=True)))
    east, west = (max(part["geometry"], key=lambda g: g.length) for part in _banks(walked, graph))
    assert east.centroid.x > 121.5 > west.centroid.x


def _banks(walked, graph):
    west, east = sorted(nx.connected_components(graph), key=len, reverse=True)[:2]
    return walked[walked["u"].isin(east)], walked[walked["u"].isin(west)]


def test_the_dead_ends_of_the_shanghai_extract_are_cuts(real_data):
    raw = read(real_data, "shanghai_center_osm/shanghai_center")
    frame = gpd.GeoDataFrame(raw.frame, geometry="geometry", crs=raw.crs).to_crs(4549)
    streets = assemble_streets(frame).table
    assert len(streets) == len(frame)
    extract = shapely.GeometryCollection(list(streets.geometry)).convex_hull
    marked = mark_extract_edge(streets, extract, 200)
    assert 0 < (marked["u_cut"] | marked["v_cut"]).sum() < 200


@pytest.mark.parametrize(
    ("name", "tags", "count"),
    [
        ("shenzhen_nanshan_osm/shenzhen_nanshan", {"building": "*"}, 433),
        ("shenzhen_nanshan_osm/shenzhen_nanshan", {"landuse": "*"}, 166),
    ],
)
def test_areas_are_as_many_as_the_readme_says(real_data, name, tags, count):
    assert len(read(real_data, name, "areas", tags=tags).frame) == count


def test_plain_lines_of_chengdu_give_back_the_network_they_came_from(real_data):
    """The file brings its own u and v; noding the bare lines by their ends finds the same graph."""
    lines = gpd.read_file(real_data / "chengdu_roads/roads.gpkg", layer="edges").to_crs(4544)
    bare = lines[["eid", "geometry"]].rename(columns={"eid": "id"})
    pieces = node_lines(bare, Join.ENDS)
    assert component_sizes(pieces) == component_sizes(lines)
    assert len(pieces) == len(lines)
    assert len(component_sizes(node_lines(bare, Join.CROSS))) == 2
