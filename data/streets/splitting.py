"""Splitting a chain of nodes at junctions, and at gaps where nodes are missing."""

import itertools
from collections.abc import Collection, Hashable, Sequence


def split_chain(
    nodes: Sequence[Hashable], junctions: Collection[Hashable]
) -> list[tuple[int, int]]:
    """Pieces of a chain between junctions, as index pairs (first, last), both inclusive.

    A piece that would begin and end at the same node is halved at its middle vertex: a self-loop
    has no use in a network, its two halves have.

    Args:
        nodes: The nodes along the chain, without immediate repeats. A node that occurs twice
            must be among the junctions.
        junctions: Where the chain is to be split; its own ends need not be among them.
    """
    inner = [i for i in range(1, len(nodes) - 1) if nodes[i] in junctions]
    breaks = [0, *inner, len(nodes) - 1]
    pieces: list[tuple[int, int]] = []
    for first, last in itertools.pairwise(breaks):
        if nodes[first] == nodes[last]:
            middle = (first + last) // 2
            pieces += [(first, middle), (middle, last)]
        else:
            pieces.append((first, last))
    return pieces


def present_runs(present: Sequence[bool]) -> list[tuple[int, int]]:
    """Longest runs of consecutive True, as index pairs (first, last), both inclusive."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for i, here in enumerate([*present, False]):
        if here and start is None:
            start = i
        elif not here and start is not None:
            runs.append((start, i - 1))
            start = None
    return runs


def without_repeats(nodes: Sequence[Hashable]) -> list[int]:
    """Indices of `nodes` that differ from the node just before them."""
    return [i for i, node in enumerate(nodes) if i == 0 or node != nodes[i - 1]]
