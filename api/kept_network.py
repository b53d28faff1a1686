"""The walkable streets of a district, kept in its sidecar cache.

What comes from the cache goes into compiled loops, which check no bounds, so its indices are
checked here: a damaged file must cost time, never a crash.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.district import District
from data.sidecar.file_state import FileState
from data.sidecar.record_cache import keep_record, kept_record
from data.sidecar.tables import row_count
from geo.streets.contraction import Junctions
from geo.streets.network import NETWORK_VERSION, WalkNetwork

PARTS = ("walk", "walk-no-steps")
# Chains of streets are refused beyond it.
_LONGEST_MM = 2**31
_BLOCK = 2**15


def keep_network(
    path: Path, state: FileState, district: District, network: WalkNetwork, *, takes_steps: bool
) -> None:
    """Keep the streets that one kind of walker may use.

    Raises:
        ValueError: They hold what cannot be kept.
        WriteError: The cache could not be written.
    """
    part, made_from = _part(takes_steps), _made_from(district)
    keep_record(path, state, part, network, made_from, version=NETWORK_VERSION)


def kept_network(
    path: Path, state: FileState, district: District, *, takes_steps: bool
) -> WalkNetwork | None:
    """The same streets from the cache, mapped into memory; None where they are not kept.

    They are checked: read whole for damage, and then for what no damage but malice explains.
    """
    if "streets" not in district.layers:
        return None
    part, made_from = _part(takes_steps), _made_from(district)
    network = kept_record(path, state, part, WalkNetwork, made_from, version=NETWORK_VERSION)
    rows = row_count(district.layers, "streets")
    return network if network is not None and is_sound(network, rows) else None


def is_sound(network: WalkNetwork, rows: int) -> bool:
    """Whether every index points into what it is an index of, and all lies on its chain.

    Args:
        network: Streets from anywhere.
        rows: Rows of the layer that its `row` points into.
    """
    nodes, edges = network.node_count, len(network.u)
    by_edge = (network.row, network.u, network.v, network.length_mm)
    return (
        all(array.shape == (edges,) for array in by_edge)
        and _within(network.row, 0, rows)
        and _within(network.u, 0, nodes)
        and _within(network.v, 0, nodes)
        and _within(network.length_mm, 0, _LONGEST_MM)
        and _splits(network.first_xy, edges, len(network.xy))
        and network.xy.shape == (len(network.xy), 2)
        and _are_sound(network.junctions, nodes, edges)
        and _are_on_chains(network)
    )


def _are_sound(junctions: Junctions, nodes: int, edges: int) -> bool:
    count, chains = len(junctions.node), len(junctions.chain_mm)
    sizes = (
        (chains, (junctions.chain_u, junctions.chain_v)),
        (len(junctions.head), (junctions.step_mm,)),
        (edges, (junctions.edge_chain, junctions.edge_at_mm, junctions.edge_sign)),
        (nodes, (junctions.node_chain, junctions.node_at_mm, junctions.node_junction)),
    )
    bounds = (
        (0, nodes, (junctions.node,)),
        (0, count, (junctions.head, junctions.chain_u, junctions.chain_v)),
        (0, chains, (junctions.edge_chain, junctions.node_chain)),
        (-1, count, (junctions.node_junction,)),
        (-1, 2, (junctions.edge_sign,)),
        (0, _LONGEST_MM, (junctions.step_mm, junctions.chain_mm)),
        (0, _LONGEST_MM, (junctions.edge_at_mm, junctions.node_at_mm)),
    )
    return (
        all(array.shape == (size,) for size, arrays in sizes for array in arrays)
        and _splits(junctions.first, count, len(junctions.head))
        and all(_within(array, low, end) for low, end, arrays in bounds for array in arrays)
        and bool(junctions.edge_sign.all())
    )


def _are_on_chains(network: WalkNetwork) -> bool:
    """Whether both ends of every street, and every node, lie on the chain they are said to."""
    junctions = network.junctions
    edges = all(_edges_on_chains(network, some) for some in _blocks(len(network.u)))
    return edges and all(
        _up_to(junctions.node_at_mm[some], junctions.chain_mm[junctions.node_chain[some]])
        for some in _blocks(network.node_count)
    )


def _edges_on_chains(network: WalkNetwork, some: slice) -> bool:
    junctions = network.junctions
    chain_mm = junctions.chain_mm[junctions.edge_chain[some]]
    begin_mm = junctions.edge_at_mm[some]
    end_mm = begin_mm + junctions.edge_sign[some] * network.length_mm[some]
    return _up_to(begin_mm, chain_mm) and _up_to(end_mm, chain_mm)


def _up_to(at_mm: NDArray[np.int64], chain_mm: NDArray[np.int64]) -> bool:
    """Whether 0 <= at_mm <= chain_mm throughout."""
    return bool((at_mm >= 0).all() and (at_mm <= chain_mm).all())


def _blocks(size: int) -> Iterator[slice]:
    """Parts of an array small enough that what is computed from one stays in the cache."""
    return (slice(begin, begin + _BLOCK) for begin in range(0, size, _BLOCK))


def _part(takes_steps: bool) -> str:
    return PARTS[0] if takes_steps else PARTS[1]


def _made_from(district: District) -> dict[str, str]:
    return {"streets": district.hashes["streets"]}


def _within(array: NDArray[Any], low: int, end: int) -> bool:
    """Whether all of a flat array lies in [low, end)."""
    return array.ndim == 1 and (not array.size or low <= array.min() <= array.max() < end)


def _splits(first: NDArray[Any], parts: int, size: int) -> bool:
    """Whether `first` says where each of so many parts of an array of `size` begins and ends."""
    return (
        first.shape == (parts + 1,)
        and first[0] == 0
        and first[-1] == size
        and bool((first[1:] >= first[:-1]).all())
    )
