"""Random small scenes of polygons, for laws of zones, land use and host buildings."""

import numpy as np
import shapely
from hypothesis import strategies as st
from support.small_scene import at_points, in_shape, small

from data.rulepacks.checks import (
    BelowDwellings,
    HostBuilding,
    InsideZone,
    LandUse,
    OutsideZone,
    OverlapShare,
)
from geo.scene.sites import Shape, Source

CHECKS = (
    OutsideZone(zones=("redline", "park")),
    InsideZone(zones=("redline", "park")),
    OverlapShare(zones=("redline", "park"), at_most=0.3),
    LandUse(one_of=("0901",)),
    LandUse(none_of=("0701",)),
    HostBuilding(none_of=("residential", "mixed")),
    BelowDwellings(gap_floors=2),
)
FACTS = {"floor": (2, Source.DECLARED), "building_use": ("office", Source.DECLARED)}
_WHOLE = st.integers(-60, 60)


@st.composite
def polygons(draw):
    """A box, a triangle, a box with a hole, or a rounded blot."""
    x, y, width, height = (
        draw(_WHOLE),
        draw(_WHOLE),
        draw(st.integers(4, 70)),
        draw(st.integers(4, 70)),
    )
    box = shapely.box(x, y, x + width, y + height)
    kind = draw(st.sampled_from(("box", "triangle", "ring", "blot")))
    if kind == "triangle":
        return shapely.Polygon([(x, y), (x + width, y), (x, y + height)])
    if kind == "ring":
        return box.difference(box.centroid.buffer(min(width, height) / 3))
    return box if kind == "box" else shapely.Point(x, y).buffer(width / 2)


ZONES = st.lists(st.tuples(st.sampled_from(("ecological_redline", "park")), polygons()), max_size=4)
CODES = st.sampled_from(("0901", "0701", "B1", "B", "0901/0701", "1207"))
LANDS = st.lists(st.tuples(CODES, polygons()), max_size=4)
HOUSES = st.lists(
    st.tuples(
        st.sampled_from(("residential", "mixed", "office", None)),
        st.sampled_from((None, 1, 3, 5)),
        st.sampled_from((None, 1, 6)),
        polygons(),
    ),
    max_size=4,
)
ERRORS = st.sampled_from((0.0, 0.0, 1.0, 6.0))
POINTS = st.lists(st.tuples(_WHOLE, _WHOLE), min_size=1, max_size=8)


def drawn(zones=(), lands=(), houses=(), **more):
    """A district of drawn polygons."""
    return small(
        control_zones=[{"kind": kind, "at": shape} for kind, shape in zones],
        land_use=[{"code": code, "at": shape} for code, shape in lands],
        buildings=[
            {"use": use, "lowest_dwelling_floor": lowest, "floors": floors, "at": shape}
            for use, lowest, floors, shape in houses
        ],
        **more,
    )


districts = st.builds(drawn, ZONES, LANDS, HOUSES, error_m=ERRORS)


@st.composite
def sites(draw):
    """Points or one parcel, with an error; points with facts or without."""
    error = draw(ERRORS)
    if draw(st.booleans()):
        return in_shape(draw(polygons()), Shape.PARCEL, error)
    facts = FACTS if draw(st.booleans()) else {}
    # Off whole metres, so that no point lies on a border, where touching has rules of its own.
    points = np.array(draw(POINTS)) + np.array([0.317, 0.211])
    return at_points(*points.tolist(), error_m=error, facts=facts)
