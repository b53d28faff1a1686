"""Residents known only per community or grid, spread over where people live (dasymetric mapping).

The people of a polygon go to the residential buildings in it, by dwellings, else by footprint times
floors. Where there are none they go to the residential land in it, by area. Where there is neither,
or where people come and go by gates, the polygon stays as it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.errors import DistrictError
from data.layers import GROUPS, LAYER_BY_NAME
from data.residents.apportionment import apportion
from data.residents.residential import is_residential, numbers, residential_land
from data.schema import PANDAS_TYPE
from data.text import Text

# Apportionment weighs in whole numbers: a millionth of a square metre or of a dwelling.
_WEIGHT_STEPS = 1_000_000
_LAYER = LAYER_BY_NAME["residents"]


@dataclass(frozen=True)
class _Part:
    """A piece that takes a share of its place's people."""

    id: str
    weight: int
    shape: BaseGeometry


_Parts = Mapping[str, list[_Part]]
_NO_PARTS: _Parts = MappingProxyType({})


def spread_residents(
    residents: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame | None = None,
    land_use: gpd.GeoDataFrame | None = None,
    *,
    keep: Collection[str] = (),
) -> gpd.GeoDataFrame:
    """Spread the polygons among `residents` over residential buildings, else residential land.

    Every count of a place is kept exactly: whole numbers stay whole (largest remainder, ties to the
    smaller id), others sum up exactly in any order. A missing count stays missing in each part.
    Parts are marked `modelled` and called `PLACE@BUILDING` or `PLACE@LAND`; a building's part is a
    point on the building, so that it lies in its place, and a piece of land stays a polygon. Parts
    that receive nobody are left out.

    Points stay as they are, and so does a place that is `enclosed`, has gates (`keep`), or
    counts nobody: what is entered by gates is asked at its gates.

    Args:
        residents: Layer `residents`; count columns that are absent come out null.
        buildings: Layer `buildings`. A building belongs to the place that holds its representative
            point; of several, to the one with the smallest id.
        land_use: Layer `land_use`.
        keep: Ids of places that stay whole.

    Returns:
        The standard columns of `residents` and `geometry`, sorted by `id`, whatever the order of
        the rows given.

    Raises:
        DistrictError: The layers are not all in one projected CRS.
    """
    _require_one_projected_crs(residents, buildings, land_use)
    rows = residents.reindex(columns=[*_LAYER.column_names, "geometry"])
    rows = rows.sort_values("id", kind="stable").reset_index(drop=True)
    spreadable = _spreadable(rows, keep)
    places = rows.loc[spreadable]
    by_place = dict(_parts_on_buildings(places, buildings, land_use))
    still_whole = places.loc[~places["id"].isin(list(by_place))]
    by_place |= _parts_on_land(still_whole, land_use)
    spread = rows["id"].isin(list(by_place))
    whole = rows.loc[~spread]
    parts = [
        part
        for row in rows.loc[spread].to_dict("records")
        for part in _parts_of(row, by_place[str(row["id"])])
    ]
    return _as_layer([*whole.to_dict("records"), *parts], residents.crs)


def places_of(spread: Iterable[str], places: Iterable[str]) -> list[str]:
    """The place that each row of `spread_residents` comes from.

    Args:
        spread: (N,) ids it returned.
        places: Ids it was given.

    Returns:
        (N,) ids of `places`.
    """
    whole = {place: place for place in places}
    in_parts = {_escaped(place): place for place in whole}
    return [whole.get(row) or in_parts[row.partition("@")[0]] for row in spread]


def _require_one_projected_crs(*layers: gpd.GeoDataFrame | None) -> None:
    systems = [layer.crs for layer in layers if layer is not None]
    for crs in systems:
        if crs is None or not crs.is_projected or crs != systems[0]:
            name = "" if crs is None else crs.name
            raise DistrictError(
                "residents",
                Text(f"参与分摊的图层坐标系为“{name}”", f"a layer to spread over is in {name!r}"),
                Text("同一米制投影坐标系", "one projected CRS in metres for all of them"),
            )


def _spreadable(rows: gpd.GeoDataFrame, keep: Collection[str]) -> NDArray[np.bool_]:
    polygons = rows.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    enclosed = rows["enclosed"].astype("boolean").fillna(False).astype(bool)
    counts = rows[list(GROUPS)].astype("Float64").fillna(0.0)
    anybody = (counts > 0).any(axis=1)
    mask = polygons & ~enclosed & anybody & ~rows["id"].isin(list(keep))
    return np.asarray(mask.to_numpy(dtype=bool))


def _parts_on_buildings(
    places: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame | None,
    land_use: gpd.GeoDataFrame | None,
) -> _Parts:
    if buildings is None or buildings.empty or places.empty:
        return _NO_PARTS
    ordered = buildings.sort_values("id", kind="stable").reset_index(drop=True)
    spots = shapely.point_on_surface(ordered.geometry.to_numpy())
    homes = np.flatnonzero(is_residential(ordered, spots, land_use))
    holder = _smallest_holder(places.geometry.to_numpy(), spots[homes])
    members: dict[int, list[int]] = defaultdict(list)
    for home, place in zip(homes, holder, strict=True):
        if place >= 0:
            members[int(place)].append(int(home))
    dwellings = numbers(ordered, "dwellings")
    floor_area = _floor_area_m2(ordered)
    ids, place_ids = ordered["id"].to_numpy(), places["id"].to_numpy()
    found: dict[str, list[_Part]] = {}
    for place, inside in members.items():
        weights = _building_weights(dwellings[inside], floor_area[inside])
        parts = [
            _Part(str(ids[i]), w, spots[i]) for i, w in zip(inside, weights, strict=True) if w > 0
        ]
        if parts:
            found[str(place_ids[place])] = parts
    return found


def _smallest_holder(places: NDArray[np.object_], spots: NDArray[np.object_]) -> NDArray[np.int64]:
    """(N,) position of the first place that holds each spot, its border included; -1 for none."""
    holder = np.full(len(spots), len(places), dtype=np.int64)
    spot, place = shapely.STRtree(places).query(spots, "intersects")
    np.minimum.at(holder, spot, place)
    return np.where(holder == len(places), -1, holder)


def _building_weights(
    dwellings: NDArray[np.float64], floor_area_m2: NDArray[np.float64]
) -> list[int]:
    """Dwellings where all tell them, floor area where none does.

    Where some do, the others are taken to hold as many dwellings for their floor area as those:
    dwellings and square metres do not add up.
    """
    known = ~np.isnan(dwellings)
    if not known.any():
        return _steps(floor_area_m2)
    told_area_m2 = float(floor_area_m2[known].sum())
    density = float(dwellings[known].sum()) / told_area_m2 if told_area_m2 > 0 else 0.0
    return _steps(np.where(known, dwellings, floor_area_m2 * density))


def _floor_area_m2(buildings: gpd.GeoDataFrame) -> NDArray[np.float64]:
    floors = numbers(buildings, "floors")
    floors = np.where(np.isnan(floors) | (floors < 1), 1.0, floors)
    return np.asarray(shapely.area(buildings.geometry.to_numpy()) * floors)


def _steps(weights: NDArray[np.float64]) -> list[int]:
    return [round(weight * _WEIGHT_STEPS) for weight in weights.tolist()]


def _parts_on_land(places: gpd.GeoDataFrame, land_use: gpd.GeoDataFrame | None) -> _Parts:
    land = residential_land(land_use)
    if land is None or places.empty:
        return _NO_PARTS
    shapes, land_shapes = places.geometry.to_numpy(), land.geometry.to_numpy()
    place, plot = shapely.STRtree(land_shapes).query(shapes, "intersects")
    pieces = [_polygonal(p) for p in shapely.intersection(shapes[place], land_shapes[plot])]
    weights = _steps(shapely.area(np.array(pieces, dtype=object)))
    ids, place_ids = land["id"].to_numpy(), places["id"].to_numpy()
    found: dict[str, list[_Part]] = defaultdict(list)
    for i, j, piece, weight in zip(place, plot, pieces, weights, strict=True):
        if weight > 0:
            found[str(place_ids[i])].append(_Part(str(ids[j]), weight, piece))
    return found


def _polygonal(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of an intersection; touching edges and points are left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _parts_of(row: Mapping[str, Any], parts: Sequence[_Part]) -> list[dict[str, Any]]:
    ordered = sorted(parts, key=lambda part: part.id)
    weights = [part.weight for part in ordered]
    shares = {name: _shares(row[name], weights) for name in GROUPS}
    return [
        {
            **row,
            **{name: shares[name][i] for name in GROUPS},
            "id": f"{_escaped(str(row['id']))}@{_escaped(part.id)}",
            "modelled": True,
            "geometry": part.shape,
        }
        for i, part in enumerate(ordered)
        if any(shares[name][i] for name in GROUPS)
    ]


def _shares(count: float | None, weights: Sequence[int]) -> Sequence[float | None]:
    # A count that nobody recorded stays unrecorded in every part.
    if count is None or pd.isna(count):
        return [None] * len(weights)
    return apportion(float(count), weights)


def _escaped(name: str) -> str:
    # Without this, place `a@b` with building `c` and place `a` with building `b@c` would be one.
    return name.replace("%", "%25").replace("@", "%40")


def _as_layer(rows: list[dict[str, Any]], crs: object) -> gpd.GeoDataFrame:
    names = [*_LAYER.column_names, "geometry"]
    table = pd.DataFrame(rows, columns=names)
    types = {column.name: PANDAS_TYPE[column.type] for column in _LAYER.columns}
    frame = gpd.GeoDataFrame(table.astype(types), geometry="geometry", crs=crs)
    return frame.sort_values("id", kind="stable").reset_index(drop=True)
