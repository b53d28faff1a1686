"""The description of the OGC resources in OpenAPI 3.0, as the standard wants it.

The service describes itself in OpenAPI 3.1 elsewhere; clients of this standard read 3.0.
"""

from typing import Any

from api.ogc.links import GEOJSON, JSON, OPENAPI, SCHEMA_JSON, Addresses
from api.ogc.question import MOST_ITEMS
from data.text import Language, Text
from data.version import __version__

_PROBLEM = "application/problem+json"
_OBJECT = {"type": "object"}


def openapi(addresses: Addresses, language: Language) -> dict[str, Any]:
    """The description."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": Text("圈勘图层服务", "Layers of Quankan").in_(language),
            "version": __version__,
        },
        "servers": [{"url": addresses.landing}],
        "paths": _paths(language),
        "components": {"parameters": _parameters(language)},
    }


def _paths(language: Language) -> dict[str, Any]:
    items = ("limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "version")
    resources: tuple[tuple[str, str, Text, str, tuple[str, ...]], ...] = (
        ("/", "getLandingPage", Text("首页", "Landing page"), JSON, ()),
        ("/api", "getApi", Text("接口说明", "This description"), OPENAPI, ()),
        ("/conformance", "getConformance", Text("符合的标准", "Conformance"), JSON, ()),
        ("/collections", "getCollections", Text("图层", "Collections"), JSON, ()),
    )
    one, collection = "/collections/{collectionId}", ("collectionId",)
    resources += (
        (one, "describeCollection", Text("一个图层", "A collection"), JSON, collection),
        (
            f"{one}/schema", "getSchema", Text("要素的结构", "Schema of a feature"),
            SCHEMA_JSON, collection,
        ),
        (
            f"{one}/queryables", "getQueryables", Text("可筛选的属性", "Queryables"),
            SCHEMA_JSON, collection,
        ),
        (f"{one}/items", "getFeatures", Text("要素", "Features"), GEOJSON, collection + items),
        (
            f"{one}/items/{{featureId}}", "getFeature", Text("一个要素", "A feature"), GEOJSON,
            (*collection, "featureId", "crs", "version"),
        ),
    )  # fmt: skip
    return {
        path: {"get": _operation(operation, title.in_(language), media_type, parameters)}
        for path, operation, title, media_type, parameters in resources
    }


def _operation(
    name: str, title: str, media_type: str, parameters: tuple[str, ...]
) -> dict[str, Any]:
    refused = {"content": {_PROBLEM: {"schema": _OBJECT}}}
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": title,
        "parameters": [{"$ref": f"#/components/parameters/{p}"} for p in parameters],
        "responses": {
            "200": {"description": title, "content": {media_type: {"schema": _OBJECT}}},
            "400": {"description": "400", **refused},
            "404": {"description": "404", **refused},
        },
    }
    if name == "getFeatures":
        # Any property of a layer may be a parameter; its queryables name them.
        schema = {"type": "object", "additionalProperties": {"type": "string"}}
        operation["parameters"].append(
            {"name": "filter", "in": "query", "style": "form", "explode": True, "schema": schema}
        )
    return operation


def _parameters(language: Language) -> dict[str, Any]:
    numbers = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    text, uri = {"type": "string"}, {"type": "string", "format": "uri"}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": 1000}
    offset = {"type": "integer", "minimum": 0, "default": 0}
    described: tuple[tuple[str, str, dict[str, Any], Text], ...] = (
        ("collectionId", "path", text, Text("图层：区县:图层名", "A collection: district:layer")),
        ("featureId", "path", text, Text("要素编号", "Id of a feature")),
        ("limit", "query", limit, Text("每页要素数", "Features on a page")),
        ("offset", "query", offset, Text("跳过的要素数", "Features passed over")),
        ("bbox", "query", numbers, Text("范围", "Box that features touch")),
        ("bbox-crs", "query", uri, Text("范围的坐标系", "CRS of the box")),
        ("crs", "query", uri, Text("坐标系", "CRS of the answer")),
        ("datetime", "query", text, Text("有效日期或起止", "Day or interval of validity")),
        ("version", "query", text, Text("数据版本", "Version of the district")),
    )
    return {
        name: {
            "name": name,
            "in": place,
            "required": place == "path",
            "description": title.in_(language),
            "schema": schema,
            **({"style": "form", "explode": False} if place == "query" else {}),
        }
        for name, place, schema, title in described
    }
