"""The 15-minute circle of a station: our outline beside the OSMnx recipe, on one network.

The recipe is that of OSMnx's isochrone example: the ego graph of the nearest corner, its nodes and
edges buffered, and their union. It knows no position in the middle of a street, so stations stand
at corners, and leaves out streets reached in part. How near each comes to the truth, buffers of the
streets cut exactly at the limit, is printed beside the ratio.
"""

import argparse
import time
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import osmnx as ox
import shapely
from shapely.geometry.base import BaseGeometry

from data.district import District
from geo.circles.areas import HALF_WIDTH_M, reached_areas
from geo.streets.network import WalkNetwork, walk_network
from geo.streets.seeds import Seeds

REPEATS, LIMIT_MM = 5, 1_080_000


def the_district(path: Path | None) -> District:
    from data.demo import demo_district
    from data.geopackage import read_district

    return read_district(path) if path else demo_district()


def as_graph(network: WalkNetwork, crs: object) -> nx.MultiDiGraph:
    """The streets as OSMnx keeps a walker's: an edge for each direction."""
    graph = nx.MultiDiGraph(crs=crs)
    lines = network.lines(np.arange(len(network.u)))
    edges = zip(network.u.tolist(), network.v.tolist(), network.length_mm.tolist(), lines,
                strict=True)  # fmt: skip
    for u, v, length_mm, line in edges:
        graph.add_node(u, x=line.coords[0][0], y=line.coords[0][1])
        graph.add_node(v, x=line.coords[-1][0], y=line.coords[-1][1])
        graph.add_edge(u, v, length=length_mm, geometry=line)
        graph.add_edge(v, u, length=length_mm, geometry=line.reverse())
    return graph


def recipe(graph: nx.MultiDiGraph, corner: int) -> BaseGeometry:
    """The isochrone of OSMnx's example: the same calls, one travel time."""
    reached = nx.ego_graph(graph, corner, radius=LIMIT_MM, distance="length")
    corners = [shapely.Point(place["x"], place["y"]) for _, place in reached.nodes(data=True)]
    nodes = gpd.GeoDataFrame({"id": list(reached.nodes)}, geometry=corners).set_index("id")
    streets = []
    for u, v in reached.edges():
        straight = shapely.LineString([nodes.loc[u].geometry, nodes.loc[v].geometry])
        streets.append(graph.get_edge_data(u, v)[0].get("geometry", straight))
    discs = nodes.buffer(HALF_WIDTH_M).geometry
    bands = gpd.GeoSeries(streets).buffer(HALF_WIDTH_M).geometry
    return gpd.GeoSeries([*discs, *bands]).union_all()


def at_corner(network: WalkNetwork, edge: int) -> Seeds:
    nothing = np.zeros(1, dtype=np.int64)
    return Seeds(np.array([edge]), nothing, nothing, nothing, 1)


def nearness(one: BaseGeometry, truth: BaseGeometry) -> float:
    return float(shapely.intersection(one, truth).area / shapely.union(one, truth).area)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--district", type=Path, help="a district's .gpkg; else the demo")
    arguments.add_argument("--stations", type=int, default=20)
    given = arguments.parse_args()
    district = the_district(given.district)
    network = walk_network(district.features("streets"), takes_steps=True)
    graph = as_graph(network, district.crs)
    edges = np.random.default_rng(15).choice(len(network.u), given.stations, replace=False)
    reached_areas(network, at_corner(network, 0), (LIMIT_MM,))  # compiled before time counts
    ours, theirs = np.full((2, given.stations), np.inf)
    near = np.empty((2, given.stations))
    for _ in range(REPEATS):
        for at, edge in enumerate(edges):
            begin = time.perf_counter()
            (area,) = reached_areas(network, at_corner(network, edge), (LIMIT_MM,))
            middle = time.perf_counter()
            other = recipe(graph, int(network.u[edge]))
            theirs[at] = min(theirs[at], time.perf_counter() - middle)
            ours[at] = min(ours[at], middle - begin)
            (truth,) = reached_areas(network, at_corner(network, edge), (LIMIT_MM,), exact=True)
            near[:, at] = nearness(area, truth), nearness(other, truth)
    print("| network | stations | ours, ms | OSMnx recipe, ms | ratio | IoU of ours, least | "
          "IoU of the recipe, mean |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {district.name}, {len(network.u):,} streets | {given.stations} "
        f"| {ours.mean() * 1e3:.1f} | {theirs.mean() * 1e3:.0f} "
        f"| {theirs.sum() / ours.sum():.0f} | {near[0].min():.4f} | {near[1].mean():.4f} |"
    )
    print(f"networkx {nx.__version__}, OSMnx {ox.__version__}, Shapely {shapely.__version__}")


if __name__ == "__main__":
    main()
