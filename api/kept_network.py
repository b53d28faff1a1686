"""The walkable streets of a district, kept in its sidecar cache.

What comes from the cache goes into compiled loops, which check no bounds, so its indices are
checked here: a damaged file must cost time, never a crash.
"""

from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from data.district import District
from data.sidecar.file_state import FileState
from data.sidecar.record_cache import keep_record, kept_record
from geo.streets.contraction import Junctions
from geo.streets.network import WalkNetwork

PARTS = ("walk", "walk-no-steps")
# More rows than any layer has.
_MOST_ROWS = 2**31 - 1
# Chains of streets are refused beyond it.
_LONGEST_MM = 2**31


def keep_network(
    path: Path, state: FileState, district: District, network: WalkNetwork, *, takes_steps: bool
) -> None:
    """Keep the streets that one kind of walker may use.

    Raises:
        ValueError: They hold what cannot be kept.
        WriteError: The cache could not be written.
    """
    keep_record(path, state, _part(takes_steps), network, _made_from(district))


def kept_network(
    path: Path, state: FileState, district: District, *, takes_steps: bool
) -> WalkNetwork | None:
    """The same streets from the cache, mapped into memory; None where they are not kept."""
    made_from = _made_from(district)
    network = kept_record(path, state, _part(takes_steps), WalkNetwork, made_from)
    return network if network is not None and is_sound(network) else None


def is_sound(network: WalkNetwork) -> bool:
    """Whether every index points into the array it is an index of, and no length is absurd."""
    nodes, edges = network.node_count, len(network.u)
    by_edge = (network.row, network.u, network.v, network.length_mm)
    return (
        all(array.shape == (edges,) for array in by_edge)
        and _within(network.row, 0, _MOST_ROWS)
        and _within(network.u, 0, nodes)
        and _within(network.v, 0, nodes)
        and _within(network.length_mm, 0, _LONGEST_MM)
        and _splits(network.first_xy, edges, len(network.xy))
        and network.xy.shape == (len(network.xy), 2)
        and _are_sound(network.junctions, nodes, edges)
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
    )


def _part(takes_steps: bool) -> str:
    return PARTS[0] if takes_steps else PARTS[1]


def _made_from(district: District) -> dict[str, str]:
    return {"streets": district.hashes["streets"]} if "streets" in district.hashes else {}


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
