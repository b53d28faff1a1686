"""One shortest path over the streets, as the pieces of street walked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo.streets.network import WalkNetwork
from geo.streets.search import UNREACHED
from geo.streets.seeds import Seeds
from geo.streets.tree import Steps, node_tree


@dataclass(frozen=True)
class Piece:
    """A piece of one street, walked from `begin_mm` to `end_mm` (measured from its first vertex).

    Attributes:
        edge: Index of the street.
        begin_mm: Where walking begins.
        end_mm: Where it ends; less than `begin_mm` when walked against the drawing.
        shape: The line walked.
    """

    edge: int
    begin_mm: int
    end_mm: int
    shape: BaseGeometry

    @property
    def length_mm(self) -> int:
        """Walking length."""
        return abs(self.end_mm - self.begin_mm)


@dataclass(frozen=True)
class Goals:
    """Positions of which the cheapest is walked to. G entries.

    Attributes:
        edge: (G,) index of the street.
        offset_mm: (G,) where on it.
        cost_mm: (G,) what is still to walk from there.
    """

    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    cost_mm: NDArray[np.int64]


def shortest_path(
    ready: Steps, edge: int, offset_mm: int, goals: Goals
) -> tuple[int, tuple[Piece, ...]] | None:
    """The goal reached most cheaply from a position on `edge`, and the pieces to it.

    Returns None when no goal can be reached.
    """
    start = np.array([edge]), np.array([offset_mm]), np.zeros(1, np.int64), np.zeros(1, np.int64)
    network = ready.network
    keys, before = node_tree(ready, Seeds(*start, sources=1))
    length_mm = network.length_mm[goals.edge]
    by_u = keys[network.u[goals.edge]] + goals.offset_mm
    by_v = keys[network.v[goals.edge]] + length_mm - goals.offset_mm
    along = np.where(goals.edge == edge, np.abs(goals.offset_mm - offset_mm), UNREACHED)
    costs = np.vstack([along, by_u, by_v]) + goals.cost_mm
    manner, goal = (int(i) for i in np.unravel_index(np.argmin(costs), costs.shape))
    if costs[manner, goal] >= UNREACHED:
        return None
    last, at_mm = int(goals.edge[goal]), int(goals.offset_mm[goal])
    if manner == 0:
        return goal, (_piece(network, edge, offset_mm, at_mm),)
    node = int((network.u, network.v)[manner - 1][last])
    entry_mm = 0 if manner == 1 else int(network.length_mm[last])
    there = _pieces_to(network, edge, offset_mm, node, keys, before)
    return goal, (*there, _piece(network, last, entry_mm, at_mm))


def _pieces_to(
    network: WalkNetwork,
    edge: int,
    offset_mm: int,
    node: int,
    keys: NDArray[np.int64],
    before: NDArray[np.int64],
) -> list[Piece]:
    """The pieces from the start to `node`, found backwards along the tree."""
    pieces: list[Piece] = []
    while before[node] != network.node_count:
        previous = int(before[node])
        pieces.append(_between(network, previous, node, int(keys[node] - keys[previous])))
        node = previous
    end_mm = int(network.length_mm[edge])
    to_u = network.u[edge] == node and keys[node] == offset_mm
    pieces.append(_piece(network, edge, offset_mm, 0 if to_u else end_mm))
    return pieces[::-1]


def _between(network: WalkNetwork, tail: int, head: int, step_mm: int) -> Piece:
    """The whole street of length `step_mm` from `tail` to `head`; of equals the first."""
    forward = (network.u == tail) & (network.v == head)
    backward = (network.u == head) & (network.v == tail)
    edge = int(np.flatnonzero((forward | backward) & (network.length_mm == step_mm))[0])
    return _piece(network, edge, *((0, step_mm) if forward[edge] else (step_mm, 0)))


def _piece(network: WalkNetwork, edge: int, begin_mm: int, end_mm: int) -> Piece:
    length_mm = max(int(network.length_mm[edge]), 1)
    ends = begin_mm / length_mm, end_mm / length_mm
    line = network.lines(np.array([edge]))[0]
    return Piece(edge, begin_mm, end_mm, substring(line, *ends, normalized=True))
