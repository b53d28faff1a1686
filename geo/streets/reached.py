"""What each of many sources reaches within a limit: each source a search of its own.

The work follows what is reached, not the size of the network. Sources are shared out among
threads; every source is searched in the same way whichever thread takes it, so the answer is the
same, byte for byte.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import WalkNetwork
from geo.streets.seeds import Seeds
from geo.streets.targets import Targets

# Sources that a thread takes at a time: enough to be worth the call, few enough to share fairly.
_SOURCES_AT_A_TIME = 16

_Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


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
        threads: How many to use; 0 for as many as Numba is set to (`NUMBA_NUM_THREADS`).

    Raises:
        DistrictError: The limit is beyond exact whole numbers.
    """
    from numba import config

    from geo.streets import kernel_input as given
    from geo.streets.kernel import reach_some

    graph = network.junctions
    placed = given.on_chains(graph, seeds, limit_mm, ranked=False)
    begun = given.begin(graph, placed, seeds.sources)
    streets, goals = given.graph_of(graph), given.goals(targets)
    neighbours = given.neighbours(placed, targets, seeds.sources)
    ends = [*range(_SOURCES_AT_A_TIME, seeds.sources, _SOURCES_AT_A_TIME), seeds.sources]
    batches = list(zip([0, *ends[:-1]], ends, strict=True))
    threads = max(1, min(threads or config.NUMBA_NUM_THREADS, len(batches)))

    def work(thread: int) -> list[_Found]:
        scratch, hits = given.scratch(graph, begun), given.hits(targets)
        fixed = streets, begun.starts, neighbours, goals, placed.top, begun.shift, scratch, hits
        return [reach_some(*fixed, *batch) for batch in batches[thread::threads]]

    if threads == 1:
        return _joined([work(0)], len(batches))
    with ThreadPoolExecutor(threads) as pool:
        return _joined(list(pool.map(work, range(threads))), len(batches))


def _joined(by_thread: list[list[_Found]], batches: int) -> Reached:
    """The batches of all threads, which took turns, in the order of their sources."""
    threads = len(by_thread)
    found = [by_thread[batch % threads][batch // threads] for batch in range(batches)]
    sizes, target, cost_mm = (np.concatenate(part) for part in zip(*found, strict=True))
    return Reached(np.repeat(np.arange(len(sizes)), sizes), target, cost_mm)
