"""What the compiled search is given, kept within what whole numbers can count.

Import this late: it loads Numba.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.streets.contraction import Junctions, too_long
from geo.streets.records import Beside, Goals, Graph, Hits, Neighbours, Places, Scratch, Starts
from geo.streets.seeds import Seeds
from geo.streets.targets import Targets

# Buckets of 2**15 mm, a short street, are about the fastest; the answer does not hang on it.
_BUCKET_DIGITS = 15
_FEW_BUCKETS, _MOST_BUCKETS = 2**8, 2**14
_EXACT_BELOW = 2**61

_Whole = TypeVar("_Whole", np.int32, np.int64)


@dataclass(frozen=True)
class SeedsOnChains:
    """Seeds within the limit, sorted by source. K entries.

    Attributes:
        source: (K,) index of the source.
        chain: (K,) the chain it lies on.
        at_mm: (K,) where on it.
        left: (K,) what is left of the limit there, as the kernel counts it.
        digits: Binary digits below the millimetres, taken by the rank.
        top: What is left before any walk: `left = top - (cost_mm << digits) - rank`.
    """

    source: NDArray[np.int64]
    chain: NDArray[np.int64]
    at_mm: NDArray[np.int64]
    left: NDArray[np.int64]
    digits: int
    top: int


def on_chains(graph: Junctions, seeds: Seeds, limit_mm: int, *, ranked: bool) -> SeedsOnChains:
    """Place seeds on chains and count what each has left of `limit_mm`.

    Args:
        graph: The streets.
        seeds: Where walks begin.
        limit_mm: The longest walk that counts.
        ranked: Whether the rank of the source is counted too, so that of equal walks the smaller
            rank wins.

    Raises:
        DistrictError: Limit and ranks together are beyond exact whole numbers.
    """
    digits = max(int(seeds.sources) - 1, 0).bit_length() if ranked else 0
    top = (int(limit_mm) + 1) << digits
    if top >= _EXACT_BELOW:
        raise too_long()
    used = np.flatnonzero(seeds.cost_mm <= limit_mm)
    used = used[np.argsort(seeds.rank[used], kind="stable")]
    chain, at_mm = graph.on_chain(seeds.edge[used], seeds.offset_mm[used])
    left = top - (seeds.cost_mm[used] << digits)
    if ranked:
        left -= seeds.rank[used]
    return SeedsOnChains(seeds.rank[used], chain, at_mm, left, digits, top)


@dataclass(frozen=True)
class Beginning:
    """Where searches begin, and the buckets they need.

    Attributes:
        starts: The junctions next to the seeds.
        shift: A bucket is 2**shift wide.
        buckets: How many there are, a power of two.
    """

    starts: Starts
    shift: int
    buckets: int


def begin(graph: Junctions, seeds: SeedsOnChains, sources: int) -> Beginning:
    """The two junctions next to each seed, by source.

    Args:
        graph: The streets.
        seeds: Where walks begin.
        sources: How many searches there are; 1 for all seeds in one.
    """
    junction = np.concatenate([graph.chain_u[seeds.chain], graph.chain_v[seeds.chain]])
    walk_mm = np.concatenate([seeds.at_mm, graph.chain_mm[seeds.chain] - seeds.at_mm])
    left = np.tile(seeds.left, 2) - (walk_mm << seeds.digits)
    source = np.tile(seeds.source, 2) if sources > 1 else np.zeros(len(left), dtype=np.int64)
    order = np.argsort(source, kind="stable")
    order = order[left[order] > 0]
    left = left[order]
    first = np.searchsorted(source[order], np.arange(sources + 1))
    made = Starts(plain(first, np.int64), plain(junction[order], np.int32), plain(left, np.int64))
    shift, span = _BUCKET_DIGITS + seeds.digits, seeds.top
    if span >> shift >= _FEW_BUCKETS and len(left):
        # All who wait at a time have lefts within one step, or within those of the seeds.
        step = int(graph.step_mm.max(initial=0)) << seeds.digits
        span = min(span, max(step, int(left.max() - left.min())))
    while span >> shift > _MOST_BUCKETS - 2:
        shift += 1
    return Beginning(made, shift, 1 << ((span >> shift) + 1).bit_length())


def scratch(graph: Junctions, begun: Beginning) -> Scratch:
    """Clean memory for one thread. Zeros of a large array cost nothing until they are touched."""
    count = len(graph.node)
    # In one piece, for which the system can use large pages.
    left, links, found = np.zeros((3, count), dtype=np.int64)
    buckets = np.zeros(begun.buckets, dtype=np.int32)
    return Scratch(left, links.view(np.int32).reshape(-1, 2), buckets, found.view(np.int32))


def graph_of(graph: Junctions) -> Graph:
    """The part of the streets that every search walks."""
    return Graph(
        plain(graph.first, np.int64),
        plain(graph.head, np.int32),
        plain(graph.step_mm, np.int32),
        plain(graph.chain_u, np.int32),
        plain(graph.chain_v, np.int32),
        plain(graph.chain_mm, np.int64),
    )


def plain(array: NDArray[Any], dtype: type[_Whole]) -> NDArray[_Whole]:
    """An array as the kernel reads it: contiguous, read-only, no subclass; copied only if not."""
    view = np.require(array, dtype, ["C", "A", "E"]).view()
    view.flags.writeable = False
    return view


def goals(targets: Targets) -> Goals:
    """The targets as every search looks for them."""
    return Goals(
        plain(targets.first, np.int64),
        plain(targets.target, np.int32),
        plain(targets.walk_mm, np.int64),
        plain(targets.on_chain, np.int32),
        plain(targets.at_mm, np.int64),
    )


def neighbours(seeds: SeedsOnChains, targets: Targets, sources: int) -> Neighbours:
    """The targets that share a chain with a seed, by source."""
    return Neighbours(
        plain(np.searchsorted(seeds.source, np.arange(sources + 1)), np.int64),
        plain(np.searchsorted(targets.chain, seeds.chain, side="left"), np.int64),
        plain(np.searchsorted(targets.chain, seeds.chain, side="right"), np.int64),
        plain(seeds.at_mm, np.int64),
        plain(seeds.left, np.int64),
    )


def beside(graph: Junctions, seeds: SeedsOnChains) -> Beside:
    """The seeds by the chain they lie on, with memory for it."""
    return Beside(
        plain(seeds.chain, np.int64),
        plain(seeds.at_mm, np.int64),
        plain(seeds.left, np.int64),
        np.zeros(len(graph.chain_mm), dtype=np.int32),
        np.empty(len(seeds.chain), dtype=np.int32),
    )


def places(
    junction: NDArray[np.int64], chain: NDArray[np.int64], at_mm: NDArray[np.int64]
) -> Places:
    """Where the nearest source is asked for."""
    return Places(plain(junction, np.int64), plain(chain, np.int64), plain(at_mm, np.int64))


def hits(targets: Targets) -> Hits:
    """Clean memory for one thread."""
    left = np.zeros(targets.count, dtype=np.int64)
    target, spare = np.empty((2, targets.count), dtype=np.int32)
    return Hits(left, target, spare)
