"""The nearest station of every street corner: our search beside networkx, on one network.

Stations stand at street corners chosen at random from a fixed seed. Costs must agree exactly.
"""

import argparse
import gzip
import time
from pathlib import Path

import networkx as nx
import numpy as np
import shapely

from geo.streets.network import WalkNetwork, adjacency, walk_network
from geo.streets.search import UNREACHED, Seeds, node_keys

REPEATS, STATIONS = 3, 250


def demo_network() -> WalkNetwork:
    from data.demo import demo_district

    return walk_network(demo_district().features("streets"), takes_steps=True)


def dimacs_network(folder: Path) -> WalkNetwork:
    """A network from a DIMACS challenge file; arcs are in decimetres, drawings are left out."""
    with gzip.open(next(folder.glob("*.gr.gz")), "rt") as file:
        arcs = np.array([line.split()[1:] for line in file if line[0] == "a"], dtype=np.int64)
    u, v, length_mm = arcs[:, 0] - 1, arcs[:, 1] - 1, arcs[:, 2] * 100
    nodes = int(max(u.max(), v.max())) + 1
    blank = np.full(len(u), "", dtype=object)
    lines = np.full(len(u), shapely.LineString([(0, 0), (1, 0)]), dtype=object)
    first, neighbour, step_mm = adjacency(nodes, u, v, length_mm)
    return WalkNetwork(blank, blank, u, v, length_mm, lines, nodes, first, neighbour, step_mm)


def as_graph(network: WalkNetwork) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(network.node_count))
    for node in range(network.node_count):
        here = slice(network.first[node], network.first[node + 1])
        steps = zip(network.neighbour[here].tolist(), network.step_mm[here].tolist(), strict=True)
        graph.add_weighted_edges_from((node, other, step) for other, step in steps)
    return graph


def stations_at_corners(network: WalkNetwork) -> tuple[Seeds, list[int]]:
    edges = np.random.default_rng(15).choice(len(network.u), STATIONS, replace=False)
    nothing = np.zeros(STATIONS, dtype=np.int64)
    seeds = Seeds(edges, nothing, nothing, np.arange(STATIONS), STATIONS)
    return seeds, network.u[edges].tolist()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dimacs", type=Path, help="folder with a .gr.gz file")
    folder = arguments.parse_args().dimacs
    network = dimacs_network(folder) if folder else demo_network()
    seeds, corners = stations_at_corners(network)
    graph = as_graph(network)
    ours, theirs = [], []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        keys = node_keys(network, seeds, None)
        middle = time.perf_counter()
        costs = nx.multi_source_dijkstra_path_length(graph, corners)
        ours.append(middle - begin)
        theirs.append(time.perf_counter() - middle)
    expected = np.full(network.node_count, -1)
    expected[list(costs)] = list(costs.values())
    found = np.where(keys >= UNREACHED, -1, keys // STATIONS)
    if not (found == expected).all():
        raise SystemExit("the answers differ")
    print(f"{network.node_count:,} corners, {len(network.u):,} streets, {STATIONS} stations")
    print(f"ours {min(ours):.3f} s, networkx {min(theirs):.3f} s, the same answers")
    print(f"ratio {min(theirs) / min(ours):.0f}")


if __name__ == "__main__":
    main()
