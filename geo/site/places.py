"""Places that are asked about, from wherever they come, before they are placed in a district."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.errors import SiteError
from data.layers import LAYER_BY_NAME
from data.sites.coordinates import Clicked
from data.sites.drawn import Drawn
from data.sites.drawn_error import MAX_ERROR_M
from data.text import Text
from data.written import key, shown
from geo.scene.sites import CLICKED_ERROR_M, Shape
from geo.site.grounds import Grounds, layer_error_m
from geo.site.lookup import Match

# What a name says is no address: no permit is looked for under it.
_ADDRESSES = ("address", "former", "aliases")
_SITE_IS: Mapping[str, Shape] = MappingProxyType(
    {
        "door": Shape.DOOR, "门": Shape.DOOR,
        "building": Shape.BUILDING, "建筑": Shape.BUILDING,
        "parcel": Shape.PARCEL, "地块": Shape.PARCEL,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Places:
    """N places.

    Attributes:
        shapes: (N,) points or polygons in the district's CRS.
        what: (N,) codes of `Shape`: what each is asked about as.
        own_error_m: (N,) position error of the shape as it came; NaN where nobody declares it.
        stated_error_m: (N,) what the asker states it is; NaN where nothing is stated.
        building: (N,) id of the building each is known to be in, else None.
        outline: (N,) id of the row of the district whose polygon the shape is, else None.
        address: (N,) the address as given, else None.
    """

    shapes: NDArray[np.object_]
    what: NDArray[np.uint8]
    own_error_m: NDArray[np.float64]
    stated_error_m: NDArray[np.float64]
    building: NDArray[np.object_]
    outline: NDArray[np.object_]
    address: NDArray[np.object_]

    @property
    def count(self) -> int:
        """N."""
        return len(self.shapes)


def clicked_place(
    clicked: Clicked, site_is: str | None = None, error_m: float | None = None
) -> Places:
    """A point clicked on a map, good to 5 m unless stated otherwise; a door unless said so.

    Raises:
        SiteError: `site_is` or `error_m` makes no sense.
    """
    return _one(clicked.point, CLICKED_ERROR_M, _what(site_is, Shape.DOOR), error_m)


def drawn_place(drawn: Drawn, site_is: str | None = None, error_m: float | None = None) -> Places:
    """What somebody has drawn; a point is a door unless said so, a polygon a parcel.

    Raises:
        SiteError: `site_is` or `error_m` makes no sense; a door is a point.
    """
    what = _what(site_is, _usual(drawn.shape))
    own_error_m = math.nan if drawn.error_m is None else drawn.error_m
    return _one(drawn.shape, own_error_m, what, error_m)


def matched_place(
    ground: Grounds, match: Match, site_is: str | None = None, error_m: float | None = None
) -> Places:
    """A row of the district that was looked up: the building it means, where that is known.

    Raises:
        SiteError: `site_is` or `error_m` makes no sense.
    """
    found = matched_places(ground, [match])
    what = _what(site_is, Shape(int(found.what[0])))
    one = _one(found.shapes[0], float(found.own_error_m[0]), what, error_m)
    return replace(one, building=found.building, outline=found.outline, address=found.address)


def matched_places(ground: Grounds, matches: Sequence[Match]) -> Places:
    """N rows of the district that were looked up: the buildings they mean, where those are known.

    An address whose building the district's data does not have is a door at its point. Where the
    asker may not see the building nobody tells how far from that point the door is.
    """
    district, count = ground.district, len(matches)
    shapes, own_error_m = np.full(count, None, dtype=object), np.full(count, np.nan)
    layers = np.array([match.layer for match in matches], dtype=object)
    for layer in dict.fromkeys(layers.tolist()):
        at = np.flatnonzero(layers == layer)
        table = district.table(layer)
        rows = pd.Index(table["id"]).get_indexer([matches[k].id for k in at.tolist()])
        shapes[at] = table["geometry"].to_numpy(dtype=object)[rows]
        kind_column = LAYER_BY_NAME[layer].kind_column
        kinds = [None] * count if kind_column is None else _plain(table[kind_column].iloc[rows])
        errors = {kind: layer_error_m(district, layer, kind) for kind in {*kinds}}
        own_error_m[at] = [errors[kind] for kind in kinds[: len(at)]]
    known = set(ground.buildings.ids.tolist())
    building = np.full(count, None, dtype=object)
    building[:] = [match.building if match.building in known else None for match in matches]
    if not ground.houses_told:
        own_error_m[(layers == "addresses") & pd.isna(building)] = np.nan
    usual = [
        Shape.BUILDING if own is not None else _usual(shape)
        for own, shape in zip(building.tolist(), shapes.tolist(), strict=True)
    ]
    outline = np.array([match.id for match in matches], dtype=object)
    outline[shapely.get_type_id(shapes) == 0] = None
    address = np.full(count, None, dtype=object)
    address[:] = [match.text if match.column in _ADDRESSES else None for match in matches]
    return Places(
        shapes=shapes,
        what=np.array(usual, dtype=np.uint8),
        own_error_m=own_error_m,
        stated_error_m=np.full(count, np.nan),
        building=building,
        outline=outline,
        address=address,
    )


def _plain(kinds: pd.Series) -> list[str | None]:
    return [None if pd.isna(kind) else str(kind) for kind in kinds]


def _one(
    shape: BaseGeometry,
    own_error_m: float,
    what: Shape,
    error_m: float | None,
) -> Places:
    if error_m is not None and not 0 <= error_m <= MAX_ERROR_M:
        raise SiteError(
            "--site-error-m",
            Text(f"为 {error_m:g}", f"is {error_m:g}"),
            Text(f"0 至 {MAX_ERROR_M:g}（米）", f"0 to {MAX_ERROR_M:g}, metres"),
        )
    if what == Shape.DOOR and shape.geom_type != "Point":
        raise no_door()
    return Places(
        shapes=np.array([shape], dtype=object),
        what=np.array([what], dtype=np.uint8),
        own_error_m=np.array([own_error_m]),
        stated_error_m=np.array([np.nan if error_m is None else error_m]),
        building=np.array([None], dtype=object),
        outline=np.array([None], dtype=object),
        address=np.array([None], dtype=object),
    )


def no_door() -> SiteError:
    """What is wrong where a polygon is said to be a door."""
    found = Text("该处是面，却说是门", "the place is a polygon, but said to be a door")
    expected = Text("一个点，或 building、parcel", "a point, or building or parcel")
    return SiteError("--site-is", found, expected)


def site_is_code(word: str, at: str = "--site-is") -> Shape:
    """What `door`, `building` or `parcel` means.

    Raises:
        SiteError: It is none of these.
    """
    if key(word) in _SITE_IS:
        return _SITE_IS[key(word)]
    raise SiteError(
        at,
        Text(f"为“{shown(word)}”", f"is {shown(word)!r}"),
        Text("door（门）、building（建筑）或 parcel（地块）", "door, building or parcel"),
    )


def _usual(shape: BaseGeometry) -> Shape:
    return Shape.DOOR if shape.geom_type == "Point" else Shape.PARCEL


def _what(site_is: str | None, usual: Shape) -> Shape:
    return usual if site_is is None else site_is_code(site_is)
