"""What is in the JSON of results: the schemas beside the outputs, as components of one document."""

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from importlib.resources import files
from typing import Any

Schema = dict[str, Any]
# The file of the schema, by the kind of result.
_FILES = {
    "coverage": "coverage",
    "survey": "survey",
    "comparison": "comparison",
    "screening": "screen",
    "batch": "batch",
}
_SCENARIO = "scenario"
_POINTER = re.compile(
    r"(?:(?P<file>\w+)\.schema\.json)?#/(?P<part>\$defs|properties)/(?P<name>\w+)"
)
_HERE = "#/components/schemas/"
_COLLECTION: Schema = {
    "description": "GeoJSON（RFC 7946），WGS 84，经度在前；`/ogc` 可另用 `crs` 指定坐标系 "
    "WGS 84, longitude first; under `/ogc` the system that `crs` names",
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {"$ref": f"{_HERE}GeoJsonFeature"}},
    },
}
_FEATURE: Schema = {
    "type": "object",
    "required": ["type", "properties", "geometry"],
    "properties": {
        "type": {"const": "Feature"},
        "properties": {"type": ["object", "null"]},
        "geometry": {"type": ["object", "null"]},
    },
}


def add_results(schemas: dict[str, Any]) -> None:
    """Put what results are made of among the components."""
    for file in (*_FILES.values(), _SCENARIO):
        schemas.update(_components(file))
    schemas["GeoJsonFeature"], schemas["GeoJsonFeatures"] = _FEATURE, _COLLECTION
    asked = deepcopy(schemas[_name(_SCENARIO)])
    asked["properties"]["circles"] = {
        "description": "步行圈；不绘或不能给出时为空 The circles; null where they are not drawn",
        "oneOf": [{"type": "null"}, {"$ref": f"{_HERE}GeoJsonFeatures"}],
    }
    schemas["WhatIfResult"] = {**asked, "required": [*asked["required"], "circles"]}


def describe_result(operation: Mapping[str, Any]) -> None:
    """Say of an operation that gives a result, or a file of one, what is in its JSON."""
    kind, _, part = operation["operationId"].rpartition("_")
    content = operation["responses"].get("200", {}).get("content", {})
    if operation["operationId"] == "what_if":
        content["application/json"]["schema"] = {"$ref": f"{_HERE}WhatIfResult"}
    if kind not in _FILES or part not in {"result", "file"}:
        return
    named = [_FILES[kind]]
    if part == "file" and kind == "coverage":
        named.append(_SCENARIO)
    refs = [{"$ref": _HERE + _name(file)} for file in named]
    content["application/json"]["schema"] = refs[0] if len(refs) == 1 else {"anyOf": refs}
    content["application/geo+json"]["schema"] = {"$ref": f"{_HERE}GeoJsonFeatures"}


def _name(file: str) -> str:
    """The component that a schema file becomes."""
    return f"{file.title()}Result"


def _components(file: str) -> dict[str, Any]:
    """The schema of a file and its definitions, each a component that refers to the others."""
    text = files("api.outputs").joinpath(f"{file}.schema.json").read_text("utf-8")
    schema: Schema = _pointed(json.loads(text), file)
    definitions = schema.pop("$defs", {})
    schema.pop("$schema", None)
    inside = {f"{_name(file)}.{name}": each for name, each in definitions.items()}
    return {_name(file): schema, **inside}


def _pointed(part: Any, file: str) -> Any:  # noqa: ANN401 - any part of a JSON document
    """A part of a schema, with what it refers to found among the components."""
    if isinstance(part, list):
        return [_pointed(each, file) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _component(value, file) if key == "$ref" else _pointed(value, file)
        for key, value in part.items()
    }


def _component(pointer: str, file: str) -> str:
    found = _POINTER.fullmatch(pointer)
    if found is None:
        raise ValueError(pointer)
    of = _name(found["file"] or file)
    joint = "." if found["part"] == "$defs" else "/properties/"
    return f"{_HERE}{of}{joint}{found['name']}"
