"""Highway ways of an OpenStreetMap file as street pieces between junctions.

A piece ends at every node that two ways share or one visits twice. Ways that merely cross on the
map, without a node in common, do not meet: that is how OSM says bridge and tunnel.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.sources.raw import RawReject, RawTable
from data.streets.osm_file import OsmNodes, OsmWay, highway_ways, street_nodes
from data.streets.splitting import present_runs, split_chain, without_repeats
from data.streets.walkability import Why, walkability
from data.text import Text

_ABSENT = frozenset({"", "no", "false", "0"})
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,3}")
_NAMED_CLASSES = 5
STREET_TYPES = {
    "id": "string",
    "name": "string",
    "u": "string",
    "v": "string",
    "highway": "string",
    "foot": "boolean",
    "steps": "boolean",
    "bridge": "boolean",
    "tunnel": "boolean",
    "level": "Int64",
    "u_cut": "boolean",
    "v_cut": "boolean",
}


@dataclass(frozen=True)
class _Piece:
    """Part of a way between two junctions, ends or gaps."""

    refs: tuple[int, ...]
    first_cut: bool
    last_cut: bool


def read_streets(file: Path) -> RawTable:
    """All highway ways of `file`, split at junctions, walked or not.

    Returns:
        A table in WGS 84 (`EPSG:4326`) with the columns of `STREET_TYPES` and `geometry`. `u` and
        `v` are `n<node id>`; `u_cut`, `v_cut` say that the way, or another walked way at that
        node, goes on to a node which the file does not have.

    Raises:
        RuntimeError: The file is not OSM (as pyosmium says it).
    """
    nodes = street_nodes(file)
    rows: list[dict[str, object]] = []
    lines: list[Sequence[int]] = []
    rejects: list[RawReject] = []
    stubs: set[str] = set()
    unknown_classes: Counter[str] = Counter()
    for way in highway_ways(file):
        verdict = walkability(way.tags)
        if verdict.why is Why.UNKNOWN_CLASS:
            unknown_classes[way.tags["highway"][:40]] += 1
        pieces, lone = _pieces(way, nodes)
        if verdict.walk:
            stubs.update(f"n{ref}" for ref in lone)
        if not pieces:
            rejects.append(_no_line(way, nodes))
        for number, piece in enumerate(pieces):
            rows.append(_row(way, number, piece, verdict.walk))
            lines.append([nodes.position[ref] for ref in piece.refs])
    frame = street_frame(rows, _linestrings(lines, nodes))
    frame = _with_stubs(frame, stubs)
    return RawTable(frame, "EPSG:4326", tuple(rejects), street_notes(frame, unknown_classes))


def street_frame(rows: Sequence[dict[str, object]], geometry: NDArray[np.object_]) -> pd.DataFrame:
    """Rows and their shapes as a raw street table, counted from 1."""
    frame = pd.DataFrame(rows, columns=list(STREET_TYPES)).astype(STREET_TYPES)
    frame["geometry"] = geometry
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame


def tag_columns(tags: Mapping[str, str], walk: bool) -> dict[str, object]:
    """What a street's tags say, in the columns of the layer `streets`."""
    layer = tags.get("layer", "").strip()
    return {
        "name": tags.get("name"),
        "highway": tags.get("highway"),
        "foot": walk,
        "steps": tags.get("highway") == "steps",
        "bridge": tags.get("bridge", "") not in _ABSENT,
        "tunnel": tags.get("tunnel", "") not in _ABSENT,
        "level": int(layer) if _WHOLE_NUMBER.fullmatch(layer) else None,
    }


def _pieces(way: OsmWay, nodes: OsmNodes) -> tuple[list[_Piece], list[int]]:
    """The way's pieces, and located nodes that stand alone between missing ones."""
    refs = [way.refs[i] for i in without_repeats(way.refs)]
    pieces: list[_Piece] = []
    lone: list[int] = []
    for start, stop in present_runs([ref in nodes.position for ref in refs]):
        if start == stop:
            if len(refs) > 1:
                lone.append(refs[start])
            continue
        run = refs[start : stop + 1]
        for first, last in split_chain(run, nodes.junctions):
            cut_before = first == 0 and start > 0
            cut_after = last == len(run) - 1 and stop < len(refs) - 1
            pieces.append(_Piece(tuple(run[first : last + 1]), cut_before, cut_after))
    return pieces, lone


def _row(way: OsmWay, number: int, piece: _Piece, walk: bool) -> dict[str, object]:
    return {
        "id": f"w{way.id}-{number}",
        "u": f"n{piece.refs[0]}",
        "v": f"n{piece.refs[-1]}",
        "u_cut": piece.first_cut,
        "v_cut": piece.last_cut,
        **tag_columns(way.tags, walk),
    }


def _no_line(way: OsmWay, nodes: OsmNodes) -> RawReject:
    located = sum(ref in nodes.position for ref in set(way.refs))
    reason = Text(
        f"道路在文件中只有 {located} 个有坐标的节点，无法构成线，至少需要两个相邻节点",
        f"the way has {located} located nodes in the file and makes no line; two neighbouring "
        "ones are the least",
    )
    return RawReject(f"w{way.id}", reason, f"{len(way.refs)} node references")


def _linestrings(lines: Sequence[Sequence[int]], nodes: OsmNodes) -> NDArray[np.object_]:
    sizes = [len(line) for line in lines]
    rows = np.fromiter((row for line in lines for row in line), dtype=np.int64, count=sum(sizes))
    owner = np.repeat(np.arange(len(lines)), sizes)
    return np.asarray(shapely.linestrings(nodes.lon_lat[rows], indices=owner), dtype=object)


def _with_stubs(frame: pd.DataFrame, stubs: set[str]) -> pd.DataFrame:
    """Mark walked pieces at nodes from which a walked way leaves the file at once."""
    walked = frame["foot"]
    return frame.assign(
        u_cut=frame["u_cut"] | (walked & frame["u"].isin(stubs)),
        v_cut=frame["v_cut"] | (walked & frame["v"].isin(stubs)),
    )


def street_notes(
    frame: pd.DataFrame, unknown_classes: Counter[str] | None = None
) -> tuple[Text, ...]:
    """How many pieces, how many walked, how many cut, and classes that the table does not know."""
    walked, cut = int(frame["foot"].sum()), int((frame["u_cut"] | frame["v_cut"]).sum())
    notes = [
        Text(
            f"道路 {len(frame)} 段，其中可步行 {walked} 段，{cut} 段在文件范围外延续",
            f"{len(frame)} street pieces, {walked} of them walked, {cut} going on beyond the file",
        )
    ]
    if unknown_classes:
        common = ", ".join(f"{n}×{c}" for n, c in unknown_classes.most_common(_NAMED_CLASSES))
        notes.append(
            Text(
                f"无法识别的道路等级，按不可步行处理：{common}",
                f"unknown highway classes, taken as not walked: {common}",
            )
        )
    return tuple(notes)
