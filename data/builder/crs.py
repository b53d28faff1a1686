"""In which metric CRS a district is stored."""

import re
from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import CRS

from data.builder.boundary import boundary_of
from data.builder.convert import converted
from data.builder.drawn import drawn_centre
from data.builder.mapping import mapped_rows
from data.builder.source import ReadSource
from data.coordinates.datum import district_crs, parse_datum
from data.layers import LAYER_BY_NAME
from data.recipe.model import Recipe
from data.text import Text

_EPSG_CODE = re.compile(r"EPSG:\d{4,6}", re.IGNORECASE)
_SHOWN_LETTERS = 80
_CGCS2000 = CRS("EPSG:4490")


def district_crs_of(recipe: Recipe, areas: Sequence[ReadSource]) -> CRS:
    """The CRS that the recipe names, else the CGCS2000 3-degree zone of the boundary's centroid.

    A CRS without a code would come back from a file as another one, and so hash anew.

    Raises:
        RecipeError: It is not the EPSG code of a projected CRS in metres, or there is no boundary
            to go by.
    """
    notation = recipe.district.crs
    if notation is None:
        return district_crs(_middle_longitude(recipe, areas))
    if _EPSG_CODE.fullmatch(notation):
        crs = parse_datum(notation, recipe.path).crs
        if crs.to_authority(min_confidence=100) and _is_metric(crs):
            return crs
    shown = notation if len(notation) <= _SHOWN_LETTERS else notation[:_SHOWN_LETTERS] + "..."
    raise recipe.error(
        "district.crs",
        Text(f"为“{shown}”", f"is {shown!r}"),
        Text(
            "米制投影坐标系的 EPSG 代码，如 EPSG:4544",
            "the EPSG code of a projected CRS in metres, such as EPSG:4544",
        ),
    )


def _is_metric(crs: CRS) -> bool:
    return crs.is_projected and all(axis.unit_name == "metre" for axis in crs.axis_info)


def _middle_longitude(recipe: Recipe, areas: Sequence[ReadSource]) -> float:
    for number, source in enumerate(areas):
        at, drawn = source.origin.at, source.origin.table.drawn
        if drawn is not None:
            level = source.origin.table.columns.get("level")
            if getattr(level, "value", None) == "district":
                return drawn_centre(recipe, drawn, f"{at}.drawn")[0]
        elif source.datum is not None:
            longitude = _longitude_of_rows(recipe, source, number)
            if longitude is not None:
                return longitude
    raise recipe.error(
        "district.crs",
        Text("未写明，也没有区县边界可推定", "is not named, and there is no boundary to go by"),
        Text("米制投影坐标系，如 EPSG:4544", "a projected CRS in metres such as EPSG:4544"),
    )


def _longitude_of_rows(recipe: Recipe, source: ReadSource, number: int) -> float | None:
    """Longitude of the boundary's centroid, if this source has the boundary."""
    if source.datum is None:
        return None
    layer = LAYER_BY_NAME["areas"]
    table = source.origin.table
    rows = mapped_rows(recipe, layer, table, source.frame, number, source.origin.at)
    shapes = rows["geometry"].to_numpy(dtype=object)
    labels = [str(row) for row in rows.index]
    moved = converted(shapes, source.datum, _CGCS2000, source.origin.file, labels).shapes
    placed = ~shapely.is_missing(moved)
    moved[placed] = shapely.make_valid(np.asarray(moved[placed], dtype=object))
    boundary = boundary_of(recipe, rows.assign(geometry=moved))
    return None if boundary is None else float(boundary.centroid.x)
