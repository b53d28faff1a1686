"""Premises in random towns: points, buildings and parcels, with doors or without.

In these towns every kind is known to an error and in a place of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st
from support.random_towns import EXTENTS, POINT, Drawn, places_in, towns
from support.small_scene import at_points, in_shape

from geo.scene.sites import Shape, Sites

KINDS = (
    *(f"facilities/{kind}" for kind in ("primary_school", "middle_school", "school", "clinic")),
    "corridors/road",
    "permits/internet_cafe",
    "gates",
)
# Most kinds are known as the town says; the others by something of their own.
_SAID = (
    *[{}] * 6,
    {"position_error_m": 0.0},
    {"position_error_m": 3.0},
    {"position_error_m": 30.0},
    {"position_error_m": None},
    {"rows_lost": 1},
    *({"extent": extent} for extent in EXTENTS),
)


@dataclass(frozen=True)
class Premises:
    """One site as it is drawn.

    Attributes:
        shape: A point, or the outline of a building or parcel.
        what: What the shape is.
        doors: The doors that are known.
        error_m: How far its position may be off.
        doors_error_m: How far that of its doors may be; None where as far as the site's.
    """

    shape: Any
    what: Shape
    doors: tuple[tuple[float, float], ...] = ()
    error_m: float = 0.0
    doors_error_m: float | None = None

    def build(self) -> Sites:
        """The one site."""
        if self.what == Shape.DOOR:
            return at_points((self.shape.x, self.shape.y), error_m=self.error_m)
        here = in_shape(self.shape, self.what, self.error_m, self.doors)
        if self.doors_error_m is None:
            return here
        return replace(here, doors_error_m=np.array([self.doors_error_m]))


@st.composite
def _outlines(
    draw: st.DrawFn, places: st.SearchStrategy[tuple[int, int]] = POINT
) -> shapely.Polygon:
    """A box, one with a corner cut out, or one with a yard."""
    x, y = draw(places)
    wide, high = draw(st.integers(6, 60)), draw(st.integers(6, 60))
    box = shapely.box(x, y, x + wide, y + high)
    cut = draw(st.sampled_from(("no", "no", "corner", "yard")))
    if cut == "corner":
        return box.difference(shapely.box(x, y, x + wide // 2, y + high // 2))
    if cut == "yard":
        return box.difference(shapely.box(x + 2, y + 2, x + wide - 2, y + high - 2))
    return box


@st.composite
def premises(draw: st.DrawFn, places: st.SearchStrategy[tuple[int, int]]) -> Premises:
    """A site; doors lie in its outline, on it, or a few metres before it."""
    error = draw(st.sampled_from((0.0, 0.0, 5.0, 10.0)))
    what = draw(st.sampled_from((Shape.DOOR, *[Shape.BUILDING, Shape.PARCEL] * 2)))
    if what == Shape.DOOR:
        return Premises(shapely.Point(draw(places)), what, error_m=error)
    outline = draw(_outlines(places))
    west, south, east, north = map(int, outline.bounds)
    beside = st.tuples(st.integers(west - 9, east + 9), st.integers(south - 9, north + 9))
    doors = draw(st.one_of(st.just([]), st.lists(beside, max_size=2, unique=True)))
    of_doors = draw(st.sampled_from((None, 0.0, 3.0, 30.0)))
    return Premises(outline, what, tuple(doors), error, of_doors)


@st.composite
def yards(draw: st.DrawFn) -> tuple[Any, ...]:
    """Outlines of schools that are not convex."""
    return tuple(draw(st.lists(_outlines(), max_size=2)))


@st.composite
def towns_by_kind(draw: st.DrawFn) -> Drawn:
    """A town of which every kind is known in its own way, with some schools of odd shapes."""
    town = draw(towns())
    odd = [
        {"id": f"odd{n}", "at": at, "kind": "middle_school", "status": None}
        for n, at in enumerate(draw(yards()))
    ]
    gate = {"id": "odd-gate", "of": "odd0", "at": draw(POINT)}
    if odd and draw(st.booleans()):
        town = town.having("gates", gate)
    said: Mapping[str, Any] = {kind: draw(st.sampled_from(_SAID)) for kind in KINDS}
    return replace(town.having("facilities", *odd), declare=said)


@st.composite
def surveyed_premises(draw: st.DrawFn) -> tuple[Drawn, Premises]:
    """A town, and a site in it."""
    town = draw(towns_by_kind())
    return town, draw(premises(places_in(town)))
