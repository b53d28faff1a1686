"""Parcels: the pieces of land between streets, what stands on each, and its way to the street."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.chance import chance
from data.demo.local_streets import WHOLE, LocalGrid
from data.demo.plan import RURAL_FROM_Y, Plan
from data.demo.street_names import StreetNames
from data.demo.warp import Warp

# From the middle of the street to the wall of the parcel.
SETBACK_M = 12.0
INNER_GREEN = "inner_green"  # what no street reaches
SOUTH, EAST, NORTH, WEST = range(4)
_URBAN_USES = {
    "residential": 0.7, "commercial": 0.055, "office": 0.035, "primary_school": 0.022,
    "middle_school": 0.012, "kindergarten": 0.022, "hospital": 0.006, "elder_care": 0.009,
    "government": 0.012, "green": 0.04, "market": 0.014, "culture": 0.006, "sports": 0.006,
    "filling_station": 0.007, "logistics": 0.006, "reserve": 0.013,
}  # fmt: skip
_RURAL_USES = {
    "farmland": 0.42, "village": 0.3, "orchard": 0.07, "forest": 0.1, "pond": 0.03,
    "primary_school": 0.02, "elder_care": 0.01, "filling_station": 0.01, "logistics": 0.02,
    "government": 0.01, "reserve": 0.01,
}  # fmt: skip
_PARK_USES = {
    "industry": 0.52, "office": 0.14, "logistics": 0.12, "residential": 0.1, "green": 0.05,
    "reserve": 0.05, "filling_station": 0.02,
}  # fmt: skip


@dataclass(frozen=True)
class Parcel:
    """A right-angled piece of land on the board.

    Attributes:
        cell: The cell of the plan it lies in.
        rectangle: West, south, east and north edge.
        streets: Whether a street runs along each side (south, east, north, west).
        names: The names of those streets; None where there is no street or it has no name.
        use: What stands on it: residential, office, primary_school, farmland, ...
    """

    cell: tuple[int, int]
    rectangle: tuple[float, float, float, float]
    streets: tuple[bool, bool, bool, bool]
    names: tuple[str | None, str | None, str | None, str | None]
    use: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle on the board."""
        west, south, east, north = self.rectangle
        return (west + east) / 2, (south + north) / 2

    @property
    def size_m2(self) -> float:
        """Its area on the board within the walls, close to that on the ground."""
        west, south, east, north = self.rectangle
        return (east - west - 2 * SETBACK_M) * (north - south - 2 * SETBACK_M)

    @property
    def sides(self) -> tuple[int, ...]:
        """The sides with a street, named streets first."""
        with_street = [side for side in range(4) if self.streets[side]]
        return tuple(sorted(with_street, key=lambda side: (self.names[side] is None, side)))

    def front(
        self, side: int, share: float = 0.5, setback_m: float = SETBACK_M
    ) -> tuple[float, float]:
        """A place on its wall on one side, at `share` of the wall's length, on the board."""
        west, south, east, north = self.rectangle
        x = west + setback_m + share * (east - west - 2 * setback_m)
        y = south + setback_m + share * (north - south - 2 * setback_m)
        return (
            (x, south + setback_m), (east - setback_m, y), (x, north - setback_m),
            (west + setback_m, y),
        )[side]  # fmt: skip


def lay_parcels(
    plan: Plan,
    grids: Sequence[LocalGrid],
    names: StreetNames,
    park_cells: frozenset[tuple[int, int]],
) -> list[Parcel]:
    """Every parcel of the district, with its use."""
    inside = frozenset(plan.district_cells())
    parcels: list[Parcel] = []
    for grid in grids:
        if grid.cell in inside:
            parcels += _used(plan, grid, list(_pieces(grid, names)), park_cells)
    return parcels


def _pieces(grid: LocalGrid, names: StreetNames) -> Iterator[Parcel]:
    for a in range(len(grid.xs) - 1):
        for b in range(len(grid.ys) - 1):
            streets = (
                grid.along_y[b, a], grid.along_x[a + 1, b], grid.along_y[b + 1, a],
                grid.along_x[a, b],
            )  # fmt: skip
            there = [bool(state == WHOLE) for state in streets]
            lines = (("y", b), ("x", a + 1), ("y", b + 1), ("x", a))
            called = [
                names.of(grid, *line) if has else None
                for line, has in zip(lines, there, strict=True)
            ]
            yield Parcel(
                grid.cell,
                (grid.xs[a], grid.ys[b], grid.xs[a + 1], grid.ys[b + 1]),
                (there[0], there[1], there[2], there[3]),
                (called[0], called[1], called[2], called[3]),
            )


def _used(
    plan: Plan,
    grid: LocalGrid,
    pieces: list[Parcel],
    park_cells: frozenset[tuple[int, int]],
) -> list[Parcel]:
    dice = chance(plan.seed, f"parcels {grid.cell}")
    y = plan.middle(grid.cell)[1]
    mix = _RURAL_USES if y > RURAL_FROM_Y else _URBAN_USES
    if grid.cell in park_cells:
        mix = _PARK_USES
    shares = np.array(list(mix.values()))
    drawn = dice.choice(len(mix), size=len(pieces), p=shares / shares.sum())
    uses = list(mix)
    return [
        replace(piece, use=uses[k] if piece.sides else INNER_GREEN)
        for piece, k in zip(pieces, drawn, strict=True)
    ]


def outlines(warp: Warp, parcels: Sequence[Parcel], inset_m: float) -> NDArray[np.object_]:
    """The parcels on the ground, shrunk by `inset_m` on every side."""
    return warp.rectangles([parcel.rectangle for parcel in parcels], inset_m)


def middles(warp: Warp, parcels: Sequence[Parcel]) -> NDArray[np.object_]:
    """The middles of the parcels on the ground, as points."""
    x, y = np.array([parcel.middle for parcel in parcels]).reshape(-1, 2).T
    return warp.points(x, y)


def on_ground(warp: Warp, places: Sequence[tuple[float, float]]) -> list[shapely.Point]:
    """Board places on the ground."""
    x, y = np.array(places, dtype=float).reshape(-1, 2).T
    return list(warp.points(x, y))
