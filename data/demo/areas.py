"""The areas of the demo district: subdistricts and communities as groups of cells, grids, parks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.demo.chance import chance
from data.demo.plan import RURAL_FROM_Y, Plan, density
from data.demo.words import FIRST, PARKS, SUBDISTRICTS, landline, person

DISTRICT_NAME = "示范区"
DISTRICT_ID, DISTRICT_CODE = "a-0", "510199"  # a code that GB/T 2260 has not given to any place
_COMMUNITIES = 110
_GRIDS_IN = 6  # so many subdistricts have drawn their grids
_PARK_PLACES = ((-2600, 4400), (2900, 4500), (2600, 2900), (-3300, 800))
_PARK_CELLS = 3
_COMMUNITY_ENDINGS = ("社区", "路社区", "桥社区", "苑社区", "里社区", "街社区")
# A row without its shape, and the cells that make it up.
_Row = tuple[dict[str, str | None], list[tuple[int, int]]]
_VILLAGE_ENDINGS = ("村", "桥村", "塘村", "林村")


@dataclass(frozen=True)
class Areas:
    """Who governs what.

    Attributes:
        subdistrict: Cell to position of its subdistrict in `SUBDISTRICTS`.
        community: Cell to number of its community, from 0.
        community_names: Name of each community.
        parks: The cells of each industrial park, in order of `PARKS`.
    """

    subdistrict: Mapping[tuple[int, int], int]
    community: Mapping[tuple[int, int], int]
    community_names: tuple[str, ...]
    parks: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def park_cells(self) -> frozenset[tuple[int, int]]:
        """The cells of all parks."""
        return frozenset(cell for park in self.parks for cell in park)

    def subdistrict_of(self, community: int) -> int:
        """The subdistrict of a community."""
        return next(self.subdistrict[c] for c, k in self.community.items() if k == community)

    def cells_of(self, community: int) -> list[tuple[int, int]]:
        """The cells of a community."""
        return [cell for cell, k in self.community.items() if k == community]


def draw_areas(plan: Plan) -> Areas:
    """Subdistricts of like weight, communities within them, parks on the edge of town."""
    cells = plan.district_cells()
    dice = chance(plan.seed, "areas")
    middles = np.array([plan.middle(cell) for cell in cells])
    # More people, more offices: weight by how closely a cell is built.
    weights = np.array([_weight(plan, cell) for cell in cells])
    owner = _grouped(dice, middles, weights, len(SUBDISTRICTS))
    community = np.zeros(len(cells), dtype=int)
    first = 0
    for k, wanted in enumerate(_shared_out(_COMMUNITIES, owner, weights)):
        mine = np.flatnonzero(owner == k)
        parts = _grouped(dice, middles[mine], np.sqrt(weights[mine]), min(wanted, len(mine)))
        community[mine] = first + np.unique(parts, return_inverse=True)[1]
        first = int(community[mine].max()) + 1
    rural = {int(community[n]) for n in range(len(cells)) if middles[n, 1] > RURAL_FROM_Y}
    return Areas(
        dict(zip(cells, owner.tolist(), strict=True)),
        dict(zip(cells, community.tolist(), strict=True)),
        _community_names(dice, first, rural),
        tuple(_park(plan, cells, place) for place in _PARK_PLACES),
    )


def _weight(plan: Plan, cell: tuple[int, int]) -> float:
    west, south, east, north = plan.rectangle(cell)
    return 0.01 if plan.barred(cell) else (east - west) * (north - south) / 1e6 * density(south)


def _grouped(
    dice: np.random.Generator, places: NDArray[np.float64], weights: NDArray[np.float64], count: int
) -> NDArray[np.int64]:
    """Split places into `count` compact groups (weighted k-means, started far apart)."""
    seeds = [int(dice.choice(len(places), p=weights / weights.sum()))]
    while len(seeds) < count:
        far = np.min([np.hypot(*(places - places[s]).T) for s in seeds], axis=0)
        seeds.append(int(np.argmax(far * np.sqrt(weights))))
    centres = places[seeds].copy()
    owner = np.zeros(len(places), dtype=np.int64)
    for _ in range(12):
        apart = np.hypot(*(places[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
        owner = np.argmin(apart, axis=1)
        for k in range(count):
            if (owner == k).any():
                centres[k] = np.average(places[owner == k], axis=0, weights=weights[owner == k])
    return owner


def _shared_out(total: int, owner: NDArray[np.int64], weights: NDArray[np.float64]) -> list[int]:
    """How many communities each subdistrict gets: by the root of its weight, at least three."""
    groups = owner.max() + 1
    root = np.sqrt([weights[owner == k].sum() for k in range(groups)])
    exact = np.maximum(root / root.sum() * total, 3.0)
    counts = np.floor(exact).astype(int)
    for k in np.argsort(counts - exact, kind="stable")[: max(total - int(counts.sum()), 0)]:
        counts[k] += 1
    return [int(count) for count in counts]


def _community_names(dice: np.random.Generator, count: int, rural: set[int]) -> tuple[str, ...]:
    others = tuple("溪荷棠松杏桐堤坪渡岭竹柳锦泉")
    pairs = sorted(a + b for a in FIRST for b in others if a != b)
    heads = [pairs[k] for k in dice.permutation(len(pairs))[:count]]
    endings = [_VILLAGE_ENDINGS if k in rural else _COMMUNITY_ENDINGS for k in range(count)]
    return tuple(
        head + ending[int(dice.integers(len(ending)))]
        for head, ending in zip(heads, endings, strict=True)
    )


def _park(
    plan: Plan, cells: Sequence[tuple[int, int]], place: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """The cells nearest to a place, on its own side of what bars the way."""
    x, y = place
    open_cells = [cell for cell in cells if not plan.barred(cell)]
    near = sorted(
        open_cells,
        key=lambda c: (np.hypot(plan.middle(c)[0] - x, plan.middle(c)[1] - y), c),
    )
    return tuple(sorted(near[:_PARK_CELLS]))


def subdistrict_id(subdistrict: int) -> str:
    """The id of a subdistrict."""
    return f"a-{subdistrict + 1:02d}"


def community_id(community: int) -> str:
    """The id of a community."""
    return f"c-{community + 1:03d}"


def areas_table(plan: Plan, areas: Areas) -> gpd.GeoDataFrame:
    """The layer `areas`."""
    dice = chance(plan.seed, "area specialists")
    cells = plan.district_cells()
    shape = dict(zip(cells, plan.cell_polygons(cells), strict=True))
    rows = [_row(DISTRICT_ID, DISTRICT_NAME, "district", DISTRICT_CODE, None, None, cells)]
    for k, name in enumerate(SUBDISTRICTS):
        mine = [cell for cell in cells if areas.subdistrict[cell] == k]
        code = f"{DISTRICT_CODE}{k + 1:03d}"
        rows.append(
            _row(subdistrict_id(k), f"{name}街道", "subdistrict", code, DISTRICT_ID, None, mine)
        )
    for k, name in enumerate(areas.community_names):
        rows += _community_rows(plan, areas, k, name)
    for k, park in enumerate(areas.parks):
        parent = subdistrict_id(areas.subdistrict[park[0]])
        rows.append(_row(f"p-{k + 1}", PARKS[k], "park", None, parent, "urban", park))
    table = pd.DataFrame([row for row, _ in rows])
    table["specialist"] = [f"{person(dice)}专员" for _ in rows]
    table["phone"] = [landline(dice) for _ in rows]
    shapes = [shapely.union_all([shape[cell] for cell in mine]) for _, mine in rows]
    return gpd.GeoDataFrame(table, geometry=shapes)


def _community_rows(plan: Plan, areas: Areas, community: int, name: str) -> list[_Row]:
    cells = areas.cells_of(community)
    above = areas.subdistrict_of(community)
    y = float(np.mean([plan.middle(cell)[1] for cell in cells]))
    setting = "rural" if y > RURAL_FROM_Y else "urban"
    code = f"{DISTRICT_CODE}{above + 1:03d}{community + 1:03d}"
    own = community_id(community)
    rows = [_row(own, name, "community", code, subdistrict_id(above), setting, cells)]
    open_cells = [cell for cell in cells if not plan.barred(cell)]
    if above < _GRIDS_IN and len(open_cells) > 1:
        for n, cell in enumerate(open_cells, start=1):
            rows.append(
                _row(f"w-{community + 1:03d}-{n:02d}", f"{name}第{n}网格", "grid",
                     f"{code}{n:03d}", own, setting, [cell])
            )  # fmt: skip
    return rows


def _row(
    own: str,
    name: str,
    level: str,
    code: str | None,
    parent: str | None,
    setting: str | None,
    cells: Sequence[tuple[int, int]],
) -> _Row:
    row = {
        "id": own, "name": name, "level": level, "code": code, "parent": parent,
        "setting": setting,
    }  # fmt: skip
    return row, list(cells)
