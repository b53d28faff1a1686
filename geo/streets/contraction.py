"""Streets as chains between junctions: what a search needs not stop at is passed in one step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.errors import DistrictError
from data.text import Text

_LONGEST_MM = int(np.iinfo(np.int32).max)


@dataclass(frozen=True)
class Junctions:
    """The graph of J junctions and C chains of streets between them.

    A node where exactly two streets meet lies within a chain; every other node is a junction, and
    so is one node of a ring that has none. Nothing is rounded: lengths are sums of whole
    millimetres.

    Attributes:
        node: (J,) node of each junction, ascending.
        first: (J + 1,) neighbours of junction j lie at `first[j]:first[j + 1]` in the next two.
        head: (M,) junction at the other end of a chain.
        step_mm: (M,) length to it, the shortest where chains are parallel; loops are left out.
        chain_u: (C,) junction at which a chain begins.
        chain_v: (C,) junction at which it ends.
        chain_mm: (C,) its length.
        edge_chain: (E,) chain that an edge belongs to.
        edge_at_mm: (E,) where on the chain the first vertex of the edge lies.
        edge_sign: (E,) 1 where the edge is drawn along its chain, -1 where against it.
        node_chain: (N,) a chain that the node lies on or is an end of.
        node_at_mm: (N,) where on it.
        node_junction: (N,) junction that the node is; -1 within a chain.
    """

    node: NDArray[np.int64]
    first: NDArray[np.int64]
    head: NDArray[np.int32]
    step_mm: NDArray[np.int32]
    chain_u: NDArray[np.int32]
    chain_v: NDArray[np.int32]
    chain_mm: NDArray[np.int64]
    edge_chain: NDArray[np.int64]
    edge_at_mm: NDArray[np.int64]
    edge_sign: NDArray[np.int64]
    node_chain: NDArray[np.int64]
    node_at_mm: NDArray[np.int64]
    node_junction: NDArray[np.int64]

    def on_chain(
        self, edge: NDArray[np.int64], offset_mm: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The chain, and where on it, of positions (`edge`, `offset_mm`); exact."""
        return self.edge_chain[edge], self.edge_at_mm[edge] + self.edge_sign[edge] * offset_mm


def contract(
    node_count: int, u: NDArray[np.int64], v: NDArray[np.int64], length_mm: NDArray[np.int64]
) -> Junctions:
    """Join (E,) edges between `node_count` nodes to chains.

    Chains are numbered, and run, by the order of the edges: a chain begins with the first edge of
    it that touches a junction.

    Raises:
        DistrictError: A chain is longer than 2,147 km.
    """
    from geo.streets.chains import follow_chains

    if len(u) and int(length_mm.max()) > _LONGEST_MM:
        raise too_long()
    junction = np.bincount(np.concatenate([u, v]), minlength=node_count) != 2
    junction[u[u == v]] = True
    ends, edge_side, node_side = follow_chains(
        np.ascontiguousarray(u, np.int64), np.ascontiguousarray(v, np.int64), length_mm, junction
    )
    chain_mm = ends[2]
    if len(chain_mm) and int(chain_mm.max()) > _LONGEST_MM:
        raise too_long()
    node = np.flatnonzero(junction)
    node_junction = np.where(junction, np.cumsum(junction) - 1, -1)
    chain_u, chain_v = node_junction[ends[0]], node_junction[ends[1]]
    first, head, step_mm = adjacency(len(node), chain_u, chain_v, chain_mm)
    return Junctions(
        node=node,
        first=first,
        head=head.astype(np.int32),
        step_mm=step_mm.astype(np.int32),
        chain_u=chain_u.astype(np.int32),
        chain_v=chain_v.astype(np.int32),
        chain_mm=chain_mm,
        edge_chain=edge_side[0],
        edge_at_mm=edge_side[1],
        edge_sign=edge_side[2],
        node_chain=node_side[0],
        node_at_mm=node_side[1],
        node_junction=node_junction,
    )


def adjacency(
    node_count: int, u: NDArray[np.int64], v: NDArray[np.int64], length_mm: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Neighbours of every node by edges walked both ways, as one list after another.

    Returns:
        `first` (N + 1,), and for the entries `first[n]:first[n + 1]` of node n the node at the
        other end and the length to it: of parallel edges the shortest, no loops.
    """
    open_ = u != v
    tail = np.concatenate([u[open_], v[open_]])
    head = np.concatenate([v[open_], u[open_]])
    length = np.concatenate([length_mm[open_], length_mm[open_]])
    order = np.lexsort((length, head, tail))
    tail, head, length = tail[order], head[order], length[order]
    shortest = np.ones(len(order), dtype=bool)
    shortest[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    first = np.zeros(node_count + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail[shortest], minlength=node_count), out=first[1:])
    return first, head[shortest], length[shortest]


def too_long() -> DistrictError:
    """The streets are longer than whole numbers can count."""
    return DistrictError(
        "streets",
        Text("道路总长超出可精确计算的范围", "the streets are too long for exact sums"),
        Text("区县规模的路网", "the streets of a district"),
    )
