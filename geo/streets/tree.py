"""Every shortest walk at once, and the node from which each node is walked to.

SciPy's search, for one path at a time: the compiled sweep keeps costs, not where they came from,
and to find the way back from costs alone, past streets of no length, would take as much code.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.streets.contraction import adjacency, too_long
from geo.streets.network import WalkNetwork
from geo.streets.search import UNREACHED
from geo.streets.seeds import Seeds

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_EXACT_BELOW = 2.0**53


@dataclass(frozen=True)
class Steps:
    """The streets as steps from node to node, made ready once for many trees.

    Attributes:
        network: The streets, N nodes.
        first: (N + 1,) where the steps from each node begin.
        neighbour: (S,) the node at the other end of each step.
        step_mm: (S,) its length.
    """

    network: WalkNetwork
    first: NDArray[np.int64]
    neighbour: NDArray[np.int64]
    step_mm: NDArray[np.int64]


def steps(network: WalkNetwork) -> Steps:
    """Make streets ready for trees."""
    return Steps(network, *adjacency(network.node_count, network.u, network.v, network.length_mm))


def node_tree(ready: Steps, seeds: Seeds) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(N,) keys as `geo.streets.search.node_keys` gives them, and (N,) the node walked from.

    A node that is walked to straight from a seed has the predecessor N.
    """
    from scipy.sparse.csgraph import dijkstra

    found, before = dijkstra(
        _graph(ready, seeds),
        directed=True,
        indices=ready.network.node_count,
        return_predecessors=True,
    )
    keys = np.full(len(found), UNREACHED, dtype=np.int64)
    keys[np.isfinite(found)] = found[np.isfinite(found)]
    return keys[:-1], before[:-1].astype(np.int64)


def _graph(ready: Steps, seeds: Seeds) -> "csr_array":
    """The streets, and one more node before all seeds with a step to each seed's two ends."""
    from scipy.sparse import csr_array

    network, step_mm, first = ready.network, ready.step_mm, ready.first
    if float(step_mm.sum()) * seeds.sources >= _EXACT_BELOW:
        raise too_long()
    nodes = np.concatenate([network.u[seeds.edge], network.v[seeds.edge]])
    back_mm = network.length_mm[seeds.edge] - seeds.offset_mm
    costs = np.concatenate([seeds.cost_mm + seeds.offset_mm, seeds.cost_mm + back_mm])
    keys = costs * seeds.sources + np.concatenate([seeds.rank, seeds.rank])
    order = np.lexsort((keys, nodes))
    nodes, keys = nodes[order], keys[order]
    cheapest = np.append(True, nodes[1:] != nodes[:-1])[: len(nodes)]
    nodes, keys = nodes[cheapest], keys[cheapest]
    # Built by hand: a zero-length street must stay an entry, and nothing may be summed.
    return csr_array(
        (
            np.concatenate([step_mm * seeds.sources, keys]).astype(float),
            np.concatenate([ready.neighbour, nodes]),
            np.append(first, first[-1] + len(nodes)),
        ),
        shape=(network.node_count + 1, network.node_count + 1),
    )
