"""The permits of a district made ready to be looked up by address, building and place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District
from data.sites.address_text import address_texts, parted, several
from geo.levels import NO, Levels
from geo.scene.keyed import Indices, Keyed, keyed
from geo.scene.knowledge import position_error_m
from geo.scene.standing import standing

# Codes of no text, and of one that stands nowhere in the register; below 0, so never found.
NO_TEXT, UNHEARD = -1, -2
_MAX_CHARS = 300


@dataclass(frozen=True)
class Names:
    """Addresses as codes of plain text; `NO_TEXT` for none. M entries.

    Attributes:
        name: (M,) the whole address.
        house: (M,) its street and house number, without divisions.
        unit: (M,) the unit that it names behind that.
        clear: (M,) whether another unit than this surely is another place.
    """

    name: Indices
    house: Indices
    unit: Indices
    clear: NDArray[np.bool_]

    def of(self, chosen: Indices) -> "Names":
        """Some of them."""
        return Names(self.name[chosen], self.house[chosen], self.unit[chosen], self.clear[chosen])

    def and_also(self, more: "Names") -> "Names":
        """These, and then others."""
        return Names(
            np.concatenate([self.name, more.name]),
            np.concatenate([self.house, more.house]),
            np.concatenate([self.unit, more.unit]),
            np.concatenate([self.clear, more.clear]),
        )


def other_units(one: Names, other: Names) -> NDArray[np.bool_]:
    """(M,) whether two names at one house surely are of two units."""
    named = (one.unit != NO_TEXT) & (other.unit != NO_TEXT) & one.clear & other.clear
    return np.asarray(named & (one.unit != other.unit), dtype=bool)


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
        code: The code of a text; `UNHEARD` for one that nothing else has.
    """
    parts = [parted(text) for text in plain]

    def codes(texts: Iterable[str]) -> Indices:
        return np.array([code(text) if text else NO_TEXT for text in texts], dtype=np.int64)

    return Names(
        name=codes(plain),
        house=codes(part.house for part in parts),
        unit=codes(part.unit for part in parts),
        clear=np.array([part.clear for part in parts], dtype=bool),
    )


def plain_column(values: Iterable[object]) -> NDArray[np.object_]:
    """(N,) addresses as compared; empty text where there is none. Each text is read once."""
    column = pd.Series(list(values), dtype=object)
    codes, texts = pd.factorize(column)
    plain = np.array([*address_texts(str(t)[:_MAX_CHARS] for t in texts), ""], dtype=object)
    return np.asarray(plain[codes], dtype=object)


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
            named = address_texts(several(str(text)[:_MAX_CHARS]))
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
