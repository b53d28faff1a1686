"""Small random plots of zones, land and houses, with sites drawn from them so that most lie in one.

Kinds are known to different errors; now and then one is stale, lost rows or ends in the plot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st
from support.drawn_zones import polygons
from support.small_scene import at_points, in_shape, small

from data.district import District
from data.rulepacks.checks import (
    BelowDwellings,
    Check,
    HostBuilding,
    InsideZone,
    LandUse,
    OutsideZone,
    OverlapShare,
)
from geo.scene.sites import FactColumn, Shape, Sites, Source

Shapes = tuple[tuple[Any, ...], ...]
NEEDS: Mapping[Check, str] = {
    OutsideZone(zones=("redline", "park")): "control_zones",
    InsideZone(zones=("redline", "park")): "control_zones",
    OverlapShare(zones=("redline", "park"), at_most=0.1): "control_zones",
    LandUse(one_of=("0901",)): "land_use",
    LandUse(none_of=("0701",)): "land_use",
    HostBuilding(none_of=("residential", "mixed")): "buildings",
    BelowDwellings(gap_floors=2): "buildings",
}
# Two of three kinds are known as the plot says; the others by something of their own.
_SAID = (
    *[{}] * 12,
    {"position_error_m": 3.0},
    {"position_error_m": 12.0},
    {"position_error_m": None},
    {"never_stale": False},
    {"rows_lost": 2},
    {"extent": shapely.box(-300.5, -300.5, 10.5, 300.5)},
)
_DECLARED = ("control_zones/ecological_redline", "control_zones/park", "land_use", "buildings")
_CODES = ("0901", "0901", "0902", "0701", "B1", "0901/0701")
_SOURCES = (Source.DECLARED, Source.DECLARED, Source.DOCUMENT, Source.SEEN)


@dataclass(frozen=True)
class Plot:
    """What is drawn, before it becomes a district.

    Attributes:
        zones: Kind and shape.
        lands: Code and shape.
        houses: Use, lowest dwelling floor, floors and shape.
        declare: By layer or kind, what its declaration says differently.
    """

    zones: Shapes
    lands: Shapes
    houses: Shapes
    declare: Mapping[str, Mapping[str, object]]

    def build(self, **more: Any) -> District:
        """The district; `more` goes to `small`."""
        return small(
            control_zones=[{"kind": kind, "at": at} for kind, at in self.zones],
            land_use=[{"code": code, "at": at} for code, at in self.lands],
            buildings=[
                {"use": use, "lowest_dwelling_floor": lowest, "floors": floors, "at": at}
                for use, lowest, floors, at in self.houses
            ],
            **{"checked": False, "declare": self.declare} | more,
        )

    def but(self, **changes: Any) -> "Plot":
        """The same plot with something exchanged."""
        return replace(self, **changes)

    def backwards(self) -> "Plot":
        """The same plot, its rows in the other order."""
        return self.but(zones=self.zones[::-1], lands=self.lands[::-1], houses=self.houses[::-1])

    def moved(self, east: float, north: float) -> "Plot":
        """The same plot somewhere else, with all that is declared of it."""
        rows = {name: _moved(getattr(self, name), (east, north)) for name in ROWS}
        declare = {
            name: {what: _away(said, (east, north)) for what, said in each.items()}
            for name, each in self.declare.items()
        }
        return self.but(**rows, declare=declare)


ROWS = ("zones", "lands", "houses")


def _moved(rows: Shapes, by: tuple[float, float]) -> Shapes:
    return tuple((*rest, _away(at, by)) for *rest, at in rows)


def _away(said: Any, by: tuple[float, float]) -> Any:
    if not isinstance(said, shapely.Geometry):
        return said
    return shapely.transform(said, lambda xy: xy + np.array(by))


@st.composite
def _strips(draw: st.DrawFn) -> Shapes:
    """Land side by side, so that a site lies in one or between two."""
    codes = draw(st.lists(st.sampled_from(_CODES), min_size=2, max_size=4))
    edges = [-100, -30, 10, 50, 140][: len(codes) + 1]
    sides = pairwise(edges)
    return tuple(
        (code, shapely.box(west, -100, east, 140))
        for code, (west, east) in zip(codes, sides, strict=True)
    )


def _tuples(*parts: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> Any:
    return st.lists(st.tuples(*parts), min_size=least, max_size=most).map(tuple)


_ZONES = _tuples(st.sampled_from(("ecological_redline", "park")), polygons(), least=1, most=4)
_LANDS = st.one_of(_strips(), _strips(), _tuples(st.sampled_from(_CODES), polygons(), least=1))
_HOUSES = _tuples(
    st.sampled_from(("residential", "mixed", "mixed", "office", "office", "commercial", None)),
    st.sampled_from((2, 3, 4, 4, 6, 6, None)),
    st.sampled_from((None, None, 6, 8)),
    polygons(),
    least=1,
    most=2,
)


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    """A plot with something of every layer."""
    said = {name: draw(st.sampled_from(_SAID)) for name in _DECLARED}
    return Plot(draw(_ZONES), draw(_LANDS), draw(_HOUSES), said)


@st.composite
def sites_in(draw: st.DrawFn, plot: Plot) -> Sites:
    """Points in and beside the polygons of a plot, or one of its outlines; mostly with facts."""
    # Houses more often: only in one of them has a floor, or a use, anything to say.
    rows = (*plot.zones, *plot.lands, *plot.houses * 6)
    shapes = [row[-1] for row in rows]
    outlines = [row[-1] for row in (*plot.zones, *plot.zones, *plot.houses)]
    error = draw(st.sampled_from((0.0, 0.0, 1.0, 5.0)))
    what = draw(st.sampled_from((*[Shape.DOOR] * 3, Shape.PARCEL, Shape.BUILDING)))
    if what != Shape.DOOR:
        here = in_shape(_away(draw(st.sampled_from(outlines)), draw(_STEP)), what, error)
    else:
        picked = draw(st.lists(st.tuples(st.sampled_from(shapes), _STEP), min_size=1, max_size=6))
        here = at_points(*[_beside(shape, by) for shape, by in picked], error_m=error)
    return replace(here, facts=draw(_facts(here.count)))


_STEP = st.tuples(*[st.sampled_from((0, 0, 0, 0, 0, -1, 3, -9, 20))] * 2)


def _beside(shape: shapely.Geometry, by: tuple[int, int]) -> tuple[float, float]:
    """Off whole metres, so that no point lies on a border, where touching has rules of its own."""
    inside = shape.point_on_surface()
    return np.floor(inside.x) + by[0] + 0.3125, np.floor(inside.y) + by[1] + 0.1875


@st.composite
def _facts(draw: st.DrawFn, count: int) -> Mapping[str, FactColumn]:
    values = {
        "floor": (1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
        "building_use": ("office", "residential"),
    }
    told = draw(
        st.sampled_from((("floor",), ("floor", "building_use"), ("floor",), ("floor",), ()))
    )
    return {name: _column(draw, values[name], count) for name in told}


def _column(draw: st.DrawFn, values: tuple[Any, ...], count: int) -> FactColumn:
    each = [draw(st.sampled_from(values)) for _ in range(count)]
    sources = [draw(st.sampled_from(_SOURCES)) for _ in range(count)]
    kind: Any = object if isinstance(values[0], str) else float
    return FactColumn(np.array(each, dtype=kind), np.array(sources, dtype=np.uint8))


@st.composite
def surveyed(draw: st.DrawFn) -> tuple[Plot, Sites]:
    """A plot, and sites in it."""
    plot = draw(plots())
    return plot, draw(sites_in(plot))
