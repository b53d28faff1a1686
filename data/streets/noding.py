"""Plain lines without topology made into street pieces that share nodes.

An office's road lines say nothing about which of them meet. Two readings are offered:

- `cross`: lines meet wherever they touch, cross or overlap on the same stratum, and wherever one
  ends on another, whatever their strata. A stratum is the triple (bridge, tunnel, level); null
  counts as no, no and 0;
- `ends`: lines meet only where the drawing has a vertex or an end for both; on different strata,
  only where both have an end.

An end on a line is a landing: a footbridge drawn from one undivided street to another joins both,
and so does a ramp its bridge. Lines on different strata that merely cross never meet. A road cut
in two exactly under a bridge therefore joins it when read by `cross`; such drawings are noded
already, and `ends` reads them rightly.
"""

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import geopandas as gpd
import pandas as pd
import shapely

from data.layers import LAYER_BY_NAME, Geometry
from data.schema import conform
from data.streets.crossings import with_crossings, with_landings
from data.streets.places import MM_PER_M, Place, to_m, to_mm
from data.streets.snapping import snapped_ends
from data.streets.splitting import split_chain, without_repeats


class Join(StrEnum):
    """Where plain lines meet."""

    CROSS = "cross"
    ENDS = "ends"


@dataclass(frozen=True, order=True)
class Stratum:
    """What a line lies on; lines that merely cross meet only on the same one."""

    bridge: bool = False
    tunnel: bool = False
    level: int = 0


Node = tuple[Place, Stratum]
# So that 是, T or 1 are read as the layer itself will read them.
_STRATUM_LAYER = replace(
    LAYER_BY_NAME["streets"],
    geometry=Geometry.NONE,
    columns=tuple(
        column
        for column in LAYER_BY_NAME["streets"].columns
        if column.name in ("bridge", "tunnel", "level")
    ),
)


@dataclass(frozen=True)
class _Piece:
    """Part of the line in row `row`, between two nodes."""

    row: int
    number: int
    places: tuple[Place, ...]
    u: str
    v: str


def node_lines(
    lines: gpd.GeoDataFrame, join: Join = Join.CROSS, tolerance_m: float = 0.0
) -> gpd.GeoDataFrame:
    """Split plain lines where they meet and name the nodes at their ends.

    Args:
        lines: LineStrings or MultiLineStrings in a metric CRS; other rows must have been taken
            out. An `id` column is used where there is one, else the index. `bridge`, `tunnel`,
            `level` are used where present; a `length_m` is shared out along the line.
        join: How lines meet.
        tolerance_m: Line ends that lie this near to each other, or to a vertex of a line on the
            same stratum, are moved together first (metres, inclusive); with `cross`, ends this
            near to the course of a line land on it. 0 joins only what is equal after rounding to
            whole millimetres.

    Returns:
        The pieces with the columns of `lines` and `u`, `v`; ids are `<id>-0`, `<id>-1`, ... along
        the line; the index counts from 1. A line without length gives no piece. A node's name
        comes from its place alone, so it does not depend on the order of the lines.
    """
    chains, owner = _chains(lines)
    strata = _strata(lines)
    own = [strata[row] for row in owner]
    tolerance_mm = round(tolerance_m * MM_PER_M)
    chains = snapped_ends(chains, own, tolerance_mm)
    if join is Join.CROSS:
        chains = with_crossings(with_landings(chains, own, tolerance_mm), own)
    meeting = _meeting_strata(chains, own, landings=join is Join.CROSS)
    junctions = _junctions(chains, own, meeting)
    names = _node_names(chains, own, meeting)
    pieces: list[_Piece] = []
    count: dict[int, int] = defaultdict(int)
    for chain, stratum, row in zip(chains, own, owner, strict=True):
        for first, last in split_chain([(place, stratum) for place in chain], junctions):
            places = chain[first : last + 1]
            u, v = names[(places[0], stratum)], names[(places[-1], stratum)]
            pieces.append(_Piece(row, count[row], tuple(places), u, v))
            count[row] += 1
    return _table(lines, pieces)


def _chains(lines: gpd.GeoDataFrame) -> tuple[list[list[Place]], list[int]]:
    """Every part of every line as places in millimetres, and the row it comes from."""
    parts, rows = shapely.get_parts(lines.geometry.to_numpy(), return_index=True)
    chains: list[list[Place]] = []
    owner: list[int] = []
    for part, row in zip(parts, rows.tolist(), strict=True):
        places = [(x, y) for x, y in to_mm(shapely.get_coordinates(part)).tolist()]
        chain = [places[i] for i in without_repeats(places)]
        if len(chain) > 1:
            chains.append(chain)
            owner.append(row)
    return chains, owner


def _strata(lines: gpd.GeoDataFrame) -> list[Stratum]:
    said = lines[[name for name in _STRATUM_LAYER.column_names if name in lines.columns]]
    known = conform(_STRATUM_LAYER, pd.DataFrame(said)).table
    table = known.reindex(lines.index).fillna({"bridge": False, "tunnel": False, "level": 0})
    rows = zip(table["bridge"], table["tunnel"], table["level"], strict=True)
    return [Stratum(bool(bridge), bool(tunnel), int(level)) for bridge, tunnel, level in rows]


def _meeting_strata(
    chains: Sequence[Sequence[Place]], strata: Sequence[Stratum], *, landings: bool
) -> Mapping[Place, set[Stratum]]:
    """The strata that meet at each end of a line.

    Always those whose lines end there; with `landings` also those whose lines pass through there.
    """
    meeting: dict[Place, set[Stratum]] = defaultdict(set)
    for chain, stratum in zip(chains, strata, strict=True):
        for place in (chain[0], chain[-1]):
            meeting[place].add(stratum)
    if landings:
        for chain, stratum in zip(chains, strata, strict=True):
            for place in chain[1:-1]:
                if place in meeting:
                    meeting[place].add(stratum)
    return meeting


def _junctions(
    chains: Sequence[Sequence[Place]],
    strata: Sequence[Stratum],
    meeting: Mapping[Place, set[Stratum]],
) -> frozenset[Node]:
    """Where strata meet, and vertices from which one leads on in three directions or more.

    Directions are counted, not lines: a line drawn twice, forth and back, makes no junctions.
    """
    ends = {(place, stratum) for place, here in meeting.items() for stratum in here}
    neighbours: dict[Node, set[Place]] = defaultdict(set)
    for chain, stratum in zip(chains, strata, strict=True):
        for a, b in itertools.pairwise(chain):
            neighbours[(a, stratum)].add(b)
            neighbours[(b, stratum)].add(a)
    return frozenset(ends | {node for node, around in neighbours.items() if len(around) > 2})


def _node_names(
    chains: Sequence[Sequence[Place]],
    strata: Sequence[Stratum],
    meeting: Mapping[Place, set[Stratum]],
) -> Mapping[Node, str]:
    """Names of all vertices as nodes; strata that meet at a place share the name there."""
    names: dict[Node, str] = {}
    for chain, stratum in zip(chains, strata, strict=True):
        for place in chain:
            here = meeting.get(place, set())
            names[(place, stratum)] = _name(place, min(here) if stratum in here else stratum)
    return names


def _name(place: Place, stratum: Stratum) -> str:
    plain = f"{place[0]}_{place[1]}"
    if stratum == Stratum():
        return plain
    kind = "b" * stratum.bridge + "t" * stratum.tunnel
    return f"{plain}_{kind}{stratum.level}"


def _table(lines: gpd.GeoDataFrame, pieces: Sequence[_Piece]) -> gpd.GeoDataFrame:
    rows = [piece.row for piece in pieces]
    ids = lines["id"] if "id" in lines.columns else lines.index.to_series()
    table = lines.iloc[rows].copy()
    table["id"] = [f"{ids.iloc[piece.row]}-{piece.number}" for piece in pieces]
    table["u"] = [piece.u for piece in pieces]
    table["v"] = [piece.v for piece in pieces]
    shapes = [shapely.LineString(to_m(piece.places)) for piece in pieces]
    if "length_m" in table.columns:
        whole = shapely.length(lines.geometry.to_numpy())[rows]
        table["length_m"] = table["length_m"] * shapely.length(shapes) / whole
    table = table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=lines.crs))
    return table.set_index(pd.RangeIndex(1, len(table) + 1))
