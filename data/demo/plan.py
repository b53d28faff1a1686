"""The plan of the demo district: main roads, what bars the way, where to cross, its outline.

Everything here is in board metres (see `warp`). Main roads run on `x_lines` and `y_lines`; between
two neighbouring lines may lie a strip (river, railway, expressway) that only crossings lead over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.chance import chance
from data.demo.warp import Warp, warp_for

GRAIN_M = 20  # every street lies on a multiple of this, so junctions are one place or 20 m apart
RURAL_FROM_Y = 3700
_BOARD_X, _BOARD_Y = (-7600, 7600), (-9000, 11_600)
_OUTLINE = (
    (-4300, -6300), (1700, -6300), (3500, -4900), (4300, -2000), (4000, 1500), (5000, 4000),
    (4300, 6200), (2000, 7000), (-600, 6600), (-2900, 6900), (-4200, 5000), (-3900, 2600),
    (-4600, 0), (-4600, -3200),
)  # fmt: skip
# kind, first edge, width
_X_STRIPS = (("river", -1400, 100),)
_Y_STRIPS = (("railway", -1200, 60), ("expressway", 2000, 80), ("expressway", 5200, 100))
# Where people may cross, and how: along main roads (the line nearest to the place named) ...
_ROAD_CROSSINGS = {
    ("river", -1400): ("bridge", (-8200, -5700, -3700, 500, 3500, 7600, 9600)),
    ("railway", -1200): ("tunnel", (-6400, -4200, -2500, 300, 2000, 3900, 6200)),
    ("expressway", 2000): ("tunnel", (-6300, -4400, -3000, -1900, -500, 900, 2200, 3800, 6000)),
    ("expressway", 5200): ("tunnel", (-6000, -3400, 700, 3200, 6100)),
}
# ... and on foot between them: (place, with steps).
_FOOT_CROSSINGS = {
    ("river", -1400): ((-2380, True), (1820, False)),
    ("railway", -1200): ((-620, True), (2980, True), (1140, False)),
    ("expressway", 2000): ((-2260, True), (1500, True), (3000, True), (220, False)),
    ("expressway", 5200): ((-1020, True),),
}


@dataclass(frozen=True)
class Strip:
    """Land that cannot be walked across, between two neighbouring lines.

    Attributes:
        kind: river, railway or expressway.
        axis: "x" when it lies between two x lines (and runs north), else "y".
        index: Position of its first line in `x_lines` or `y_lines`.
        road_crossings: Where main roads lead over or under it.
        road_form: Whether those are bridges or tunnels.
        foot_crossings: Where people on foot may cross besides, and whether there are steps.
    """

    kind: str
    axis: str
    index: int
    road_crossings: frozenset[int]
    road_form: str
    foot_crossings: tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class Plan:
    """Main roads, strips and outline of the district that belongs to a seed."""

    seed: int
    warp: Warp
    x_lines: tuple[int, ...]
    y_lines: tuple[int, ...]
    strips: tuple[Strip, ...]

    def strip_at(self, axis: str, index: int) -> Strip | None:
        """The strip between lines `index` and `index + 1`, if that is one."""
        return next((s for s in self.strips if (s.axis, s.index) == (axis, index)), None)

    def barred(self, cell: tuple[int, int]) -> bool:
        """Whether a cell between lines lies in a strip."""
        return bool(self.strip_at("x", cell[0]) or self.strip_at("y", cell[1]))

    def rectangle(self, cell: tuple[int, int]) -> tuple[int, int, int, int]:
        """West, south, east and north edge of a cell."""
        i, j = cell
        return self.x_lines[i], self.y_lines[j], self.x_lines[i + 1], self.y_lines[j + 1]

    def middle(self, cell: tuple[int, int]) -> tuple[float, float]:
        """The middle of a cell."""
        west, south, east, north = self.rectangle(cell)
        return (west + east) / 2, (south + north) / 2

    def cells(self) -> list[tuple[int, int]]:
        """Every cell of the board, from the south-west."""
        columns, rows = range(len(self.x_lines) - 1), range(len(self.y_lines) - 1)
        return [(i, j) for j in rows for i in columns]

    def district_cells(self) -> list[tuple[int, int]]:
        """The cells that make up the district."""
        cells = self.cells()
        x, y = np.array([self.middle(cell) for cell in cells]).T
        inside = shapely.contains_xy(shapely.Polygon(_OUTLINE), x, y)
        return [cell for cell, within in zip(cells, inside, strict=True) if within]

    def cell_polygons(self, cells: Sequence[tuple[int, int]]) -> NDArray[np.object_]:
        """The cells on the ground; neighbours share their vertices."""
        return self.warp.rectangles([self.rectangle(cell) for cell in cells], pieces=8)


def density(y: float) -> float:
    """How closely built, 1 in the old town in the south to 0.1 among the fields in the north."""
    return float(
        np.interp(y, [-3500, 1000, 3400, RURAL_FROM_Y, 9000], [1.0, 0.75, 0.4, 0.12, 0.08])
    )


def draw_plan(seed: int) -> Plan:
    """The plan for a seed: the strips stay, the spacing of the main roads varies."""
    dice = chance(seed, "plan")
    x_lines = _lines(dice, _BOARD_X, _X_STRIPS, lambda _: 620.0)
    y_lines = _lines(
        dice, _BOARD_Y, _Y_STRIPS, lambda y: float(np.interp(y, [-3000, 6000], [540, 980]))
    )
    strips = [_strip("x", s, x_lines, y_lines) for s in _X_STRIPS]
    strips += [_strip("y", s, y_lines, x_lines) for s in _Y_STRIPS]
    return Plan(seed, warp_for(seed), x_lines, y_lines, tuple(strips))


def _lines(
    dice: np.random.Generator,
    board: tuple[int, int],
    strips: Sequence[tuple[str, int, int]],
    spacing_m: Callable[[float], float],
) -> tuple[int, ...]:
    """Lines over the whole board: the edges of each strip, and uneven ones between."""
    edges = [board[0], *(e for _, at, width in strips for e in (at, at + width)), board[1]]
    lines: set[int] = set(edges)
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        position = float(low)
        while position < high:
            step = spacing_m(position) * dice.uniform(0.8, 1.25)
            position += step
            if position < high - 0.55 * step:
                lines.add(int(position // GRAIN_M) * GRAIN_M)
    return tuple(sorted(lines))


def _strip(
    axis: str,
    strip: tuple[str, int, int],
    own_lines: tuple[int, ...],
    crossing_lines: tuple[int, ...],
) -> Strip:
    kind, at, _ = strip
    form, places = _ROAD_CROSSINGS[(kind, at)]
    nearest = (min(crossing_lines, key=lambda line: abs(line - place)) for place in places)
    feet = tuple((p, s) for p, s in _FOOT_CROSSINGS[(kind, at)] if p not in crossing_lines)
    return Strip(kind, axis, own_lines.index(at), frozenset(nearest), form, feet)
