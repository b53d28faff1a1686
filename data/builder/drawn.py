"""Shapes that a recipe draws itself: a box, a circle, the boundary, a grid of sample points."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.coordinates.datum import parse_datum
from data.coordinates.reprojection import to_crs
from data.errors import RecipeError
from data.recipe.model import Drawn, Recipe
from data.text import Text

# A side of a box in degrees bends in metres: it is followed in this many steps.
_STEPS_A_SIDE = 64
_QUARTER_SEGMENTS = 64
MAX_GRID_POINTS = 1_000_000


def drawn_frame(
    recipe: Recipe, drawn: Drawn, at: str, crs: CRS, boundary: BaseGeometry | None
) -> pd.DataFrame:
    """The shape, or the points of its grid, in the district's CRS, one a row, counted from 1.

    Raises:
        RecipeError: The boundary is asked for and there is none, or the grid would be too fine.
    """
    shape = _shape(recipe, drawn, at, crs, boundary)
    if drawn.buffer_m:
        shape = shapely.buffer(shape, drawn.buffer_m)
    shapes = np.array([shape], dtype=object)
    if drawn.grid_m is not None:
        shapes = _grid(recipe, shape, drawn.grid_m, at)
    return pd.DataFrame({"geometry": shapes}, index=pd.RangeIndex(1, len(shapes) + 1))


def drawn_centre(recipe: Recipe, drawn: Drawn, at: str) -> tuple[float, float]:
    """Longitude and latitude (CGCS2000, degrees) of the middle of a box or circle.

    Raises:
        RecipeError: The shape is the boundary itself.
    """
    if drawn.shape == "district" or drawn.crs is None:
        raise _no_boundary(recipe, at)
    west, south, east, north = drawn.bbox or (*(drawn.centre or ()), *(drawn.centre or ()))
    middle = np.array([shapely.Point((west + east) / 2, (south + north) / 2)], dtype=object)
    datum = parse_datum(recipe.datum(drawn.crs), recipe.path)
    (x, y), *_ = shapely.get_coordinates(to_crs(middle, datum, CRS("EPSG:4490"), file=recipe.path))
    return float(x), float(y)


def _shape(
    recipe: Recipe, drawn: Drawn, at: str, crs: CRS, boundary: BaseGeometry | None
) -> BaseGeometry:
    if drawn.shape == "district":
        if boundary is None:
            raise _no_boundary(recipe, at)
        return boundary
    if drawn.bbox is not None and drawn.shape == "bbox":
        west, south, east, north = drawn.bbox
        box = shapely.box(west, south, east, north)
        box = shapely.segmentize(box, max(east - west, north - south) / _STEPS_A_SIDE)
        return _moved(recipe, box, drawn, crs)
    centre = _moved(recipe, shapely.Point(*(drawn.centre or ())), drawn, crs)
    return shapely.buffer(centre, drawn.radius_m or 0.0, quad_segs=_QUARTER_SEGMENTS)


def _moved(recipe: Recipe, shape: BaseGeometry, drawn: Drawn, crs: CRS) -> BaseGeometry:
    datum = parse_datum(recipe.datum(drawn.crs or ""), recipe.path)
    moved: BaseGeometry = to_crs(np.array([shape], dtype=object), datum, crs, file=recipe.path)[0]
    return moved


def _grid(recipe: Recipe, shape: BaseGeometry, step_m: float, at: str) -> NDArray[np.object_]:
    """Points on whole multiples of the step, so that two districts share one grid."""
    west, south, east, north = shape.bounds
    x = np.arange(np.ceil(west / step_m), np.floor(east / step_m) + 1) * step_m
    y = np.arange(np.ceil(south / step_m), np.floor(north / step_m) + 1) * step_m
    if len(x) * len(y) > MAX_GRID_POINTS:
        found = Text(f"约 {len(x) * len(y)} 个点", f"about {len(x) * len(y)} points")
        expected = Text(f"不超过 {MAX_GRID_POINTS}", f"at most {MAX_GRID_POINTS}")
        raise recipe.error(f"{at}.grid_m", found, expected)
    xs, ys = np.meshgrid(x, y)
    points = np.asarray(shapely.points(xs.ravel(), ys.ravel()), dtype=object)
    shapely.prepare(shape)
    return points[shapely.intersects(shape, points)]


def _no_boundary(recipe: Recipe, at: str) -> RecipeError:
    return recipe.error(
        at,
        Text("没有区县边界", "the district has no boundary"),
        Text("areas 中 level 为 district 的区域", "an area with the level district in areas"),
    )
