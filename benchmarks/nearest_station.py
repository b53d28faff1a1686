"""The nearest station of every street corner: our sweep beside SciPy's and networkx', in one run.

Stations stand at street corners chosen at random from a fixed seed. Costs must agree exactly.
SciPy tells the station only when it is asked for predecessors too; both ways are timed. We always
tell it. All run on one thread.
"""

import argparse

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import dijkstra

from benchmarks.networks import (
    SEED,
    add_arguments,
    as_matrix,
    as_table,
    asked_for,
    side_by_side,
    titled,
)
from geo.streets.network import WalkNetwork
from geo.streets.search import UNREACHED, nearest_nodes
from geo.streets.seeds import Seeds

OURS, SCIPY = "ours", "SciPy min_only"
SCIPY_STATION, NETWORKX = "SciPy min_only with the station", "networkx"


def as_graph(network: WalkNetwork) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(network.node_count))
    graph.add_weighted_edges_from(as_table(network).itertuples(index=False, name=None))
    return graph


def at_corners(network: WalkNetwork, stations: int) -> Seeds:
    edges = np.random.default_rng(SEED).choice(len(network.u), stations, replace=False)
    nothing = np.zeros(stations, dtype=np.int64)
    return Seeds(edges, nothing, nothing, np.arange(stations), stations)


def compare(name: str, network: WalkNetwork, stations: int, repeats: int) -> None:
    seeds, matrix, graph = at_corners(network, stations), as_matrix(network), as_graph(network)
    corners = network.u[seeds.edge]

    def scipy(*, told: bool) -> np.ndarray:
        found = dijkstra(matrix, indices=corners, min_only=True, return_predecessors=told)
        return found[0] if told else found

    seconds, answers = side_by_side(
        {
            OURS: lambda: nearest_nodes(network, seeds, None).cost_mm,
            SCIPY: lambda: scipy(told=False),
            SCIPY_STATION: lambda: scipy(told=True),
        },
        repeats,
    )
    slow_seconds, slow = side_by_side(
        {NETWORKX: lambda: nx.multi_source_dijkstra_path_length(graph, set(corners.tolist()))}, 1
    )
    costs = np.full(network.node_count, np.inf)
    costs[list(slow[NETWORKX])] = list(slow[NETWORKX].values())
    ours = np.where(answers[OURS] >= UNREACHED, np.inf, answers[OURS])
    for other in (answers[SCIPY], answers[SCIPY_STATION], costs):
        if not (ours == other).all():
            raise SystemExit("the answers differ")
    for peer, taken in {**seconds, **slow_seconds}.items():
        if peer != OURS:
            print(
                f"| nearest of {stations} stations for every corner | {titled(name, network)} "
                f"| {peer} | {seconds[OURS] * 1000:.1f} ms | {taken * 1000:.0f} ms "
                f"| {taken / seconds[OURS]:.1f} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--stations", type=int, default=500)
    parser.add_argument("--repeats", type=int, default=7)
    given = parser.parse_args()
    print("| task | network | peer | ours | peer's | ratio |\n|---|---|---|---|---|---|")
    for name, network in asked_for(given):
        compare(name, network, given.stations, given.repeats)


if __name__ == "__main__":
    main()
