"""A generated district for surveys: 100,000 polygons and 50,000 points, all of them known."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from benchmarks.districts import METRES, SEED, crooked_grid
from data.declarations import Declaration
from data.district import District
from data.layers import LAYER_BY_NAME
from data.rulepacks.vocabulary import Vocabulary
from data.schema import conform

PARCELS, ZONES, CAMPUSES = 25_600, 7_500, 4_400
FACILITIES, PERMITS, ADDRESSES, GATES = 16_600, 15_000, 14_000, 4_400
# Streets and buildings: so many blocks along each side.
CORRIDORS, SIDE = 1_500, 250
USES = (
    *("residential", "mixed", "commercial", "office"),
    *("industry", "warehouse", "school", "hospital"),
)
CODES = ("0701", "0901", "0902", "1001", "0804", "080403", "1207", "1401", "01", "05", "1301")
CLASSES = ("10kV", "110kV", "500kV", "motorway", "urban", "rail")

Rows = dict[str, object]


def siting_town(vocabulary: Vocabulary, error_m: float) -> District:
    """The district: 12 km wide, streets every 47 m, every kind that any rule looks for.

    Args:
        vocabulary: Which kinds there are.
        error_m: The position error declared for everything.
    """
    grid = crooked_grid(SIDE)
    chance = np.random.default_rng(SEED)
    bounds = grid.features("streets").total_bounds
    low, high = bounds[:2], bounds[2:]
    kinds = _kinds(vocabulary)
    own = _blobs(chance, (low + high)[None] / 2, np.array([8_500.0]), 2_000, 0.02)
    # One building in the middle of each block, so that none stands in another.
    blocks = low + (high - low) / SIDE * (np.indices((SIDE, SIDE)).reshape(2, -1).T + 0.5)
    buildings = _boxes(chance, blocks, 8.0)
    campuses = _boxes(chance, chance.uniform(low, high, (CAMPUSES, 2)), 40.0)
    layers: dict[str, Rows] = {
        "areas": {"level": ["district"], "geometry": own},
        "street_extent": {"geometry": own},
        "buildings": _buildings(chance, buildings),
        "land_use": {"code": chance.choice(CODES, PARCELS), "geometry": _lattice(low, high)},
        "control_zones": _zones(chance, low, high, kinds["control_zones"]),
        "facilities": _facilities(chance, low, high, kinds["facilities"], campuses),
        "corridors": _corridors(chance, low, high, kinds["corridors"]),
        "permits": _permits(chance, buildings, kinds["permits"]),
        "addresses": _addresses(chance, buildings),
        "gates": _gates(campuses),
    }
    tables = {name: _table(name, rows) for name, rows in layers.items()}
    declared = [
        Declaration(layer, kind, never_stale=True, extent=own[0], position_error_m=error_m)
        for layer in ("buildings", "land_use", "addresses", "streets", *kinds)
        for kind in (None, *kinds.get(layer, ()))
    ]
    return replace(grid, layers={**grid.layers, **tables}, declarations=tuple(declared))


def anywhere(district: District, count: int) -> NDArray[np.float64]:
    """(N, 2) places drawn at random within the streets, none nearer than 500 m to their end."""
    west, south, east, north = district.features("streets").total_bounds
    low, high = np.array([west, south]) + 500.0, np.array([east, north]) - 500.0
    return np.random.default_rng(SEED + 1).uniform(low, high, (count, 2))


def _kinds(vocabulary: Vocabulary) -> dict[str, Sequence[str]]:
    """The kinds of each layer that any rule looks for."""
    picks = {pick for term in vocabulary.features.values() for pick in term.picks}
    layers = ("control_zones", "facilities", "corridors", "permits")
    return {
        name: sorted(pick.value for pick in picks if pick.layer == name) or [""] for name in layers
    }


def _points(
    chance: np.random.Generator, low: NDArray[np.float64], high: NDArray[np.float64], count: int
) -> NDArray[np.object_]:
    return np.asarray(shapely.points(chance.uniform(low, high, (count, 2))), dtype=object)


def _boxes(
    chance: np.random.Generator, middle: NDArray[np.float64], half_m: float
) -> NDArray[np.object_]:
    """Rectangles turned any way, one to two `half_m` from their middle to a side."""
    count = len(middle)
    half = chance.uniform(1.0, 2.0, (count, 2)) * half_m
    turn = chance.uniform(0, np.pi, count)
    along = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    across = along[:, ::-1] * np.array([-1, 1])
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
    xy = middle[:, None] + (
        corners[None, :, :1] * (half[:, :1] * along)[:, None]
        + corners[None, :, 1:] * (half[:, 1:] * across)[:, None]
    )
    return np.asarray(shapely.polygons(xy), dtype=object)


def _blobs(
    chance: np.random.Generator,
    middle: NDArray[np.float64],
    radius_m: NDArray[np.float64],
    corners: int,
    rough: float,
) -> NDArray[np.object_]:
    """Round shapes with an uneven border."""
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    away = radius_m[:, None] * chance.uniform(1 - rough, 1 + rough, (len(middle), corners))
    xy = middle[:, None] + away[:, :, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.asarray(shapely.polygons(xy), dtype=object)


def _lattice(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.object_]:
    """Parcels that cover the ground without a gap."""
    side = int(PARCELS**0.5)
    x, y = (np.linspace(low[axis], high[axis], side + 1) for axis in (0, 1))
    at = np.stack(np.divmod(np.arange(side * side), side), axis=1)
    return np.asarray(
        shapely.box(x[at[:, 0]], y[at[:, 1]], x[at[:, 0] + 1], y[at[:, 1] + 1]), dtype=object
    )


def _buildings(chance: np.random.Generator, shapes: NDArray[np.object_]) -> Rows:
    floors = chance.integers(1, 34, len(shapes))
    return {"use": chance.choice(USES, len(shapes)), "floors": floors, "geometry": shapes}


def _zones(
    chance: np.random.Generator,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    kinds: Sequence[str],
) -> Rows:
    middle = chance.uniform(low, high, (ZONES, 2))
    radius_m = chance.lognormal(np.log(120.0), 0.8, ZONES).clip(20.0, 2_000.0)
    shapes = _blobs(chance, middle, radius_m, 40, 0.1)
    return {"kind": np.resize(kinds, ZONES), "geometry": shapes}


def _facilities(
    chance: np.random.Generator,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    kinds: Sequence[str],
    campuses: NDArray[np.object_],
) -> Rows:
    shapes = np.concatenate([campuses, _points(chance, low, high, FACILITIES)])
    return {"kind": chance.choice(kinds, len(shapes)), "status": "in_use", "geometry": shapes}


def _corridors(
    chance: np.random.Generator,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    kinds: Sequence[str],
) -> Rows:
    """Lines of eleven corners, each some 1,500 m long."""
    start = chance.uniform(low, high, (CORRIDORS, 1, 2))
    turn = chance.uniform(0, 2 * np.pi, (CORRIDORS, 1)) + chance.normal(0, 0.2, (CORRIDORS, 10))
    steps = 150.0 * np.stack([np.cos(turn), np.sin(turn)], axis=2)
    xy = np.concatenate([start, start + np.cumsum(steps, axis=1)], axis=1)
    return {
        "kind": np.resize(kinds, CORRIDORS),
        "class": chance.choice(CLASSES, CORRIDORS),
        "geometry": np.asarray(shapely.linestrings(xy), dtype=object),
    }


def _permits(
    chance: np.random.Generator, buildings: NDArray[np.object_], kinds: Sequence[str]
) -> Rows:
    at = chance.choice(len(buildings), PERMITS, replace=False)
    return {
        "type": chance.choice(kinds, PERMITS),
        "status": "valid",
        "building_id": [f"buildings-{number:06d}" for number in at],
        "address": [f"第{number % 250}大街{number}号" for number in at],
        "geometry": shapely.centroid(buildings[at]),
    }


def _addresses(chance: np.random.Generator, buildings: NDArray[np.object_]) -> Rows:
    at = chance.choice(len(buildings), ADDRESSES, replace=False)
    return {
        "address": [f"第{number % 250}大街{number}号" for number in at],
        "building_id": [f"buildings-{number:06d}" for number in at],
        "geometry": shapely.centroid(buildings[at]),
    }


def _gates(campuses: NDArray[np.object_]) -> Rows:
    """One gate for each campus, at its first corner."""
    corners = shapely.get_point(shapely.get_exterior_ring(campuses), 0)
    return {
        "of": [f"facilities-{number:06d}" for number in range(len(campuses))],
        "geometry": corners,
    }


def _table(name: str, rows: Rows) -> pd.DataFrame:
    """A standard layer with these columns and numbered ids."""
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=METRES)
    frame["id"] = frame["name"] = [f"{name}-{number:06d}" for number in range(len(frame))]
    return conform(LAYER_BY_NAME[name], frame).table.sort_values("id", ignore_index=True)
