"""What people call a building or parcel: its name, and its address in the district's own layers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.declarations import Visibility
from data.district import District
from geo.site.grounds import Outlines
from geo.site.seen import column_seen, rows_seen


@dataclass(frozen=True)
class PlaceName:
    """What a place is called.

    Attributes:
        name: Its name; None where it has none that the asker may see.
        addresses: Its standard addresses, in the order of their ids; empty likewise.
    """

    name: str | None
    addresses: tuple[str, ...]

    @property
    def address(self) -> str | None:
        """The first of its addresses."""
        return self.addresses[0] if self.addresses else None


def place_names(
    district: District, outlines: Outlines, rows: NDArray[np.int64], level: Visibility
) -> tuple[PlaceName, ...]:
    """(P,) what some outlines are called.

    An address belongs to the building that it names, else to the outline in which its point lies.

    Args:
        district: The district.
        outlines: Buildings or parcels.
        rows: (P,) which of them.
        level: Up to which visibility the asker may see.
    """
    names = _names(district, outlines.layer, level)
    texts, at = _addresses(district, outlines, rows, level)
    by_place = np.argsort(at, kind="stable")
    ends = np.searchsorted(at[by_place], np.arange(1, len(rows)))
    return tuple(
        PlaceName(names.get(place), tuple(own))
        for place, own in zip(outlines.ids[rows], np.split(texts[by_place], ends), strict=False)
    )


def _names(district: District, layer: str, level: Visibility) -> dict[str, str]:
    if not district.has(layer) or not column_seen(district, layer, "name", level):
        return {}
    table = district.table(layer).loc[rows_seen(district, layer, level), ["id", "name"]].dropna()
    return dict(zip(table["id"], table["name"], strict=True))


def _addresses(
    district: District, outlines: Outlines, rows: NDArray[np.int64], level: Visibility
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Addresses that may be seen, and at which of the places each stands, by address and place."""
    none = np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
    if not district.has("addresses") or not column_seen(district, "addresses", "address", level):
        return none
    table = district.features("addresses").loc[rows_seen(district, "addresses", level)]
    table = table[table["address"].notna()]
    texts = table["address"].to_numpy(dtype=object)
    named = _named(table["building_id"], outlines, rows)
    inside = shapely.STRtree(outlines.shapes[rows]).query(table.geometry.to_numpy(), "intersects")
    # An address that names its building stands there and nowhere else.
    elsewhere = table["building_id"].notna().to_numpy(dtype=bool)
    free = ~elsewhere | (outlines.layer != "buildings")
    inside = inside[:, free[inside[0]]]
    address, place = np.unique(np.hstack([named, inside]), axis=1)
    return texts[address], np.asarray(place, dtype=np.int64)


def _named(buildings: pd.Series, outlines: Outlines, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """(2, K) addresses and the places that they name."""
    if outlines.layer != "buildings":
        return np.empty((2, 0), dtype=np.int64)
    place = pd.Index(outlines.ids[rows]).get_indexer(pd.Index(buildings))
    address = np.flatnonzero(place >= 0)
    return np.vstack([address, place[address]]).astype(np.int64)
