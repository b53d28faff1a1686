"""What a feature of a layer looks like, and by which of its properties it can be asked for."""

from typing import Any

from api.districts.seen import SeenLayer
from data.layers import Column, ColumnType, Geometry
from data.text import Language, Text

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.REAL: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.DATE: {"type": "string", "format": "date"},
}
_SHAPES = {
    Geometry.NONE: "any",
    Geometry.POINT: "point",
    Geometry.LINE: "linestring",
    Geometry.POLYGON: "polygon-or-multipolygon",
    Geometry.POINT_OR_POLYGON: "any",
}
_NULL = Text("值未知的属性为 null。", "A property that is not known is null.")


def feature_schema(seen: SeenLayer, address: str, language: Language) -> dict[str, Any]:
    """The schema of a feature, as JSON Schema.

    It tells the type of each property where it has a value. That any may be null is said in words:
    GDAL reads single types only, and takes a layer's fields from here.

    Args:
        seen: The layer.
        address: Its own address.
        language: Of the titles.
    """
    return {
        "$schema": _DRAFT,
        "$id": address,
        "title": seen.layer.title.in_(language),
        "description": _NULL.in_(language),
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "id": {"type": "string"},
            "geometry": {"format": _geometry_format(seen)},
            "properties": {
                "type": "object",
                "properties": {c.name: _property(c, language) for c in _beside_id(seen)},
            },
        },
    }


def queryables(seen: SeenLayer, address: str, language: Language) -> dict[str, Any]:
    """The properties that may be asked for, as JSON Schema: each column that the asker sees."""
    columns = {column.name: _property(column, language) for column in seen.columns}
    return {
        "$schema": _DRAFT,
        "$id": address,
        "title": seen.layer.title.in_(language),
        "type": "object",
        "properties": {**columns, "geometry": {"format": _geometry_format(seen)}},
        "additionalProperties": False,
    }


def _geometry_format(seen: SeenLayer) -> str:
    return f"geometry-{_SHAPES[seen.layer.geometry]}"


def _beside_id(seen: SeenLayer) -> tuple[Column, ...]:
    return tuple(column for column in seen.columns if column.name != "id")


def _property(column: Column, language: Language) -> dict[str, Any]:
    described: dict[str, Any] = {"title": column.title.in_(language), **_TYPES[column.type]}
    if column.values:
        described["enum"] = list(column.values)
    return described
