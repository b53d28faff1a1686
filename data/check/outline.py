"""Where a district is: the areas that are the district itself."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.own_district import own_district


def outline(district: District) -> BaseGeometry | None:
    """The district's polygon in its CRS; None when no area of level `district` is there."""
    if not district.has("areas"):
        return None
    areas = district.features("areas").sort_values("id", kind="stable")
    shapes = areas.geometry[own_district(areas, (district.name,))]
    return None if shapes.empty else shapely.union_all(shapes.to_numpy())
