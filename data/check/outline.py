"""Where a district is: the union of its areas of level `district`."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.district import District


def outline(district: District) -> BaseGeometry | None:
    """The district's polygon in its CRS; None when no area of level `district` is there."""
    if not district.has("areas"):
        return None
    areas = district.features("areas").sort_values("id", kind="stable")
    shapes = areas.geometry[(areas["level"] == "district").fillna(False).to_numpy(dtype=bool)]
    return None if shapes.empty else shapely.union_all(shapes.to_numpy())
