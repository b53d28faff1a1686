"""Shortest walks over the streets: exact, in whole millimetres, from positions on edges.

A cost travels together with the rank of the source it came from, as one whole number
`cost_mm * sources + rank`; so of equal costs the smaller rank wins everywhere, whatever the order
in which the streets lie.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from data.errors import DistrictError
from data.text import Text
from geo.streets.network import WalkNetwork

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_EXACT_BELOW = 2.0**53
UNREACHED = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Seeds:
    """Where walks begin. S entries.

    Attributes:
        edge: (S,) edge index.
        offset_mm: (S,) walking distance from the edge's first vertex.
        cost_mm: (S,) what it costs to begin there.
        rank: (S,) which source this is, 0 .. sources - 1.
        sources: How many sources there are.
    """

    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    cost_mm: NDArray[np.int64]
    rank: NDArray[np.int64]
    sources: int


@dataclass(frozen=True)
class Costs:
    """Cheapest walks to positions. Arrays of one length.

    Attributes:
        cost_mm: Cost; `UNREACHED` where there is no walk within the limit.
        rank: The source it came from; the smallest among equals.
    """

    cost_mm: NDArray[np.int64]
    rank: NDArray[np.int64]


def node_keys(network: WalkNetwork, seeds: Seeds, limit_mm: int | None) -> NDArray[np.int64]:
    """(N,) cheapest key (cost and rank in one number) of every node; `UNREACHED` where none.

    One more node stands before all seeds; SciPy's Dijkstra starts there. Its numbers are floats,
    exact for whole numbers below 2**53: 900,000 km of streets with 10,000 sources.
    A walk longer than `limit_mm` is not followed.

    Raises:
        DistrictError: The streets are too long for exact sums.
    """
    from scipy.sparse.csgraph import dijkstra

    limit = np.inf if limit_mm is None else float((limit_mm + 1) * seeds.sources - 1)
    graph = _graph(network, seeds)
    found = dijkstra(graph, directed=True, indices=network.node_count, limit=limit)[:-1]
    return np.where(np.isfinite(found), found, UNREACHED).astype(np.int64)


def node_tree(network: WalkNetwork, seeds: Seeds) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(N,) keys as `node_keys` gives them without a limit, and (N,) the node walked from.

    A node that is walked to straight from a seed has the predecessor N.
    """
    from scipy.sparse.csgraph import dijkstra

    found, before = dijkstra(
        _graph(network, seeds),
        directed=True,
        indices=network.node_count,
        return_predecessors=True,
    )
    keys = np.where(np.isfinite(found), found, UNREACHED).astype(np.int64)
    return keys[:-1], before[:-1].astype(np.int64)


def _graph(network: WalkNetwork, seeds: Seeds) -> "csr_array":
    """The streets, and one more node before all seeds with a step to each seed's two ends."""
    from scipy.sparse import csr_array

    if float(network.step_mm.sum()) * seeds.sources >= _EXACT_BELOW:
        raise DistrictError(
            "streets",
            Text("道路总长超出可精确计算的范围", "the streets are too long for exact sums"),
            Text("区县规模的路网", "the streets of a district"),
        )
    nodes = np.concatenate([network.u[seeds.edge], network.v[seeds.edge]])
    back_mm = network.length_mm[seeds.edge] - seeds.offset_mm
    costs = np.concatenate([seeds.cost_mm + seeds.offset_mm, seeds.cost_mm + back_mm])
    keys = costs * seeds.sources + np.concatenate([seeds.rank, seeds.rank])
    order = np.lexsort((keys, nodes))
    nodes, keys = nodes[order], keys[order]
    cheapest = np.append(True, nodes[1:] != nodes[:-1])[: len(nodes)]
    nodes, keys = nodes[cheapest], keys[cheapest]
    # Built by hand: a zero-length street must stay an entry, and nothing may be summed.
    return csr_array(
        (
            np.concatenate([network.step_mm * seeds.sources, keys]).astype(float),
            np.concatenate([network.neighbour, nodes]),
            np.append(network.first, network.first[-1] + len(nodes)),
        ),
        shape=(network.node_count + 1, network.node_count + 1),
    )


def costs_at(
    network: WalkNetwork,
    seeds: Seeds,
    keys: NDArray[np.int64],
    edge: NDArray[np.int64],
    offset_mm: NDArray[np.int64],
    limit_mm: int | None,
) -> Costs:
    """Cheapest walks to positions (`edge`, `offset_mm`) by either end, or along the same edge."""
    back_mm = network.length_mm[edge] - offset_mm
    best = np.minimum(
        keys[network.u[edge]] + offset_mm * seeds.sources,
        keys[network.v[edge]] + back_mm * seeds.sources,
    )
    _walk_same_edge(seeds, best, edge, offset_mm)
    cost, rank = np.divmod(best, seeds.sources)
    out = best >= UNREACHED if limit_mm is None else cost > limit_mm
    return Costs(np.where(out, UNREACHED, cost), np.where(out, -1, rank))


def _walk_same_edge(
    seeds: Seeds,
    best: NDArray[np.int64],
    edge: NDArray[np.int64],
    offset_mm: NDArray[np.int64],
) -> None:
    """Lower `best` where a seed and a position lie on one edge."""
    order = np.argsort(edge, kind="stable")
    lows = np.searchsorted(edge[order], seeds.edge, side="left")
    highs = np.searchsorted(edge[order], seeds.edge, side="right")
    for seed in np.flatnonzero(lows < highs):
        here = order[lows[seed] : highs[seed]]
        along = np.abs(offset_mm[here] - seeds.offset_mm[seed]) + seeds.cost_mm[seed]
        best[here] = np.minimum(best[here], along * seeds.sources + seeds.rank[seed])
