"""Walks over streets once more, slowly: networkx on a graph in which every position is a node.

Nothing is contracted, ordered or shared with `geo` but the record of the streets.
"""

from collections.abc import Iterable

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from geo.streets.contraction import contract
from geo.streets.network import WalkNetwork
from geo.streets.seeds import Seeds

Position = tuple[int, int]


def network(*streets: tuple[object, object, int]) -> WalkNetwork:
    """Streets given as (corner, corner, length in mm); corners are numbered as they come."""
    number = {name: n for n, name in enumerate(dict.fromkeys(c for s in streets for c in s[:2]))}
    u, v = (np.array([number[s[end]] for s in streets], dtype=np.int64) for end in (0, 1))
    length_mm = np.array([s[2] for s in streets], dtype=np.int64)
    return WalkNetwork(
        row=np.arange(len(streets)),
        u=u,
        v=v,
        length_mm=length_mm,
        xy=np.zeros((2 * len(streets), 2)),
        first_xy=2 * np.arange(len(streets) + 1),
        node_count=len(number),
        junctions=contract(len(number), u, v, length_mm),
    )


def seeds(*rows: tuple[int, int, int, int], sources: int | None = None) -> Seeds:
    """Beginnings of walks given as (street, offset, cost, source)."""
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Seeds(*columns, sources=int(columns[3].max()) + 1 if sources is None else sources)


def _graph(streets: WalkNetwork, positions: Iterable[Position]) -> nx.MultiGraph:
    """Corners are numbers, positions are pairs; a corner is 0 mm from the position upon it."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(streets.node_count))
    upon = sorted(set(positions))
    for edge, length_mm in enumerate(streets.length_mm.tolist()):
        here, at_mm = int(streets.u[edge]), 0
        for place in (p for p in upon if p[0] == edge):
            graph.add_edge(here, place, weight=place[1] - at_mm)
            here, at_mm = place, place[1]
        graph.add_edge(here, int(streets.v[edge]), weight=length_mm - at_mm)
    return graph


def slow_costs(
    streets: WalkNetwork, begin: Seeds, positions: Iterable[Position] = ()
) -> list[dict[object, int]]:
    """For each source the cost to every corner and position that it reaches."""
    rows = np.array([begin.edge, begin.offset_mm, begin.cost_mm, begin.rank]).T.tolist()
    graph = _graph(streets, [*positions, *((row[0], row[1]) for row in rows)])
    costs: list[dict[object, int]] = [{} for _ in range(begin.sources)]
    for edge, offset_mm, cost_mm, source in rows:
        walks = nx.single_source_dijkstra_path_length(graph, (edge, offset_mm))
        for place, walk in walks.items():
            cost = walk + cost_mm
            costs[source][place] = min(cost, costs[source].get(place, cost))
    return costs


def _upon(streets: WalkNetwork) -> st.SearchStrategy[Position]:
    edges = st.integers(0, len(streets.u) - 1)
    return edges.flatmap(lambda e: st.tuples(st.just(e), st.integers(0, int(streets.length_mm[e]))))


@st.composite
def networks(draw: st.DrawFn) -> WalkNetwork:
    """Small networks with parallel streets, loops, rings, islands and streets of no length."""
    corner = st.integers(0, draw(st.integers(0, 9)))
    length_mm = st.sampled_from([0, 1, 2, 3, 7, 20, 40_000, 500_000])
    streets = draw(st.lists(st.tuples(corner, corner, length_mm), min_size=1, max_size=14))
    ring = draw(st.integers(0, 4))
    streets += [(f"ring{n}", f"ring{(n + 1) % ring}", 5) for n in range(ring)]
    return network(*streets)


@st.composite
def searches(draw: st.DrawFn) -> tuple[WalkNetwork, Seeds, list[Position], int]:
    """A network, seeds of some sources, positions to look for, and a limit."""
    streets = draw(networks())
    sources = draw(st.integers(1, 5))
    seed = st.tuples(_upon(streets), st.sampled_from([0, 0, 1, 5, 30]), st.integers(0, sources - 1))
    rows = [(*at, cost, source) for at, cost, source in draw(st.lists(seed, max_size=8))]
    positions = draw(st.lists(_upon(streets), max_size=10))
    limit_mm = draw(st.sampled_from([0, 3, 8, 25, 60, 40_010, 1_000_000]))
    return streets, seeds(*rows, sources=sources), positions, limit_mm
