"""In which metric CRS a district is stored."""

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import CRS

from data.builder.boundary import boundary_of
from data.builder.convert import converted
from data.builder.drawn import drawn_centre
from data.builder.mapping import mapped_rows
from data.builder.source import ReadSource
from data.datum import DatumKind, district_crs, parse_datum
from data.layers import LAYER_BY_NAME
from data.recipe import Recipe
from data.text import Text

_CGCS2000 = CRS("EPSG:4490")


def district_crs_of(recipe: Recipe, areas: Sequence[ReadSource]) -> CRS:
    """The CRS that the recipe names, else the CGCS2000 3-degree zone of the boundary's centroid.

    Raises:
        RecipeError: It is not a projected CRS in metres, or there is no boundary to go by.
    """
    notation = recipe.district.crs
    if notation is None:
        return district_crs(_middle_longitude(recipe, areas))
    datum = parse_datum(notation, recipe.path)
    if datum.kind is not DatumKind.CRS or datum.private or not _is_metric(datum.crs):
        raise recipe.error(
            "district.crs",
            Text(f"为 {datum.label}", f"is {datum.label}"),
            Text("公开的米制投影坐标系", "a public projected CRS in metres"),
        )
    return datum.crs


def _is_metric(crs: CRS) -> bool:
    return crs.is_projected and crs.axis_info[0].unit_name == "metre"


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
