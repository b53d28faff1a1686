"""What searches look for: positions on streets, attached to the junctions next to them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.streets.contraction import Junctions
from geo.streets.network import WalkNetwork


@dataclass(frozen=True)
class Targets:
    """T positions on streets, made ready to be found by any number of searches.

    Attributes:
        count: T.
        first: (J + 1,) targets on chains that meet at junction j lie at `first[j]:first[j + 1]` in
            the next two, nearest first.
        target: (K,) index of the target.
        walk_mm: (K,) from the junction along the chain to it.
        on_chain: (L,) targets by chain and then place on it.
        chain: (L,) the chain of each of these.
        at_mm: (L,) where on it.
    """

    count: int
    first: NDArray[np.int64]
    target: NDArray[np.int32]
    walk_mm: NDArray[np.int64]
    on_chain: NDArray[np.int32]
    chain: NDArray[np.int64]
    at_mm: NDArray[np.int64]


def attach(network: WalkNetwork, edge: NDArray[np.int64], offset_mm: NDArray[np.int64]) -> Targets:
    """Positions `offset_mm` (T,) from the first vertex of the streets `edge` (T,) as targets."""
    graph = network.junctions
    chain, at_mm = graph.on_chain(edge, offset_mm)
    every = np.arange(len(edge))
    return _targets(
        graph,
        junction=np.concatenate([graph.chain_u[chain], graph.chain_v[chain]]),
        target=np.concatenate([every, every]),
        walk_mm=np.concatenate([at_mm, graph.chain_mm[chain] - at_mm]),
        chain=chain,
        at_mm=at_mm,
    )


def attach_nodes(network: WalkNetwork) -> Targets:
    """Every node of the network as a target; target n is node n."""
    graph = network.junctions
    inner = np.ones(network.node_count, dtype=bool)
    inner[graph.node] = False
    within = np.flatnonzero(inner)
    chain, at_mm = graph.node_chain, graph.node_at_mm
    ends = [graph.chain_u[chain[within]], graph.chain_v[chain[within]]]
    back_mm = graph.chain_mm[chain[within]] - at_mm[within]
    return _targets(
        graph,
        junction=np.concatenate([np.arange(len(graph.node)), *ends]),
        target=np.concatenate([graph.node, within, within]),
        walk_mm=np.concatenate([np.zeros_like(graph.node), at_mm[within], back_mm]),
        chain=chain,
        at_mm=at_mm,
    )


def _targets(
    graph: Junctions,
    junction: NDArray[np.int64],
    target: NDArray[np.int64],
    walk_mm: NDArray[np.int64],
    chain: NDArray[np.int64],
    at_mm: NDArray[np.int64],
) -> Targets:
    order = np.lexsort((target, walk_mm, junction))
    first = np.searchsorted(junction[order], np.arange(len(graph.node) + 1))
    on_chain = np.lexsort((at_mm, chain))
    return Targets(
        count=len(chain),
        first=first.astype(np.int64),
        target=target[order].astype(np.int32),
        walk_mm=walk_mm[order].astype(np.int64),
        on_chain=on_chain.astype(np.int32),
        chain=chain[on_chain],
        at_mm=at_mm[on_chain],
    )
