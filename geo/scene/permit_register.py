"""The permits of a district made ready to be looked up by address, building and place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District
from geo.levels import NO, Levels
from geo.scene.address_text import house_of, plain_address, plain_column, several
from geo.scene.keyed import Indices, Keyed, keyed
from geo.scene.knowledge import position_error_m
from geo.scene.standing import standing


@dataclass(frozen=True)
class Names:
    """Addresses as codes of plain text; -1 for none. M entries.

    Attributes:
        name: (M,) the whole address.
        house: (M,) as far as its house number.
        unit: (M,) whether it names a unit behind that.
    """

    name: Indices
    house: Indices
    unit: NDArray[np.bool_]

    def of(self, chosen: Indices) -> "Names":
        """Some of them."""
        return Names(self.name[chosen], self.house[chosen], self.unit[chosen])


@dataclass(frozen=True)
class Addresses:
    """The layer `addresses`: A rows, M names.

    Attributes:
        names: (M,) every name, standard, former or alias.
        row: (M,) the row that each is of.
        by_name: Names by their code.
        by_row: Names by their row.
        building: (A,) code of the building; -1 where nobody recorded it.
        alone: (A,) whether its building is known and has no other address.
        by_building: Rows by their building.
        tree: R-tree over the (A,) points.
        error_m: Their position error.
    """

    names: Names
    row: Indices
    by_name: Keyed
    by_row: Keyed
    building: Indices
    alone: NDArray[np.bool_]
    by_building: Keyed
    tree: shapely.STRtree
    error_m: float


@dataclass(frozen=True)
class Buildings:
    """The layer `buildings`.

    Attributes:
        codes: (B,) code of each.
        outlines: R-tree over the outlines.
        insides: R-tree over one point inside each.
        error_m: Position error.
    """

    codes: Indices
    outlines: shapely.STRtree
    insides: shapely.STRtree
    error_m: float


@dataclass(frozen=True)
class Register:
    """The permits that stand on a day, or may, and what says where they are.

    Attributes:
        rows: (P,) their rows in the layer `permits`.
        standing: (P,) whether each stands, or only may.
        names: (P,) the address of each.
        building: (P,) code of the building of each; -1 where nobody recorded it.
        by_name: Permits by address.
        by_house: Permits by house number.
        by_building: Permits by building.
        tree: R-tree over the (P,) points.
        error_m: (P,) position error.
        addresses: What else places are called.
        buildings: Where buildings are.
        codes: Plain text to code, of names and of house numbers alike.
    """

    rows: Indices
    standing: Levels
    names: Names
    building: Indices
    by_name: Keyed
    by_house: Keyed
    by_building: Keyed
    tree: shapely.STRtree
    error_m: NDArray[np.float64]
    addresses: Addresses
    buildings: Buildings
    codes: dict[str, int]


def register(district: District, on: date) -> Register:
    """Prepare the permits of a district; a layer that is not there matches nothing.

    Args:
        district: The district.
        on: The day.
    """
    permits = _table(district, "permits", ("address", "building_id", "type", "status", "expires"))
    addresses = _table(district, "addresses", ("address", "former", "aliases", "building_id"))
    buildings = _table(district, "buildings", ())
    levels = standing(permits, on)
    rows = np.flatnonzero(levels > NO)
    permits = permits.iloc[rows]
    codes: dict[str, int] = {}

    def code(text: str) -> int:
        return codes.setdefault(text, len(codes))

    of_permit, of_address, of_building = _codes(
        permits["building_id"], addresses["building_id"], buildings["id"]
    )
    names = coded(plain_column(permits["address"]), code)
    kinds = permits["type"].to_numpy(dtype=object)
    errors = {kind: position_error_m(district, "permits", kind) for kind in dict.fromkeys(kinds)}
    return Register(
        rows=rows,
        standing=levels[rows],
        names=names,
        building=of_permit,
        by_name=keyed(names.name),
        by_house=keyed(names.house),
        by_building=keyed(of_permit),
        tree=shapely.STRtree(_shapes(permits)),
        error_m=np.array([errors[kind] for kind in kinds], dtype=float),
        addresses=_addresses(addresses, of_address, code, position_error_m(district, "addresses")),
        buildings=_buildings(
            _shapes(buildings), of_building, position_error_m(district, "buildings")
        ),
        codes=codes,
    )


def coded(plain: NDArray[np.object_], code: Callable[[str], int]) -> Names:
    """Plain names as codes.

    Args:
        plain: (M,) the names; empty text for none.
        code: The code of a text; -1 for one that nothing else has.
    """
    houses = [house_of(text) for text in plain]
    return Names(
        np.array([code(text) if text else -1 for text in plain], dtype=np.int64),
        np.array([code(text) if text else -1 for text in houses], dtype=np.int64),
        np.array([h != t for h, t in zip(houses, plain, strict=True)], dtype=bool),
    )


def _table(district: District, layer: str, columns: Sequence[str]) -> pd.DataFrame:
    if district.has(layer):
        return district.table(layer)
    return pd.DataFrame({name: pd.Series(dtype=object) for name in ("id", *columns, "geometry")})


def _shapes(table: pd.DataFrame) -> NDArray[np.object_]:
    return np.asarray(table["geometry"].to_numpy(), dtype=object)


def _codes(*columns: pd.Series) -> list[Indices]:
    """Ids of several columns as codes of one numbering; -1 where null."""
    every = pd.concat([column.astype(object) for column in columns])
    codes = pd.factorize(every)[0].astype(np.int64)
    return np.split(codes, np.cumsum([len(column) for column in columns])[:-1])


def _buildings(outlines: NDArray[np.object_], codes: Indices, error_m: float) -> Buildings:
    insides = shapely.STRtree(shapely.point_on_surface(outlines))
    return Buildings(codes, shapely.STRtree(outlines), insides, error_m)


def _addresses(
    table: pd.DataFrame, building: Indices, code: Callable[[str], int], error_m: float
) -> Addresses:
    owner: list[int] = []
    plain: list[str] = []
    for column in ("address", "former", "aliases"):
        values = table[column]
        rows_named = np.flatnonzero(values.notna().to_numpy(dtype=bool)).tolist()
        for row, text in zip(rows_named, values.dropna().tolist(), strict=True):
            named = [plain_address(part) for part in several(str(text))]
            owner += [row] * len(named)
            plain += named
    names, rows = coded(np.array(plain, dtype=object), code), np.array(owner, dtype=np.int64)
    _, which, count = np.unique(building, return_inverse=True, return_counts=True)
    return Addresses(
        names=names,
        row=rows,
        by_name=keyed(names.name),
        by_row=keyed(rows),
        building=building,
        alone=(building >= 0) & (count[which] == 1),
        by_building=keyed(building),
        tree=shapely.STRtree(_shapes(table)),
        error_m=error_m,
    )
