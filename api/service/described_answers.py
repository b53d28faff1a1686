"""What is in the JSON of answers that handlers write themselves, and that are no results."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]
_HERE = "#/components/schemas/"
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_JSON, _GEOJSON, _SCHEMA_JSON = (
    "application/json",
    "application/geo+json",
    "application/schema+json",
)


def _object(says: str, required: Mapping[str, Schema], **others: Schema) -> Schema:
    """An object, with what is always there and what may be."""
    properties = {**required, **others}
    return {
        "description": says,
        "type": "object",
        "required": list(required),
        "properties": properties,
    }


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": _HERE + name}}


def _ref(name: str) -> Schema:
    return {"$ref": _HERE + name}


_LINKS = {"links": _list("Link")}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
SCHEMAS: Mapping[str, Schema] = {
    "Link": _object("链接 A link (RFC 8288)", {"href": _TEXT, "rel": _TEXT, "title": _TEXT},
                    type=_TEXT),
    "Start": _object("首页 Where to go from here", {"title": _TEXT, "intro": _TEXT, **_LINKS}),
    "Verified": _object(
        "核验 Whether a survey stands; never its site or its applicant",
        {
            "number": _MAYBE, "business": _MAYBE, "district": _TEXT, "issued_on": _TEXT,
            "expires_on": _MAYBE, "stands": {"type": "boolean"}, "says": _TEXT,
        },
    ),
    "CheckReport": {
        "description": "检查报告，与 quankan district check --json 相同 As the command writes it",
        "type": "object",
        "minProperties": 1,
    },
    "OgcLanding": _object("首页 Landing page (OGC API - Features, Part 1)",
                          {"title": _TEXT, "description": _TEXT, **_LINKS}),
    "OgcConformance": _object("符合的标准 Conformance classes", {"conformsTo": _TEXTS}),
    "OgcCollections": _object("图层目录 Collections",
                              {"collections": _list("OgcCollection"), **_LINKS}),
    "OgcCollection": _object(
        "图层 A collection",
        {"id": _TEXT, "title": _TEXT, "itemType": {"const": "feature"},
         "extent": {"type": "object"}, "crs": _TEXTS, **_LINKS},
        storageCrs=_TEXT,
    ),
    "JsonSchema": _object("JSON Schema（2020-12）", {"$schema": _TEXT, "type": _TEXT}),
    "OpenApi30": _object("OpenAPI 3.0", {"openapi": _TEXT, "paths": {"type": "object"}}),
    "TileJson": _object(
        "TileJSON 3.0",
        {"tilejson": _TEXT, "tiles": _TEXTS,
         "vector_layers": {"type": "array", "items": {"type": "object"}},
         "minzoom": {"type": "integer"}, "maxzoom": {"type": "integer"}},
        bounds={"type": "array", "items": {"type": "number"}},
    ),
}  # fmt: skip
# By operation and media type.
ANSWERS: Mapping[tuple[str, str], Schema] = {
    ("start", _JSON): _ref("Start"),
    ("verify", _JSON): _ref("Verified"),
    ("job_report", _JSON): _ref("CheckReport"),
    ("layers_landing_page", _JSON): _ref("OgcLanding"),
    ("layers_conformance", _JSON): _ref("OgcConformance"),
    ("layers_collections", _JSON): _ref("OgcCollections"),
    ("layers_one_collection", _JSON): _ref("OgcCollection"),
    ("layers_schema", _SCHEMA_JSON): _ref("JsonSchema"),
    ("layers_queryable_properties", _SCHEMA_JSON): _ref("JsonSchema"),
    ("layers_description", "application/vnd.oai.openapi+json;version=3.0"): _ref("OpenApi30"),
    ("layers_items", _GEOJSON): _ref("GeoJsonFeatures"),
    ("layers_item", _GEOJSON): _ref("GeoJsonFeature"),
    ("layers_tiles_of_layer", _JSON): _ref("TileJson"),
}


def describe_answer(operation: Mapping[str, Any]) -> None:
    """Say of an operation what is in an answer that its handler writes itself."""
    content = operation["responses"].get("200", {}).get("content", {})
    for media, said in content.items():
        schema = ANSWERS.get((operation["operationId"], media))
        if schema is not None:
            said["schema"] = schema
