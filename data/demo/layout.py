"""Everything that the layers of the demo district are made from, laid out once."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.demo.areas import DISTRICT_NAME, Areas, draw_areas
from data.demo.local_streets import LocalGrid, local_grids
from data.demo.parcels import EAST, NORTH, SOUTH, Parcel, lay_parcels
from data.demo.plan import Plan, draw_plan
from data.demo.street_names import StreetNames, name_streets
from data.demo.streets import KEPT_BEYOND_M
from data.demo.words import SUBDISTRICTS

# A cell whose middle is farther out than this has no street within `KEPT_BEYOND_M`.
# House numbers are counted from here, beyond the district's outline on the board.
WEST_END, SOUTH_END = -5600.0, -7200.0
_GRIDS_BEYOND_M = KEPT_BEYOND_M + 1200.0


@dataclass(frozen=True)
class Layout:
    """The district before it is written down in layers.

    Attributes:
        plan: Main roads, strips, outline.
        areas: Subdistricts, communities and parks by cell.
        grids: Local streets, in the district and round it.
        names: Street names.
        parcels: The land between streets, in the district.
        boundary: The district on the ground.
    """

    plan: Plan
    areas: Areas
    grids: tuple[LocalGrid, ...]
    names: StreetNames
    parcels: tuple[Parcel, ...]
    boundary: BaseGeometry

    @cached_property
    def by_community(self) -> dict[int, list[Parcel]]:
        """The parcels of each community."""
        found: dict[int, list[Parcel]] = {k: [] for k in range(len(self.areas.community_names))}
        for parcel in self.parcels:
            found[self.areas.community[parcel.cell]].append(parcel)
        return found

    def used_as(self, *uses: str) -> list[Parcel]:
        """The parcels with one of these uses."""
        return [parcel for parcel in self.parcels if parcel.use in uses]

    def address(self, parcel: Parcel, side: int | None = None) -> str:
        """The standard address of a parcel on one of its streets (the first named one)."""
        side = parcel.sides[0] if side is None else side
        subdistrict = SUBDISTRICTS[self.areas.subdistrict[parcel.cell]]
        street = parcel.names[side] or f"{self.community_name(parcel)}内部路"
        return f"{DISTRICT_NAME}{subdistrict}街道{street}{house_number(parcel, side)}号"

    def community_name(self, parcel: Parcel) -> str:
        """The community a parcel lies in."""
        return self.areas.community_names[self.areas.community[parcel.cell]]


def house_number(parcel: Parcel, side: int) -> int:
    """Numbers grow eastwards and northwards, odd on one side of the street, even on the other.

    A number covers 40 m and no parcel is narrower than 60 m, so each has its own.
    """
    west, south, _, _ = parcel.rectangle
    along = west - WEST_END if side in (SOUTH, NORTH) else south - SOUTH_END
    return int(along // 40) * 2 + (1 if side in (SOUTH, EAST) else 2)


def lay_out(seed: int) -> Layout:
    """The layout that belongs to a seed."""
    plan = draw_plan(seed)
    areas = draw_areas(plan)
    cells = plan.cell_polygons(plan.district_cells())
    boundary = shapely.union_all(cells)
    grids = tuple(local_grids(plan, _cells_near(plan, boundary), areas.park_cells))
    names = name_streets(plan, grids)
    parcels = lay_parcels(plan, grids, names, areas.park_cells)
    return Layout(plan, areas, grids, names, tuple(parcels), boundary)


def _cells_near(plan: Plan, boundary: BaseGeometry) -> Collection[tuple[int, int]]:
    cells = [cell for cell in plan.cells() if not plan.barred(cell)]
    x, y = np.array([plan.middle(cell) for cell in cells]).T
    ground = plan.warp.ground(x, y)
    reach = shapely.buffer(boundary, _GRIDS_BEYOND_M)
    near = shapely.contains_xy(reach, ground[:, 0], ground[:, 1])
    return [cell for cell, within in zip(cells, near, strict=True) if within]
