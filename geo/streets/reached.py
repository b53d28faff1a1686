"""What each of many sources reaches within a limit: each source a search of its own.

The work follows what is reached, not the size of the network. Sources are shared out among
threads; every source is searched in the same way whichever thread takes it, so the answer is the
same, byte for byte.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import WalkNetwork
from geo.streets.seeds import Seeds
from geo.streets.targets import Targets

# Each thread takes its share in so many turns: centre and outskirts are not equally much work.
_TURNS = 4
# For so few targets a search is over sooner than a thread is started.
_FEW_TARGETS = 16
# Room to begin with. Memory that is not written to costs nothing.
_ROOM_A_SOURCE = 1024

# (2, M) targets and their costs. In one piece, for which the system can use large pages.
_Found = NDArray[np.int64]


@dataclass(frozen=True)
class Reached:
    """Pairs of a source and a target within the limit, sorted by source and then target.

    Attributes:
        source: (M,) index of the source.
        target: (M,) index of the target.
        cost_mm: (M,) the cheapest walk from one to the other.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    cost_mm: NDArray[np.int64]


def reach_positions(
    network: WalkNetwork, seeds: Seeds, targets: Targets, limit_mm: int, threads: int = 0
) -> Reached:
    """The cheapest walk from every source to every target within `limit_mm` (inclusive); exact.

    Args:
        network: The streets.
        seeds: Where walks begin; the rank is the source, and a source may have several seeds.
        targets: What is looked for, from `attach` or `attach_nodes` of the same network.
        limit_mm: The longest walk that counts.
        threads: How many to use; 0 for as many as Numba is set to (`NUMBA_NUM_THREADS`), or one
            where little is to be found.

    Raises:
        DistrictError: The limit is beyond exact whole numbers.
    """
    from numba import config

    from geo.streets import kernel_input as given
    from geo.streets.kernel import reach_some
    from geo.streets.records import Pairs

    graph = network.junctions
    placed = given.on_chains(graph, seeds, limit_mm, ranked=False)
    begun = given.begin(graph, placed, seeds.sources)
    streets, goals = given.graph_of(graph), given.goals(targets)
    neighbours = given.neighbours(placed, targets, seeds.sources)
    size = np.zeros(seeds.sources, dtype=np.int64)
    usual = 1 if targets.count <= _FEW_TARGETS else config.NUMBA_NUM_THREADS
    threads = max(1, min(threads or usual, seeds.sources))
    turns = _turns(seeds.sources, threads)

    def work(thread: int) -> list[_Found]:
        scratch, hits = given.scratch(graph, begun), given.hits(targets)
        fixed = streets, begun.starts, neighbours, goals, placed.top, begun.shift, scratch, hits

        def search(begin: int, end: int, used: int, found: _Found) -> int:
            return reach_some(*fixed, begin, end, used, Pairs(size, *found))

        return [_filled(search, size, *turn) for turn in turns[thread::threads]]

    if threads == 1:
        target, cost_mm = work(0)[0]
    else:
        with ThreadPoolExecutor(threads) as pool:
            done = list(pool.map(work, range(threads)))
        found = [done[turn % threads][turn // threads] for turn in range(len(turns))]
        target, cost_mm = np.concatenate(found, axis=1)
    return Reached(np.repeat(np.arange(seeds.sources), size), target, cost_mm)


def _turns(sources: int, threads: int) -> list[tuple[int, int]]:
    """Ranges of sources, to be taken by threads in turn."""
    turns = _TURNS * threads if threads > 1 else 1
    return list(pairwise(sources * turn // turns for turn in range(turns + 1)))


def _filled(
    search: Callable[[int, int, int, _Found], int], size: NDArray[np.int64], begin: int, end: int
) -> _Found:
    """Targets and costs of sources `begin`..`end` - 1, in as much memory as they turn out to need.

    Args:
        search: Searches from the first source on, writing behind the pairs already there, and
            returns the first source for which there is no more room.
        size: (S,) how many pairs each source has, written by the search.
        begin: First source.
        end: One behind the last.
    """
    source, used = begin, 0
    found = np.empty((2, _ROOM_A_SOURCE * (end - begin)), dtype=np.int64)
    while (source := search(source, end, used, found)) < end:
        used = int(size[begin:source].sum())
        larger = np.empty((2, 2 * found.shape[1]), dtype=np.int64)
        larger[:, :used] = found[:, :used]
        found = larger
    return found[:, : int(size[begin:end].sum())]
