"""Shapes that several control zones of the demo district are made of."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.demo.layout import Layout
from data.demo.plan import RURAL_FROM_Y

# Kind, name, shape; a zone in several parts has a row for each.
Zone = tuple[str, str, BaseGeometry]


def square(layout: Layout, x: float, y: float, half_m: float) -> BaseGeometry:
    """A square of the board on the ground, as far as it lies in the district."""
    outline = (x - half_m, y - half_m, x + half_m, y + half_m)
    return within(layout, layout.plan.warp.rectangles([outline])[0])


def rectangle(layout: Layout, west: float, south: float, east: float, north: float) -> BaseGeometry:
    """A rectangle of the board on the ground, as far as it lies in the district."""
    shape = layout.plan.warp.rectangles([(west, south, east, north)], pieces=8)[0]
    return within(layout, shape)


def within(layout: Layout, shape: BaseGeometry) -> BaseGeometry:
    """As much of a shape as lies in the district."""
    clipped: BaseGeometry = shapely.intersection(shape, layout.boundary)
    return clipped


def town(layout: Layout, below_y: float = RURAL_FROM_Y) -> BaseGeometry:
    """The cells of the town as far as `below_y` on the board, and the industrial parks."""
    plan = layout.plan
    cells = [
        cell
        for cell in plan.district_cells()
        if plan.middle(cell)[1] < below_y or cell in layout.areas.park_cells
    ]
    shape: BaseGeometry = shapely.union_all(plan.cell_polygons(cells))
    return shape
