"""Who is responsible for a site: its district, subdistrict, community and grid."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.declarations import Visibility
from data.district import District
from geo.scene.knowledge import position_error_m
from geo.scene.sites import CLICKED_ERROR_M
from geo.scene.withheld import columns_withheld, kind_withheld

# From the widest to the finest; parks lie across the others.
RESPONSIBLE_LEVELS = ("district", "subdistrict", "community", "grid")
CONTACT_COLUMNS = ("specialist", "phone")
_TOLD_COLUMNS = (*CONTACT_COLUMNS, "name", "code", "level")


@dataclass(frozen=True)
class ResponsibleArea:
    """One area the site lies in, or may.

    Attributes:
        id, name, code, level: As in the layer `areas`; None where nobody recorded it.
        surely: Whether the site lies in it however far its position and the border may be off.
        specialist: The specialist; None where nobody recorded one, or it is withheld.
        phone: Likewise.
    """

    id: str
    name: str | None
    code: str | None
    level: str
    surely: bool
    specialist: str | None
    phone: str | None


@dataclass(frozen=True)
class Responsible:
    """Who is responsible for a site.

    Attributes:
        areas: The areas it lies in, or may, from the widest to the finest, by id.
        known: Whether the district has a layer of areas at all.
        error_m: How far the site and a border may be off, together.
        withheld: Columns that the asker may not see.
    """

    areas: tuple[ResponsibleArea, ...]
    known: bool
    error_m: float
    withheld: tuple[str, ...]

    def at(self, level: str) -> tuple[ResponsibleArea, ...]:
        """The areas of one level; more than one near a border."""
        return tuple(area for area in self.areas if area.level == level)

    @property
    def contacts(self) -> tuple[ResponsibleArea, ...]:
        """The finest areas of which a specialist or a telephone number may be named."""
        for level in reversed(RESPONSIBLE_LEVELS):
            found = tuple(a for a in self.at(level) if a.specialist or a.phone)
            if found:
                return found
        return ()


def responsible(
    district: District,
    site: BaseGeometry,
    *,
    error_m: float = CLICKED_ERROR_M,
    level: Visibility = Visibility.INTERNAL,
) -> Responsible:
    """The areas that a site lies in, and whom to ask there.

    Args:
        district: The district.
        site: Point or polygon in its CRS.
        error_m: How far the site's position may be off.
        level: Up to which visibility the asker may see.
    """
    hidden = columns_withheld(district, "areas", _TOLD_COLUMNS, level)
    withheld = tuple(column for column in CONTACT_COLUMNS if column in hidden)
    if not district.has("areas"):
        return Responsible((), False, error_m, withheld)
    reach_m = error_m + position_error_m(district, "areas")
    table = district.features("areas")
    shapes = np.asarray(table.geometry.to_numpy(), dtype=object)
    near = np.flatnonzero(shapely.dwithin(shapes, site, reach_m))
    seen = [
        int(row)
        for row in near
        if "level" not in hidden
        and not kind_withheld(district, "areas", table["level"][row], level)
    ]
    found = [_area(table, row, site, reach_m, hidden) for row in seen]
    levels = {name: rank for rank, name in enumerate(RESPONSIBLE_LEVELS)}
    kept = [area for area in found if area.level in levels]
    kept.sort(key=lambda area: (levels[area.level], area.id))
    return Responsible(tuple(kept), True, reach_m, withheld)


def _area(
    table: gpd.GeoDataFrame,
    row: int,
    site: BaseGeometry,
    reach_m: float,
    hidden: frozenset[str],
) -> ResponsibleArea:
    found = table.iloc[row]

    def text(column: str) -> str | None:
        value = found[column]
        return None if column in hidden or pd.isna(value) else str(value)

    shape = found["geometry"]
    return ResponsibleArea(
        id=str(found["id"]),
        name=text("name"),
        code=text("code"),
        level=str(found["level"]),
        surely=bool(shape.covers(site) and shape.boundary.distance(site) >= reach_m),
        specialist=text("specialist"),
        phone=text("phone"),
    )
