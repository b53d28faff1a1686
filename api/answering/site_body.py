"""A site in a request: a point, a shape, an address or a parcel. No file is ever named."""

from collections.abc import Iterator
from typing import Annotated, Literal

import shapely
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError
from shapely.geometry.base import BaseGeometry

from api.answering.bodies import Body, Line, Number, Position
from api.answering.parcel_text import MOST_LETTERS
from data.sites.drawn_shape import MAX_VERTICES

MOST_DOORS = 50
_MOST_RINGS = 1000
Ring = Annotated[list[Position], Field(min_length=4, max_length=MAX_VERTICES)]
Rings = Annotated[list[Ring], Field(min_length=1, max_length=_MOST_RINGS)]


class PointShape(Body):
    """A GeoJSON point."""

    type: Literal["Point"]
    coordinates: Position

    def vertices(self) -> int:
        """How many positions it has."""
        return 1


class PolygonShape(Body):
    """A GeoJSON polygon."""

    type: Literal["Polygon"]
    coordinates: Rings

    def vertices(self) -> int:
        """How many positions it has."""
        return sum(map(len, self.coordinates))


class MultiPolygonShape(Body):
    """A GeoJSON multipolygon."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1, max_length=_MOST_RINGS)]

    def vertices(self) -> int:
        """How many positions it has."""
        return sum(len(ring) for rings in self.coordinates for ring in rings)


Shape = Annotated[PointShape | PolygonShape | MultiPolygonShape, Field(discriminator="type")]


class SiteBody(Body):
    """场址：坐标、图形、地址、界址点四者之一。A site: a point, a shape, an address or a parcel."""

    point: Annotated[
        Position | None, Field(description="经度、纬度 Longitude and latitude, in `datum`")
    ] = None
    shape: Annotated[
        Shape | None,
        Field(description="GeoJSON 几何 A GeoJSON geometry; WGS 84 unless `datum` says otherwise"),
    ] = None
    address: Annotated[
        Line | None, Field(description="地址、名称或编号 An address, a name or an id")
    ] = None
    cadastral_txt: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=MOST_LETTERS)] | None,
        Field(description="界址点坐标 TXT 的全文 The text of a boundary-point TXT"),
    ] = None
    parcel: Annotated[
        Line | None, Field(description="TXT 含多个地块时的地块编号 Which parcel of such a text")
    ] = None
    datum: Annotated[
        Line | None,
        Field(description="坐标系 wgs84, cgcs2000, gcj02, bd09, or EPSG:code"),
    ] = None
    is_: Annotated[
        Literal["door", "building", "parcel"] | None,
        Field(alias="is", description="场址是门、建筑还是地块 What the site is"),
    ] = None
    error_m: Annotated[
        Number | None, Field(ge=0, le=10_000, description="位置误差（米） Position error, metres")
    ] = None
    doors: Annotated[
        list[Position],
        Field(
            default_factory=list,
            max_length=MOST_DOORS,
            description="门的坐标 Its doors, in the same datum",
        ),
    ]

    @model_validator(mode="after")
    def _is_one(self) -> "SiteBody":
        ways = (self.point, self.shape, self.address, self.cadastral_txt)
        if sum(each is not None for each in ways) != 1:
            raise PydanticCustomError("one_of_four", "point, shape, address or cadastral_txt")
        if self.parcel is not None and self.cadastral_txt is None:
            raise PydanticCustomError("parcel_of_text", "parcel goes with cadastral_txt")
        if self.shape is not None and self.shape.vertices() > MAX_VERTICES:
            raise PydanticCustomError("too_many_vertices", "vertices", {"most": MAX_VERTICES})
        return self


def geometry_of(shape: PointShape | PolygonShape | MultiPolygonShape) -> BaseGeometry:
    """The shape, in the coordinates as given.

    Raises:
        ValueError: A ring has no area that could be closed.
    """
    match shape:
        case PointShape():
            return shapely.Point(shape.coordinates)
        case PolygonShape():
            return _polygon(shape.coordinates)
        case MultiPolygonShape():
            return shapely.MultiPolygon(list(_polygons(shape.coordinates)))


def _polygons(all_rings: list[Rings]) -> Iterator[shapely.Polygon]:
    return (_polygon(rings) for rings in all_rings)


def _polygon(rings: Rings) -> shapely.Polygon:
    outer, *inner = rings
    return shapely.Polygon(outer, inner)
