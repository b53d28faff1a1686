"""The pieces of street reached within a limit, cut exactly where the walk ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import WalkNetwork
from geo.streets.seeds import Seeds


@dataclass(frozen=True)
class Spans:
    """Stretches of edges in walking millimetres from the first vertex. Arrays of one length.

    They are in order of edge and position, and no two of an edge touch.
    """

    edge: NDArray[np.int64]
    begin_mm: NDArray[np.int64]
    end_mm: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_]) -> "Spans":
        """Some of them."""
        return Spans(self.edge[chosen], self.begin_mm[chosen], self.end_mm[chosen])


def reached_pieces(
    network: WalkNetwork, seeds: Seeds, cost_mm: NDArray[np.int64], limit_mm: int
) -> NDArray[np.float64]:
    """All streets walked within the limit, as straight pieces that do not overlap.

    A street is cut where the walk ends, be it in the middle of an edge, from one end, from both
    or around a seed. A position on an edge is its fraction of the drawn line times the length.

    Args:
        network: The streets.
        seeds: Where the walks began.
        cost_mm: (N,) cheapest walk to each node, found with a limit of `limit_mm` or more.
        limit_mm: The walk, inclusive.

    Returns:
        (K, 4) pieces x0, y0, x1, y1 in metres of the district's CRS, in order of edge and
        position. A seed whose walk ends where it begins is a piece without length.
    """
    return drawn(network, reached_spans(network, seeds, cost_mm, limit_mm))


def drawn(network: WalkNetwork, spans: Spans) -> NDArray[np.float64]:
    """(K, 4) the straight pieces that stretches of streets are drawn by, in their order."""
    from geo.circles.cut_kernel import cut

    length_mm = network.length_mm[spans.edge]
    whole = (spans.begin_mm == 0) & (spans.end_mm == length_mm)
    over_mm = np.maximum(length_mm, 1)
    pieces: NDArray[np.float64] = cut(
        network.xy,
        network.first_xy,
        spans.edge,
        spans.begin_mm / over_mm,
        np.where(whole, 1.0, spans.end_mm / over_mm),
    )
    return pieces


def reached_spans(
    network: WalkNetwork, seeds: Seeds, cost_mm: NDArray[np.int64], limit_mm: int
) -> Spans:
    """What is reached of each edge; as for `reached_pieces`."""
    left_mm = limit_mm - seeds.cost_mm
    began = left_mm >= 0
    touched = (cost_mm[network.u] <= limit_mm) | (cost_mm[network.v] <= limit_mm)
    edge = np.flatnonzero(touched)
    length_mm = network.length_mm[edge]
    from_u = np.maximum(limit_mm - cost_mm[network.u[edge]], 0)
    from_v = np.maximum(limit_mm - cost_mm[network.v[edge]], 0)
    whole = from_u + from_v >= length_mm
    u_part, v_part = ~whole & (from_u > 0), ~whole & (from_v > 0)
    seed_edge, at_mm = seeds.edge[began], seeds.offset_mm[began]
    seed_length_mm = network.length_mm[seed_edge]
    begin_mm = np.maximum(at_mm - left_mm[began], 0)
    end_mm = np.minimum(at_mm + left_mm[began], seed_length_mm)
    return _joined(
        np.concatenate([edge[whole], edge[u_part], edge[v_part], seed_edge]),
        np.concatenate(
            [
                np.zeros(int(whole.sum() + u_part.sum()), dtype=np.int64),
                (length_mm - from_v)[v_part],
                begin_mm,
            ]
        ),
        np.concatenate([length_mm[whole], from_u[u_part], length_mm[v_part], end_mm]),
    )


def _joined(
    edge: NDArray[np.int64], begin_mm: NDArray[np.int64], end_mm: NDArray[np.int64]
) -> Spans:
    """Stretches that touch or overlap on one edge become one."""
    order = np.lexsort((begin_mm, edge))
    edge, begin_mm, end_mm = edge[order], begin_mm[order], end_mm[order]
    # Edges stand one behind another on a long line, so that one running maximum serves them all.
    apart = edge * (int(end_mm.max(initial=0)) + 1)
    furthest = np.maximum.accumulate(apart + end_mm)
    first = np.ones(len(edge), dtype=bool)
    first[1:] = (edge[1:] != edge[:-1]) | (apart + begin_mm)[1:] > furthest[:-1]
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(edge))[: len(starts)] - 1
    return Spans(edge[starts], begin_mm[starts], furthest[ends] - apart[ends])
