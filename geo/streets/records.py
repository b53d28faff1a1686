"""What the compiled searches work on, as named tuples of arrays, and their types for Numba.

Numba does not see a change in this file: whoever changes the order of fields changes
`geo.streets.kernel` with it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.compiled import LINKS, NODES, NUMBERS, READ_NODES, READ_NUMBERS, record

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
    """Seeds by chain, for walks that pass no junction."""

    chain: _Numbers  # (K,) on which a seed lies
    at_mm: _Numbers  # (K,) where on it
    left: _Numbers  # (K,) of the limit, there
    last: _Nodes  # (C,) one of the seeds of a chain, plus one; memory, zero before the search
    before: _Nodes  # (K,) the next of them, plus one; memory


class Goals(NamedTuple):
    """What is looked for: the arrays of `geo.streets.targets.Targets` of the same names."""

    first: _Numbers
    target: _Nodes
    walk_mm: _Numbers
    on_chain: _Nodes
    at_mm: _Numbers


class Places(NamedTuple):
    """Where the nearest source is asked for."""

    junction: _Numbers  # -1 within a chain
    chain: _Numbers
    at_mm: _Numbers  # where on the chain


class Pairs(NamedTuple):
    """What is found, one source after another."""

    size: _Numbers  # (S,) how many targets a source has
    target: _Numbers
    cost_mm: _Numbers


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


GRAPH = record(Graph, READ_NUMBERS, READ_NODES, READ_NODES, READ_NODES, READ_NODES, READ_NUMBERS)
STARTS = record(Starts, READ_NUMBERS, READ_NODES, READ_NUMBERS)
NEIGHBOURS = record(Neighbours, *[READ_NUMBERS] * 5)
BESIDE = record(Beside, *[READ_NUMBERS] * 3, NODES, NODES)
GOALS = record(Goals, READ_NUMBERS, READ_NODES, READ_NUMBERS, READ_NODES, READ_NUMBERS)
PLACES = record(Places, *[READ_NUMBERS] * 3)
PAIRS = record(Pairs, *[NUMBERS] * 3)
SCRATCH = record(Scratch, NUMBERS, LINKS, NODES, NODES)
HITS = record(Hits, NUMBERS, NODES, NODES)
