"""Following streets from junction to junction, compiled."""

import numpy as np
from numpy.typing import NDArray

from geo.streets.compiled import FLAGS, NUMBER_ROWS, NUMBERS, READ_NUMBERS, called, compiled

_Numbers = NDArray[np.int64]


def follow_chains(
    u: _Numbers, v: _Numbers, length_mm: _Numbers, junction: NDArray[np.bool_]
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Every chain of (E,) edges; a ring without a junction gets one.

    Args:
        u: (E,) node at an edge's first vertex.
        v: (E,) node at its last vertex.
        length_mm: (E,) its length.
        junction: (N,) whether a node ends chains. Changed: nodes of rings are added.

    Returns:
        (3, C) nodes at which a chain begins and ends, its length; (3, E) chain of an edge, where
        on it the edge's first vertex lies, and 1 or -1 for along or against it; (2, N) a chain of
        a node and where on it the node lies.
    """
    ends = np.empty((3, len(u)), dtype=np.int64)
    edge_side = np.full((3, len(u)), -1, dtype=np.int64)
    node_side = np.full((2, len(junction)), -1, dtype=np.int64)
    # Within a chain exactly two edges meet: by their XOR one leads to the other.
    meet = np.zeros(len(junction), dtype=np.int64)
    count = _follow_all(u, v, length_mm, junction, meet, ends, edge_side, node_side)
    return ends[:, :count].copy(), edge_side, node_side


@called
def _follow(
    chain: int,
    begin: int,
    edge: int,
    u: _Numbers,
    v: _Numbers,
    length_mm: _Numbers,
    junction: NDArray[np.bool_],
    meet: _Numbers,
    ends: _Numbers,
    edge_side: _Numbers,
    node_side: _Numbers,
) -> None:
    """Walk from junction `begin` along `edge` to the next junction, writing down the chain."""
    here, along_mm = begin, 0
    while True:
        edge_side[0, edge] = chain
        if u[edge] == here:
            edge_side[1, edge], edge_side[2, edge], here = along_mm, 1, v[edge]
        else:
            edge_side[1, edge], edge_side[2, edge] = along_mm + length_mm[edge], -1
            here = u[edge]
        along_mm += length_mm[edge]
        node_side[0, here], node_side[1, here] = chain, along_mm
        if junction[here]:
            break
        edge ^= meet[here]
    node_side[0, begin], node_side[1, begin] = chain, 0
    ends[0, chain], ends[1, chain], ends[2, chain] = begin, here, along_mm


@compiled(
    READ_NUMBERS, READ_NUMBERS, READ_NUMBERS, FLAGS, NUMBERS, NUMBER_ROWS, NUMBER_ROWS, NUMBER_ROWS
)
def _follow_all(
    u: _Numbers,
    v: _Numbers,
    length_mm: _Numbers,
    junction: NDArray[np.bool_],
    meet: _Numbers,
    ends: _Numbers,
    edge_side: _Numbers,
    node_side: _Numbers,
) -> int:
    """Chains that touch a junction, by order of edges; then rings, from their first edge."""
    for edge in range(len(u)):
        meet[u[edge]] ^= edge
        meet[v[edge]] ^= edge
    chains = 0
    for edge in range(len(u)):
        begin = u[edge] if junction[u[edge]] else v[edge]
        if edge_side[0, edge] < 0 and junction[begin]:
            _follow(
                chains, begin, edge, u, v, length_mm, junction, meet, ends, edge_side, node_side
            )
            chains += 1
    for edge in range(len(u)):
        if edge_side[0, edge] < 0:
            begin = u[edge]
            junction[begin] = True
            _follow(
                chains, begin, edge, u, v, length_mm, junction, meet, ends, edge_side, node_side
            )
            chains += 1
    return chains
