"""Every corner within a walk of each of many stations: our searches beside those of peers.

Stations stand at street corners chosen at random from a fixed seed. Peers that would take minutes
are run for the first of them only and scaled up; the table says for how many. Building a peer's
network is not counted. pandana rounds lengths inside, so its costs may be 5 mm off and it may
differ on corners that near the limit; the others must agree exactly. The recipe is the one of
OSMnx's example for isochrones, an ego graph for each station; it tells the corners, not the costs.
"""

import argparse
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse.csgraph import dijkstra

from benchmarks.nearest_station import at_corners
from benchmarks.networks import (
    add_arguments,
    as_matrix,
    as_table,
    asked_for,
    side_by_side,
    titled,
)
from geo.streets.network import WalkNetwork
from geo.streets.reached import Reached, reach_positions
from geo.streets.targets import attach_nodes

ROUNDING_MM, NOT_TOLD = 5, -1
Costs = dict[tuple[int, int], int]
# What is timed, and what turns its answer into costs.
Peer = tuple[Callable[[], Any], Callable[[Any], Costs]]


def costs_of(found: Reached) -> Costs:
    pairs = zip(found.source.tolist(), found.target.tolist(), strict=True)
    return dict(zip(pairs, found.cost_mm.tolist(), strict=True))


def scipy_rows(network: WalkNetwork, corners: list[int], limit_mm: int) -> Peer:
    matrix = as_matrix(network)

    def run() -> list[tuple[np.ndarray, np.ndarray]]:
        rows = (dijkstra(matrix, indices=corner, limit=limit_mm) for corner in corners)
        return [((near := np.flatnonzero(np.isfinite(row))), row[near]) for row in rows]

    def costs(found: list[tuple[np.ndarray, np.ndarray]]) -> Costs:
        return {
            (station, corner): int(cost)
            for station, (near, row) in enumerate(found)
            for corner, cost in zip(near.tolist(), row.tolist(), strict=True)
        }

    return run, costs


def recipe(network: WalkNetwork, corners: list[int], limit_mm: int) -> Peer:
    table = as_table(network)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(network.node_count))
    for ends in (("tail", "head"), ("head", "tail")):
        graph.add_weighted_edges_from(
            table[[*ends, "mm"]].itertuples(index=False, name=None), weight="length"
        )

    def run() -> list[nx.MultiDiGraph]:
        return [nx.ego_graph(graph, at, radius=limit_mm, distance="length") for at in corners]

    def costs(found: list[nx.MultiDiGraph]) -> Costs:
        return {(station, near): NOT_TOLD for station, ego in enumerate(found) for near in ego}

    return run, costs


def pandana_range(network: WalkNetwork, corners: list[int], limit_mm: int) -> Peer:
    import pandana

    table = as_table(network)
    corner_xy = np.zeros((network.node_count, 2))
    corner_xy[network.u] = network.xy[network.first_xy[:-1]]
    corner_xy[network.v] = network.xy[network.first_xy[1:] - 1]
    x, y = pd.Series(corner_xy[:, 0]), pd.Series(corner_xy[:, 1])
    net = pandana.Network(x, y, table["tail"], table["head"], table[["mm"]] / 1000)
    # Asked for a hair more than it was prepared for, it ends the process.
    net.precompute(limit_mm / 1000 + 1)

    def costs(found: pd.DataFrame) -> Costs:
        station = {corner: number for number, corner in enumerate(corners)}
        rows = found[["source", "destination"]].itertuples(index=False, name=None)
        costs_mm = np.rint(found.iloc[:, 2].to_numpy() * 1000).astype(int).tolist()
        return dict(zip(((station[a], b) for a, b in rows), costs_mm, strict=True))

    return lambda: net.nodes_in_range(corners, limit_mm / 1000), costs


def agree(ours: Costs, theirs: Costs, limit_mm: int, off_mm: int) -> bool:
    """Whether both reach the same corners at the same costs, but for `off_mm`."""
    for pair in ours.keys() | theirs.keys():
        mine, other = ours.get(pair, limit_mm + 1), theirs.get(pair, limit_mm + 1)
        if (other == NOT_TOLD and pair not in ours) or (
            other != NOT_TOLD and abs(mine - other) > off_mm
        ):
            return False
    return True


PEERS = {"scipy": "SciPy row by row", "recipe": "OSMnx recipe", "pandana": "pandana"}
MAKE = {"scipy": scipy_rows, "recipe": recipe, "pandana": pandana_range}


def compare(name: str, network: WalkNetwork, given: argparse.Namespace) -> None:
    seeds, targets = at_corners(network, given.stations), attach_nodes(network)
    corners, limit_mm = network.u[seeds.edge].tolist(), given.limit_m * 1000

    def ours(threads: int) -> Reached:
        return reach_positions(network, seeds, targets, limit_mm, threads)

    for peer in given.peers:
        count = given.stations if peer == "pandana" else min(given.sample, given.stations)
        run, as_costs = MAKE[peer](network, corners[:count], limit_mm)
        seconds, answers = side_by_side(
            {"one": lambda: ours(1), "two": lambda: ours(2), "peer": run}, given.repeats
        )
        found = answers["one"]
        mine = {pair: cost for pair, cost in costs_of(found).items() if pair[0] < count}
        off_mm = ROUNDING_MM if peer == "pandana" else 0
        if not agree(mine, as_costs(answers["peer"]), limit_mm, off_mm):
            raise SystemExit(f"the answers of {PEERS[peer]} differ")
        taken = seconds["peer"] * given.stations / count
        scaled = "" if count == given.stations else f" (from {count} stations)"
        print(
            f"| reach of {given.stations} stations, {given.limit_m:,} m, "
            f"{len(found.source):,} pairs | {titled(name, network)} | {PEERS[peer]}{scaled} "
            f"| {seconds['one'] * 1000:.1f} ms | {seconds['two'] * 1000:.1f} ms "
            f"| {taken * 1000:,.0f} ms | {taken / seconds['one']:.0f} "
            f"| {taken / seconds['two']:.0f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--stations", type=int, default=500)
    parser.add_argument("--sample", type=int, default=25, help="stations for the slow peers")
    parser.add_argument("--limit-m", type=int, default=1080)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    given = parser.parse_args()
    print("| task | network | peer | ours | two threads | peer's | ratio | two threads |")
    print("|---|---|---|---|---|---|---|---|")
    for name, network in asked_for(given):
        compare(name, network, given)


if __name__ == "__main__":
    main()
