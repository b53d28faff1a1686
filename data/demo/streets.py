"""The streets of the demo district: main roads, crossings, local streets, expressways."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.demo.chance import chance
from data.demo.local_streets import HALF_FROM_END, HALF_FROM_START, NONE, LocalGrid
from data.demo.plan import RURAL_FROM_Y, Plan, Strip
from data.demo.street_names import StreetNames

# Kept beyond the boundary; the extent declared complete ends a little earlier.
KEPT_BEYOND_M, COMPLETE_BEYOND_M = 1600.0, 1500.0
_VIADUCT_NEAR_Y, _VIADUCT_BESIDE_M = -4000, 8
# Expressways join one another only off the grain, so that no junction of theirs touches a street.
_OFF_GRAIN_M = 6
_MAX_PIECE_M = 110.0
_STEPS_SHARE = 0.03


class Segment(NamedTuple):
    """A straight piece of street on the board, from (x0, y0) to (x1, y1)."""

    x0: int
    y0: int
    x1: int
    y1: int
    name: str | None
    highway: str
    foot: bool | None = True
    steps: bool = False
    bridge: bool = False
    tunnel: bool = False
    level: int = 0


def street_segments(plan: Plan, grids: Sequence[LocalGrid], names: StreetNames) -> list[Segment]:
    """All streets of the board, meeting only at their ends, save over and under one another."""
    local = [piece for grid in grids for piece in _local(plan, grid, names)]
    feet = [piece for strip in plan.strips for piece in _foot_crossings(plan, strip)]
    main = list(_main_roads(plan, [*local, *feet], names))
    return [*main, *local, *feet, *_expressways(plan), *_viaduct(plan)]


def _local(plan: Plan, grid: LocalGrid, names: StreetNames) -> Iterator[Segment]:
    dice = chance(plan.seed, f"local {grid.cell}")
    for axis, standing, classes in (
        ("x", grid.along_x, grid.x_classes), ("y", grid.along_y, grid.y_classes)
    ):  # fmt: skip
        lines, stops = (grid.xs, grid.ys) if axis == "x" else (grid.ys, grid.xs)
        for line in range(1, len(lines) - 1):
            highway, name = classes[line], names.of(grid, axis, line)
            foot = None if highway == "service" and dice.random() < 0.5 else True
            for piece, (low, high) in enumerate(pairwise(stops)):
                state = standing[line, piece]
                if state == NONE:
                    continue
                low = (low + high) // 2 if state == HALF_FROM_END else low
                high = (low + high) // 2 if state == HALF_FROM_START else high
                ends = _ends(axis, lines[line], low, high)
                steps = highway == "footway" and dice.random() < _STEPS_SHARE
                yield Segment(*ends, name, highway, foot, steps)


def _ends(axis: str, line: int, low: int, high: int) -> tuple[int, int, int, int]:
    return (line, low, line, high) if axis == "x" else (low, line, high, line)


def _foot_crossings(plan: Plan, strip: Strip) -> Iterator[Segment]:
    """Footbridges with steps; without steps an underpass with ramps, over the river a bridge."""
    lines = plan.x_lines if strip.axis == "x" else plan.y_lines
    low, high = lines[strip.index], lines[strip.index + 1]
    across = "y" if strip.axis == "x" else "x"
    for place, steps in strip.foot_crossings:
        over = steps or strip.kind == "river"
        yield Segment(
            *_ends(across, place, low, high),
            "人行天桥" if over else "人行地道",
            "steps" if steps else "footway",
            steps=steps,
            bridge=over,
            tunnel=not over,
            level=1 if over else -1,
        )


def _main_roads(plan: Plan, joining: Sequence[Segment], names: StreetNames) -> Iterator[Segment]:
    """Main roads, cut where anything joins; over a strip only where it may be crossed."""
    stops_x = {x: set(plan.y_lines) for x in plan.x_lines}
    stops_y = {y: set(plan.x_lines) for y in plan.y_lines}
    for piece in joining:
        for x, y in ((piece.x0, piece.y0), (piece.x1, piece.y1)):
            if x in stops_x and piece.x0 != piece.x1:
                stops_x[x].add(y)
            if y in stops_y and piece.y0 != piece.y1:
                stops_y[y].add(x)
    for k, x in enumerate(plan.x_lines):
        yield from _main_road(plan, "x", k, sorted(stops_x[x]), names.x_lines[k])
    for k, y in enumerate(plan.y_lines):
        yield from _main_road(plan, "y", k, sorted(stops_y[y]), names.y_lines[k])


def _main_road(
    plan: Plan, axis: str, index: int, stops: Sequence[int], name: str
) -> Iterator[Segment]:
    line = (plan.x_lines if axis == "x" else plan.y_lines)[index]
    across = "y" if axis == "x" else "x"
    marks = plan.y_lines if axis == "x" else plan.x_lines
    for low, high in pairwise(stops):
        strip = plan.strip_at(across, int(np.searchsorted(marks, low, side="right")) - 1)
        y = low if axis == "x" else line
        highway = _main_class(index, y)
        ends = _ends(axis, line, low, high)
        if strip is None:
            yield Segment(*ends, name, highway)
        elif line in strip.road_crossings:
            over = strip.road_form == "bridge"
            level = 1 if over else -1
            yield Segment(*ends, name, highway, bridge=over, tunnel=not over, level=level)


def _main_class(index: int, y: float) -> str:
    if y > RURAL_FROM_Y:
        return "secondary" if index % 3 == 0 else "tertiary"
    return ("primary", "tertiary", "secondary")[index % 3]


def _expressways(plan: Plan) -> Iterator[Segment]:
    """The carriageway in the middle of each expressway strip; crossings run below or above it."""
    lines = plan.y_lines
    for strip in plan.strips:
        if strip.kind != "expressway":
            continue
        y = (lines[strip.index] + lines[strip.index + 1]) // 2
        stops = [x + _OFF_GRAIN_M for x in plan.x_lines[::2]]
        for low, high in pairwise(stops):
            yield Segment(low, y, high, y, "快速路主道", "motorway", foot=False)


def _viaduct(plan: Plan) -> Iterator[Segment]:
    """An elevated ring road beside a main road: it crosses every street, and joins none."""
    y = min(plan.y_lines, key=lambda line: abs(line - _VIADUCT_NEAR_Y)) + _VIADUCT_BESIDE_M
    stops = [x + _OFF_GRAIN_M for x in plan.x_lines[::2]]
    for low, high in pairwise(stops):
        yield Segment(low, y, high, y, "内环高架", "trunk", False, bridge=True, level=2)


def streets_table(
    plan: Plan, segments: Sequence[Segment], boundary: BaseGeometry
) -> gpd.GeoDataFrame:
    """The layer `streets`: what lies within `KEPT_BEYOND_M` of the boundary, ends marked."""
    table = pd.DataFrame(segments)
    board_ends = table[["x0", "y0", "x1", "y1"]].to_numpy().reshape(-1, 2)
    places, codes = np.unique(board_ends, axis=0, return_inverse=True)
    ends = codes.reshape(-1, 2).T
    ground = plan.warp.ground(places[:, 0], places[:, 1])
    kept_area = shapely.buffer(boundary, KEPT_BEYOND_M)
    shapely.prepare(kept_area)
    inside = shapely.contains_xy(kept_area, ground[:, 0], ground[:, 1])
    kept = inside[ends].any(axis=0)
    goes_on = np.zeros(len(places), dtype=bool)
    goes_on[ends[:, ~kept].ravel()] = True
    table, ends = table.iloc[np.flatnonzero(kept)], ends[:, kept]
    lines = _lines(plan, table)
    columns = table[["name", "highway", "foot", "steps", "bridge", "tunnel", "level"]].assign(
        id=[f"st-{k:05d}" for k in range(1, len(table) + 1)],
        u=[f"n-{k:05d}" for k in ends[0]],
        v=[f"n-{k:05d}" for k in ends[1]],
        length_m=np.ceil(shapely.length(lines) * 1000) / 1000,
        u_cut=goes_on[ends[0]],
        v_cut=goes_on[ends[1]],
    )
    return gpd.GeoDataFrame(columns, geometry=lines)


def _lines(plan: Plan, table: pd.DataFrame) -> NDArray[np.object_]:
    """Each piece as a line with a vertex at least every `_MAX_PIECE_M`."""
    board = table[["x0", "y0", "x1", "y1"]].to_numpy(dtype=float)
    lengths = np.hypot(board[:, 2] - board[:, 0], board[:, 3] - board[:, 1])
    pieces = np.ceil(lengths / _MAX_PIECE_M).astype(int)
    owner = np.repeat(np.arange(len(board)), pieces + 1)
    first = np.concatenate([[0], np.cumsum(pieces + 1)[:-1]])
    share = (np.arange(len(owner)) - first[owner]) / pieces[owner]
    x = board[owner, 0] + share * (board[owner, 2] - board[owner, 0])
    y = board[owner, 1] + share * (board[owner, 3] - board[owner, 1])
    return np.asarray(shapely.linestrings(plan.warp.ground(x, y), indices=owner), dtype=object)
