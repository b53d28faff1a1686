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

import numpy as np
from numpy.typing import NDArray

from geo.streets.compiled import INT, NUMBERS, called, compiled
from geo.streets.records import (
    BESIDE,
    GOALS,
    GRAPH,
    HITS,
    NEIGHBOURS,
    PAIRS,
    PLACES,
    SCRATCH,
    STARTS,
    Beside,
    Goals,
    Graph,
    Hits,
    Neighbours,
    Pairs,
    Places,
    Scratch,
    Starts,
)
from geo.streets.search import UNREACHED

_Nodes = NDArray[np.int32]
_Numbers = NDArray[np.int64]


@called
def _leave(links: _Nodes, buckets: _Nodes, junction: int, slot: int) -> None:
    """Take a waiting junction out of the bucket at `slot`."""
    after, before = links[junction, 0], links[junction, 1]
    if before < 0:
        buckets[slot] = after
    else:
        links[before - 1, 0] = after
    if after > 0:
        links[after - 1, 1] = before
    links[junction, 1] = 0


@called
def _wait(links: _Nodes, buckets: _Nodes, junction: int, slot: int) -> None:
    """Put a junction first into the bucket at `slot`."""
    after = buckets[slot]
    if after > 0:
        links[after - 1, 1] = junction + 1
    links[junction, 0], links[junction, 1] = after, -1
    buckets[slot] = junction + 1


@called
def _offer(
    lefts: _Numbers,
    links: _Nodes,
    buckets: _Nodes,
    found: _Nodes,
    junction: int,
    left: int,
    shift: int,
    count: int,
) -> int:
    """Let a junction have `left` if that is more; returns how many have been found by now."""
    had = lefts[junction]
    if left > had:
        mask = len(buckets) - 1
        if had == 0:
            found[count] = junction
            count += 1
        elif links[junction, 1] != 0:
            _leave(links, buckets, junction, (had >> shift) & mask)
        lefts[junction] = left
        _wait(links, buckets, junction, (left >> shift) & mask)
    return count


@called
def _search(
    graph: Graph, starts: Starts, source: int, digits: int, shift: int, scratch: Scratch
) -> int:
    """Walk from one entry of `starts` as far as the limit; returns how many junctions it found."""
    # Taken out of their tuples here: inside the loop each look into a tuple would be counted.
    lefts, links, buckets, found = scratch
    first, head, step_mm = graph.first, graph.head, graph.step_mm
    start_at, start_left = starts.junction, starts.left
    count, most = 0, 0
    for k in range(starts.first[source], starts.first[source + 1]):
        left = start_left[k]
        count = _offer(lefts, links, buckets, found, start_at[k], left, shift, count)
        most = max(most, left)
    mask, empty, bucket = len(buckets) - 1, 0, most >> shift
    # All who wait have about a longest step less than the bucket at hand, at the most: behind a
    # whole round of empty buckets there is nobody.
    while empty <= mask:
        junction = buckets[bucket & mask] - 1
        if junction < 0:
            bucket, empty = bucket - 1, empty + 1
            continue
        empty = 0
        _leave(links, buckets, junction, bucket & mask)
        here = lefts[junction]
        for k in range(first[junction], first[junction + 1]):
            left = here - (np.int64(step_mm[k]) << digits)
            # As in `_offer`, but written out: called for every step it would take twice the time.
            other = head[k]
            had = lefts[other]
            if left > had:
                if had == 0:
                    found[count] = other
                    count += 1
                elif links[other, 1] != 0:
                    _leave(links, buckets, other, (had >> shift) & mask)
                lefts[other] = left
                # From a dead end there is no way but back.
                if first[other + 1] - first[other] > 1:
                    _wait(links, buckets, other, (left >> shift) & mask)
    return count


@called
def _look(
    goals: Goals, neighbours: Neighbours, source: int, found: int, scratch: Scratch, hits: Hits
) -> int:
    """Targets beside the junctions found and beside the seeds; returns how many."""
    first, target, walk_mm, on_chain, at_mm = goals
    lefts, junctions = scratch.left, scratch.found
    hit_left, hit_target = hits.left, hits.target
    count = 0
    for k in range(found):
        junction = junctions[k]
        here = lefts[junction]
        lefts[junction] = 0
        for goal in range(first[junction], first[junction + 1]):
            left = here - walk_mm[goal]
            if left <= 0:
                break
            one = target[goal]
            if left > hit_left[one]:
                if hit_left[one] == 0:
                    hit_target[count] = one
                    count += 1
                hit_left[one] = left
    for seed in range(neighbours.first[source], neighbours.first[source + 1]):
        seed_at_mm, seed_left = neighbours.at_mm[seed], neighbours.left[seed]
        for goal in range(neighbours.begin[seed], neighbours.end[seed]):
            left = seed_left - abs(at_mm[goal] - seed_at_mm)
            one = on_chain[goal]
            if left > hit_left[one]:
                if hit_left[one] == 0:
                    hit_target[count] = one
                    count += 1
                hit_left[one] = left
    return count


@called
def _sort(targets: _Nodes, spare: _Nodes, count: int) -> None:
    """The first `count` targets in ascending order: by digits of eight bits, the last first."""
    given, ordered = targets[:count], spare[:count]
    place = np.empty(257, dtype=np.int64)
    shift = 0
    while len(targets) >> shift:
        place[:] = 0
        for k in range(count):
            place[((given[k] >> shift) & 255) + 1] += 1
        for digit in range(256):
            place[digit + 1] += place[digit]
        for k in range(count):
            digit = (given[k] >> shift) & 255
            ordered[place[digit]] = given[k]
            place[digit] += 1
        given, ordered = ordered, given
        shift += 8
    for k in range(count):
        targets[k] = given[k]


@compiled(GRAPH, STARTS, NEIGHBOURS, GOALS, INT, INT, SCRATCH, HITS, INT, INT, INT, PAIRS)
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
    used: int,
    pairs: Pairs,
) -> int:
    """Targets within the limit of sources `begin`..`end` - 1, each source for itself.

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
        used: Pairs already there.
        pairs: What is found, ascending by target within a source, is written behind them.

    Returns:
        The first source whose targets do not fit any more; `end` when all do.
    """
    hit_left, hit_target = hits.left, hits.target
    size, target, cost_mm = pairs
    for source in range(begin, end):
        found = _search(graph, starts, source, 0, shift, scratch)
        count = _look(goals, neighbours, source, found, scratch, hits)
        fits = used + count <= len(target)
        if fits:
            _sort(hit_target, hits.spare, count)
        for k in range(count):
            one = hit_target[k]
            if fits:
                target[used + k] = one
                cost_mm[used + k] = top - hit_left[one]
            hit_left[one] = 0
        if not fits:
            return source
        size[source] = count
        used += count
    return end


@called
def _string(beside: Beside) -> None:
    """String together the seeds of each chain."""
    chain, last, before = beside.chain, beside.last, beside.before
    for seed in range(len(chain)):
        before[seed] = last[chain[seed]]
        last[chain[seed]] = seed + 1


@compiled(GRAPH, STARTS, BESIDE, PLACES, INT, INT, INT, SCRATCH, NUMBERS, NUMBERS)
def sweep(
    graph: Graph,
    starts: Starts,
    beside: Beside,
    places: Places,
    digits: int,
    top: int,
    shift: int,
    scratch: Scratch,
    cost_mm: _Numbers,
    rank: _Numbers,
) -> None:
    """The cheapest walks to (P,) places, from all sources at once.

    Args:
        graph: The streets.
        starts: Where all sources begin, as one.
        beside: Where sources begin, by chain.
        places: The places.
        digits: Binary digits taken by the rank of a source.
        top: What is left before any walk.
        shift: A bucket is 2**shift wide.
        scratch: Memory; left dirty.
        cost_mm: (P,) written to; `UNREACHED` where a place is not reached.
        rank: (P,) written to likewise, with -1.
    """
    _search(graph, starts, 0, digits, shift, scratch)
    _string(beside)
    lefts, chain_u, chain_v, chain_mm = scratch.left, graph.chain_u, graph.chain_v, graph.chain_mm
    _, seed_at_mm, seed_left, last, before = beside
    junction, chain, at_mm = places
    ranks = (1 << digits) - 1
    for k in range(len(chain)):
        if junction[k] >= 0:
            best = lefts[junction[k]]
        else:
            own, along_mm = chain[k], at_mm[k]
            by_u = lefts[chain_u[own]] - (along_mm << digits)
            by_v = lefts[chain_v[own]] - ((chain_mm[own] - along_mm) << digits)
            best = max(by_u, by_v)
            seed = last[own] - 1
            while seed >= 0:
                walk_mm = abs(seed_at_mm[seed] - along_mm)
                best = max(best, seed_left[seed] - (walk_mm << digits))
                seed = before[seed] - 1
        key = top - best
        cost_mm[k] = key >> digits if best > 0 else UNREACHED
        rank[k] = key & ranks if best > 0 else -1
