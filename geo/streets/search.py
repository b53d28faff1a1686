"""Shortest walks over the streets: exact, in whole millimetres, from positions on edges.

Only the nearest source of a place matters here: all walks go on at once, in one sweep. A cost
travels together with the rank of the source it came from, as one whole number; so of equal costs
the smaller rank wins everywhere, whatever the order in which the streets lie. A search from each
source for itself is in `geo.streets.reached`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import WalkNetwork
from geo.streets.seeds import Seeds

UNREACHED = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Costs:
    """Cheapest walks to positions. Arrays of one length.

    Attributes:
        cost_mm: Cost; `UNREACHED` where there is no walk within the limit.
        rank: The source it came from; the smallest among equals.
    """

    cost_mm: NDArray[np.int64]
    rank: NDArray[np.int64]


def nearest(
    network: WalkNetwork,
    seeds: Seeds,
    edge: NDArray[np.int64],
    offset_mm: NDArray[np.int64],
    limit_mm: int | None,
) -> Costs:
    """The cheapest walk from any source to each of (P,) positions, in one sweep; exact.

    Args:
        network: The streets.
        seeds: Where walks begin.
        edge: (P,) street of each position.
        offset_mm: (P,) where on it.
        limit_mm: The longest walk that counts; None for any.

    Raises:
        DistrictError: The streets are too long for exact sums.
    """
    chain, at_mm = network.junctions.on_chain(edge, offset_mm)
    return _sweep(network, seeds, np.full_like(chain, -1), chain, at_mm, limit_mm)


def nearest_nodes(network: WalkNetwork, seeds: Seeds, limit_mm: int | None) -> Costs:
    """The cheapest walk from any source to every node, as `nearest` finds it."""
    graph = network.junctions
    place = graph.node_junction, graph.node_chain, graph.node_at_mm
    return _sweep(network, seeds, *place, limit_mm)


def node_keys(network: WalkNetwork, seeds: Seeds, limit_mm: int | None) -> NDArray[np.int64]:
    """(N,) cheapest key (cost and rank in one number) of every node; `UNREACHED` where none.

    A walk longer than `limit_mm` is not followed.

    Raises:
        DistrictError: The streets are too long for exact sums.
    """
    found = nearest_nodes(network, seeds, limit_mm)
    return np.where(found.rank < 0, UNREACHED, found.cost_mm * seeds.sources + found.rank)


def _sweep(
    network: WalkNetwork,
    seeds: Seeds,
    junction: NDArray[np.int64],
    chain: NDArray[np.int64],
    at_mm: NDArray[np.int64],
    limit_mm: int | None,
) -> Costs:
    from geo.streets import kernel_input as given
    from geo.streets.kernel import sweep

    graph = network.junctions
    # No walk is longer than the dearest beginning and all streets together.
    longest_mm = int(graph.chain_mm.sum()) + int(seeds.cost_mm.max(initial=0))
    limit_mm = longest_mm if limit_mm is None else min(limit_mm, longest_mm)
    placed = given.on_chains(graph, seeds, limit_mm, ranked=True)
    begun = given.begin(graph, placed, 1)
    cost_mm, rank = np.empty((2, len(chain)), dtype=np.int64)
    sweep(
        given.graph_of(graph),
        begun.starts,
        given.beside(graph, placed),
        given.places(junction, chain, at_mm),
        placed.digits,
        placed.top,
        begun.shift,
        given.scratch(graph, begun),
        cost_mm,
        rank,
    )
    return Costs(cost_mm, rank)
