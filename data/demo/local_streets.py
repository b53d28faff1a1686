"""Local streets inside the cells between main roads: uneven grids with dead ends."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo.chance import chance
from data.demo.plan import GRAIN_M, RURAL_FROM_Y, Plan, density

NONE, WHOLE, HALF_FROM_START, HALF_FROM_END = 0, 1, 2, 3
_URBAN = (("residential", 0.55), ("living_street", 0.17), ("service", 0.12), ("footway", 0.16))
_RURAL = (("unclassified", 0.6), ("track", 0.2), ("path", 0.2))
_MIN_GAP_M = 60


@dataclass(frozen=True)
class LocalGrid:
    """The streets of one cell, its four main roads included as first and last lines.

    Attributes:
        cell: The cell of the plan.
        xs: Board x of the north-running lines, main roads first and last.
        ys: Board y of the east-running lines, likewise.
        along_x: (len(xs), len(ys) - 1) what stands on each piece of the north-running lines.
        along_y: (len(ys), len(xs) - 1) the same for the east-running lines.
        x_classes: Highway class of each north-running line; empty for main roads.
        y_classes: The same for the east-running lines.
    """

    cell: tuple[int, int]
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    along_x: NDArray[np.int8]
    along_y: NDArray[np.int8]
    x_classes: tuple[str, ...]
    y_classes: tuple[str, ...]


def local_grids(
    plan: Plan, cells: Iterable[tuple[int, int]], built_up: frozenset[tuple[int, int]]
) -> list[LocalGrid]:
    """A grid for each of `cells`, in their order; a cell's grid depends on the cell alone.

    Cells in `built_up` have town streets even among the fields.
    """
    return [_grid(plan, cell, town=cell in built_up) for cell in cells]


def _grid(plan: Plan, cell: tuple[int, int], *, town: bool) -> LocalGrid:
    dice = chance(plan.seed, f"grid {cell}")
    west, south, east, north = plan.rectangle(cell)
    middle_y = plan.middle(cell)[1]
    rural = middle_y > RURAL_FROM_Y and not town
    spacing = 380.0 if rural else 122.0 + 80.0 * (1 - density(middle_y))
    classes = _RURAL if rural else _URBAN
    xs = _divided(dice, west, east, spacing * dice.uniform(0.85, 1.2))
    ys = _divided(dice, south, north, spacing * dice.uniform(0.85, 1.2))
    return LocalGrid(
        cell,
        xs,
        ys,
        _pieces(dice, len(xs), len(ys) - 1),
        _pieces(dice, len(ys), len(xs) - 1),
        _classes(dice, len(xs), classes),
        _classes(dice, len(ys), classes),
    )


def _divided(dice: np.random.Generator, low: int, high: int, spacing_m: float) -> tuple[int, ...]:
    count = max(round((high - low) / spacing_m), 1)
    even = np.linspace(low, high, count + 1)[1:-1]
    moved = even + dice.uniform(-0.22, 0.22, len(even)) * spacing_m
    lines = [low]
    for place in (np.round(moved / GRAIN_M) * GRAIN_M).astype(int).tolist():
        if place - lines[-1] >= _MIN_GAP_M and high - place >= _MIN_GAP_M:
            lines.append(place)
    return (*lines, high)


def _pieces(dice: np.random.Generator, lines: int, pieces: int) -> NDArray[np.int8]:
    """What stands on each piece: inner lines may stop short at one end, never at both.

    A line that keeps one end on a main road is never cut off from the network.
    """
    standing = np.full((lines, pieces), WHOLE, dtype=np.int8)
    for line in range(1, lines - 1):
        lost = int(dice.integers(1, pieces)) if pieces > 1 and dice.random() < 0.5 else 0
        if not lost:
            continue
        stub = dice.random() < 0.5
        if dice.random() < 0.5:
            standing[line, :lost] = NONE
            standing[line, lost - 1] = HALF_FROM_END if stub else NONE
        else:
            standing[line, pieces - lost :] = NONE
            standing[line, pieces - lost] = HALF_FROM_START if stub else NONE
    return standing


def _classes(
    dice: np.random.Generator, lines: int, mix: tuple[tuple[str, float], ...]
) -> tuple[str, ...]:
    names, shares = zip(*mix, strict=True)
    drawn = dice.choice(len(names), size=lines, p=shares)
    inner = [names[k] for k in drawn[1:-1]]
    return ("", *inner, "") if lines > 1 else ("",)
