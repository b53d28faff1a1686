"""The inner loops of every search over the streets, compiled.

What a search keeps of a place is not the cost of the walk there but what is left of the limit:

    left = (limit_mm + 1 << digits) - (cost_mm << digits) - rank

More is better, nothing left (zero or less) is beyond the limit, and the zeros of fresh memory say
"not reached". A cost and the rank of its source travel in this one whole number, so that of equal
costs the smaller rank wins whatever the order of the walk; `digits` are the binary digits that
the ranks of all sources take, none where each source is searched for itself. All these numbers stay
below 2**62 in size: `geo.streets.kernel_input` sees to it.

Junctions wait in buckets by what they have left, the most first, each in a doubly linked list
(Dial 1969, with buckets as wide as Meyer and Sanders' delta, 1998). A junction that is improved
after it was walked from is put back, so the result is exact however wide a bucket is. A junction
waits at most once: memory is bounded by the network.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.compiled import (
    INT,
    LINKS,
    NODES,
    NUMBERS,
    READ_NODES,
    READ_NUMBERS,
    compiled,
    inlined,
    record,
)

_Nodes = NDArray[np.int32]
_Numbers = NDArray[np.int64]


class Graph(NamedTuple):
    """What is walked: the arrays of `geo.streets.contraction.Junctions` of the same names."""

    first: _Numbers
    head: _Nodes
    step_mm: _Nodes
    chain_u: _Nodes
    chain_v: _Nodes
    chain_mm: _Numbers


class Starts(NamedTuple):
    """Where searches begin; source s has the entries `first[s]:first[s + 1]`."""

    first: _Numbers
    junction: _Nodes  # reached straight from a seed
    left: _Numbers  # of the limit, there


class Neighbours(NamedTuple):
    """Seeds, and targets on the chains they lie on; source s has `first[s]:first[s + 1]`."""

    first: _Numbers
    begin: _Numbers  # the targets are `Goals.on_chain[begin:end]`
    end: _Numbers
    at_mm: _Numbers  # where on the chain the seed lies
    left: _Numbers  # of the limit, there


class Beside(NamedTuple):
    """Seeds by chain; on chain c lie those of `first[c]:first[c + 1]`."""

    first: _Numbers
    at_mm: _Numbers
    left: _Numbers


class Goals(NamedTuple):
    """What is looked for: the arrays of `geo.streets.targets.Targets` of the same names."""

    first: _Numbers
    target: _Nodes
    walk_mm: _Numbers
    on_chain: _Nodes
    at_mm: _Numbers


class Scratch(NamedTuple):
    """Memory of one thread, used again from source to source; all zero between searches."""

    left: _Numbers  # (J,) of the limit, at a junction
    # (J, 2) the next and the previous junction in a bucket, both plus one; the previous is -1 for
    # the first of a bucket, 0 for a junction that does not wait.
    links: _Nodes
    buckets: _Nodes  # (2**n,) first junction of a bucket, plus one
    found: _Nodes  # (J,) junctions reached; never cleared


class Hits(NamedTuple):
    """Memory of one thread for the targets of one source."""

    left: _Numbers  # (T,) of the limit, at a target; zero between sources
    target: _Nodes  # (T,) those reached; never cleared
    spare: _Nodes  # (T,) for sorting them


_GRAPH = record(Graph, READ_NUMBERS, READ_NODES, READ_NODES, READ_NODES, READ_NODES, READ_NUMBERS)
_STARTS = record(Starts, READ_NUMBERS, READ_NODES, READ_NUMBERS)
_NEIGHBOURS = record(Neighbours, *[READ_NUMBERS] * 5)
_BESIDE = record(Beside, *[READ_NUMBERS] * 3)
_GOALS = record(Goals, READ_NUMBERS, READ_NODES, READ_NUMBERS, READ_NODES, READ_NUMBERS)
_SCRATCH = record(Scratch, NUMBERS, LINKS, NODES, NODES)
_HITS = record(Hits, NUMBERS, NODES, NODES)


@inlined
def _leave(scratch: Scratch, junction: int, slot: int) -> None:
    """Take a waiting junction out of the bucket at `slot`."""
    after, before = scratch.links[junction, 0], scratch.links[junction, 1]
    if before < 0:
        scratch.buckets[slot] = after
    else:
        scratch.links[before - 1, 0] = after
    if after > 0:
        scratch.links[after - 1, 1] = before
    scratch.links[junction, 1] = 0


@inlined
def _wait(scratch: Scratch, junction: int, slot: int) -> None:
    """Put a junction first into the bucket at `slot`."""
    after = scratch.buckets[slot]
    if after > 0:
        scratch.links[after - 1, 1] = junction + 1
    scratch.links[junction, 0], scratch.links[junction, 1] = after, -1
    scratch.buckets[slot] = junction + 1


@inlined
def _offer(scratch: Scratch, junction: int, left: int, shift: int, count: int) -> int:
    """Let a junction have `left` if that is more; returns how many have been found by now."""
    had = scratch.left[junction]
    if left <= had:
        return count
    mask = len(scratch.buckets) - 1
    if had == 0:
        scratch.found[count] = junction
        count += 1
    elif scratch.links[junction, 1] != 0:
        _leave(scratch, junction, (had >> shift) & mask)
    scratch.left[junction] = left
    _wait(scratch, junction, (left >> shift) & mask)
    return count


@inlined
def _search(
    graph: Graph, starts: Starts, source: int, digits: int, shift: int, scratch: Scratch
) -> int:
    """Walk from one entry of `starts` as far as the limit; returns how many junctions it found."""
    count, most = 0, 0
    for start in range(starts.first[source], starts.first[source + 1]):
        count = _offer(scratch, starts.junction[start], starts.left[start], shift, count)
        most = max(most, starts.left[start])
    mask, empty, bucket = len(scratch.buckets) - 1, 0, most >> shift
    # Whoever waits has at most one step less than the bucket at hand: behind a whole round of
    # empty buckets there is nobody.
    while empty < len(scratch.buckets):
        junction = scratch.buckets[bucket & mask] - 1
        if junction < 0:
            bucket, empty = bucket - 1, empty + 1
            continue
        empty = 0
        _leave(scratch, junction, bucket & mask)
        here = scratch.left[junction]
        for k in range(graph.first[junction], graph.first[junction + 1]):
            left = here - (INT(graph.step_mm[k]) << digits)
            count = _offer(scratch, graph.head[k], left, shift, count)
    return count


@inlined
def _hit(hits: Hits, target: int, left: int, count: int) -> int:
    """Let a target have `left` if that is more; returns how many have been hit by now."""
    had = hits.left[target]
    if left > had:
        hits.left[target] = left
        if had == 0:
            hits.target[count] = target
            count += 1
    return count


@inlined
def _look(
    goals: Goals, neighbours: Neighbours, source: int, found: int, scratch: Scratch, hits: Hits
) -> int:
    """Targets beside the junctions found and beside the seeds; returns how many."""
    count = 0
    for k in range(found):
        junction = scratch.found[k]
        here = scratch.left[junction]
        scratch.left[junction] = 0
        for goal in range(goals.first[junction], goals.first[junction + 1]):
            left = here - goals.walk_mm[goal]
            if left <= 0:
                break
            count = _hit(hits, goals.target[goal], left, count)
    for seed in range(neighbours.first[source], neighbours.first[source + 1]):
        for goal in range(neighbours.begin[seed], neighbours.end[seed]):
            left = neighbours.left[seed] - abs(goals.at_mm[goal] - neighbours.at_mm[seed])
            count = _hit(hits, goals.on_chain[goal], left, count)
    return count


@inlined
def _sort(hits: Hits, count: int) -> None:
    """The targets hit in ascending order: by digits of eight bits, the last digit first."""
    given, sorted_ = hits.target, hits.spare
    shift = 0
    while len(given) >> shift:
        place = np.zeros(257, dtype=np.int64)
        for k in range(count):
            place[((given[k] >> shift) & 255) + 1] += 1
        for digit in range(256):
            place[digit + 1] += place[digit]
        for k in range(count):
            digit = (given[k] >> shift) & 255
            sorted_[place[digit]] = given[k]
            place[digit] += 1
        given, sorted_ = sorted_, given
        shift += 8
    hits.target[:count] = given[:count]


@compiled(_GRAPH, _STARTS, _NEIGHBOURS, _GOALS, INT, INT, _SCRATCH, _HITS, INT, INT)
def reach_some(
    graph: Graph,
    starts: Starts,
    neighbours: Neighbours,
    goals: Goals,
    top: int,
    shift: int,
    scratch: Scratch,
    hits: Hits,
    begin: int,
    end: int,
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Targets within the limit of each source `begin`..`end` - 1, each source for itself.

    Args:
        graph: The streets.
        starts: Where each source begins.
        neighbours: Targets on the chains that sources begin on.
        goals: The targets.
        top: The limit and one millimetre.
        shift: A bucket is 2**shift millimetres wide.
        scratch: Memory.
        hits: Memory.
        begin: First source.
        end: One behind the last.

    Returns:
        How many targets each source has, and then one after another the targets and their costs,
        ascending by target.
    """
    sizes = np.zeros(end - begin, dtype=np.int64)
    target = np.empty(1024, dtype=np.int64)
    cost_mm = np.empty(1024, dtype=np.int64)
    size = 0
    for source in range(begin, end):
        found = _search(graph, starts, source, 0, shift, scratch)
        count = _look(goals, neighbours, source, found, scratch, hits)
        _sort(hits, count)
        if size + count > len(target):
            more = np.empty(size + count, dtype=np.int64)
            target = np.concatenate((target[:size], more))
            cost_mm = np.concatenate((cost_mm[:size], more))
        for k in range(count):
            target[size + k] = hits.target[k]
            cost_mm[size + k] = top - hits.left[hits.target[k]]
            hits.left[hits.target[k]] = 0
        size += count
        sizes[source - begin] = count
    return sizes, target[:size], cost_mm[:size]


@compiled(_GRAPH, _STARTS, _BESIDE, READ_NUMBERS, READ_NUMBERS, INT, INT, _SCRATCH)
def sweep(
    graph: Graph,
    starts: Starts,
    beside: Beside,
    chain: _Numbers,
    at_mm: _Numbers,
    digits: int,
    shift: int,
    scratch: Scratch,
) -> _Numbers:
    """What is left of the limit at (P,) positions, walking from all sources at once.

    Args:
        graph: The streets.
        starts: Where all sources begin, as one.
        beside: Where sources begin, by chain.
        chain: (P,) chain of a position.
        at_mm: (P,) where on it.
        digits: Binary digits taken by the rank of a source: lengths are so many digits higher.
        shift: A bucket is 2**shift wide.
        scratch: Memory; left dirty.

    Returns:
        (P,) zero or less where a position is not reached.
    """
    _search(graph, starts, 0, digits, shift, scratch)
    found = np.empty(len(chain), dtype=np.int64)
    for k in range(len(chain)):
        own, along_mm = chain[k], at_mm[k]
        by_u = scratch.left[graph.chain_u[own]] - (along_mm << digits)
        by_v = scratch.left[graph.chain_v[own]] - ((graph.chain_mm[own] - along_mm) << digits)
        best = max(by_u, by_v)
        for seed in range(beside.first[own], beside.first[own + 1]):
            walk_mm = abs(beside.at_mm[seed] - along_mm)
            best = max(best, beside.left[seed] - (walk_mm << digits))
        found[k] = best
    return found
