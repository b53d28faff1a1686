"""`/ogc`: layers with geometry as OGC API - Features."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.districts.layer_view import LayerView
from api.districts.shown import ShownDistrict, shown_districts
from api.ogc.collections import collection
from api.ogc.crs import named_crs, offered_crs
from api.ogc.features import collection_text, feature_text
from api.ogc.landing import CONFORMANCE, landing
from api.ogc.links import GEOJSON, JSON, OPENAPI, SCHEMA_JSON, link, page_links
from api.ogc.openapi import openapi
from api.ogc.question import COMMON, items_question
from api.ogc.schemas import feature_schema, queryables
from api.ogc.selection import selected
from api.people.errors import AbsentError
from api.service.layer_asking import PRIVATE, REFUSALS, AskingLayers, LayerRequest
from data.text import Text

router = APIRouter(prefix="/ogc", tags=["layers"], responses=REFUSALS)


class GeoJson(Response):
    """GeoJSON as it was written."""

    media_type = GEOJSON


class SchemaJson(JSONResponse):
    """JSON Schema."""

    media_type = SCHEMA_JSON


class OpenApi30(JSONResponse):
    """A description of an API in OpenAPI 3.0."""

    media_type = OPENAPI


@router.get("")
def landing_page(asked: AskingLayers) -> JSONResponse:
    """首页 The landing page: links to everything else."""
    asked.only(*COMMON)
    return JSONResponse(landing(asked.addresses, asked.language), headers=PRIVATE)


@router.get("/conformance")
def conformance(asked: AskingLayers) -> JSONResponse:
    """符合的标准 The conformance classes that are kept."""
    asked.only(*COMMON)
    return JSONResponse({"conformsTo": list(CONFORMANCE)}, headers=PRIVATE)


@router.get("/api", response_class=OpenApi30)
def description(asked: AskingLayers) -> OpenApi30:
    """接口说明 The description of these resources in OpenAPI 3.0."""
    asked.only(*COMMON)
    return OpenApi30(openapi(asked.addresses, asked.language), headers=PRIVATE)


@router.get("/collections")
def collections(asked: AskingLayers) -> JSONResponse:
    """图层目录 All collections that the caller may read."""
    asked.only(*COMMON)
    found = [
        collection(shown, view, asked.addresses, asked.language)
        for shown in shown_districts(asked.service, asked.caller)
        for view in asked.layers.views(shown)
        if view.seen.spatial
    ]
    here = f"{asked.addresses.landing}/collections"
    title = Text("图层", "Collections").in_(asked.language)
    document = {"links": [link(here, "self", JSON, title)], "collections": found}
    return JSONResponse(document, headers=PRIVATE)


@router.get("/collections/{collection_id}")
def one_collection(collection_id: str, asked: AskingLayers) -> JSONResponse:
    """图层 What there is to know of a collection."""
    asked.only(*COMMON)
    shown, view = _found(asked, collection_id)
    document = collection(shown, view, asked.addresses, asked.language)
    return JSONResponse(document, headers=PRIVATE)


@router.get("/collections/{collection_id}/schema", response_class=SchemaJson)
def schema(collection_id: str, asked: AskingLayers) -> SchemaJson:
    """要素的结构 The schema of a feature."""
    asked.only(*COMMON)
    shown, view = _found(asked, collection_id)
    here = f"{asked.addresses.collection(shown.known.id, view.seen.layer.name)}/schema"
    return SchemaJson(feature_schema(view.seen, here, asked.language), headers=PRIVATE)


@router.get("/collections/{collection_id}/queryables", response_class=SchemaJson)
def queryable_properties(collection_id: str, asked: AskingLayers) -> SchemaJson:
    """可筛选的属性 The properties that features can be asked for by."""
    asked.only(*COMMON)
    shown, view = _found(asked, collection_id)
    here = f"{asked.addresses.collection(shown.known.id, view.seen.layer.name)}/queryables"
    return SchemaJson(queryables(view.seen, here, asked.language), headers=PRIVATE)


def _query(name: str, type_: str, zh: str, en: str) -> dict[str, Any]:
    schema = {"type": type_}
    return {"name": name, "in": "query", "schema": schema, "description": f"{zh} {en}"}


_CRS = _query("crs", "string", "坐标系", "CRS of the answer, by its URI")
_VERSION = _query("version", "string", "数据版本", "Version of the district")
_ITEMS = [
    _query("limit", "integer", "每页要素数", "Features on a page, at most 10,000"),
    _query("offset", "integer", "跳过的要素数", "Features passed over"),
    _query("bbox", "string", "范围", "Box that features touch: four numbers"),
    _query("bbox-crs", "string", "范围的坐标系", "CRS of the box, by its URI"),
    _query("datetime", "string", "有效日期或起止", "Day or interval of validity"),
    _CRS,
    _VERSION,
]


@router.get(
    "/collections/{collection_id}/items",
    response_class=GeoJson,
    openapi_extra={"parameters": _ITEMS},
)
def items(collection_id: str, asked: AskingLayers) -> GeoJson:
    """要素 A page of features by id; any property may be a parameter, `kind=hospital`."""
    shown, view = _found(asked, collection_id)
    question = items_question(asked.parameters, view.seen.columns, offered_crs(view.seen.crs))
    crs = question.crs or offered_crs(view.seen.crs)[0]
    selection = selected(view, question)
    asked.note(shown, view.seen.layer.name)
    here = asked.addresses.collection(shown.known.id, view.seen.layer.name)
    links = page_links(
        f"{here}/items",
        dict(asked.parameters),
        version=shown.version.id,
        offset=question.offset,
        limit=question.limit,
        matched=selection.matched,
        media_type=GEOJSON,
    )
    links.append(link(here, "collection", JSON, view.seen.layer.title.in_(asked.language)))
    text = collection_text(view, selection, crs, links, asked.service.now())
    return GeoJson(text, headers={**PRIVATE, "Content-Crs": f"<{crs.uri}>"})


@router.get(
    "/collections/{collection_id}/items/{item_id:path}",
    response_class=GeoJson,
    openapi_extra={"parameters": [_CRS, _VERSION]},
)
def item(collection_id: str, item_id: str, asked: AskingLayers) -> GeoJson:
    """一个要素 One feature by its id."""
    given = asked.only("crs", *COMMON)
    shown, view = _found(asked, collection_id)
    offered = offered_crs(view.seen.crs)
    crs = named_crs(offered, given.get("crs", offered[0].uri), "crs")
    if item_id not in view.rows:
        raise AbsentError.of(Text("要素", "feature"), item_id)
    asked.note(shown, view.seen.layer.name)
    name, title = view.seen.layer.name, view.seen.layer.title.in_(asked.language)
    links = [
        link(asked.addresses.item(shown.known.id, name, item_id), "self", GEOJSON, item_id),
        link(asked.addresses.collection(shown.known.id, name), "collection", JSON, title),
    ]
    text = feature_text(view, view.rows[item_id], crs, links)
    return GeoJson(text, headers={**PRIVATE, "Content-Crs": f"<{crs.uri}>"})


def _found(asked: LayerRequest, collection_id: str) -> tuple[ShownDistrict, LayerView]:
    district_id, _, layer = collection_id.rpartition(":")
    shown = asked.shown(district_id)
    view = asked.layers.view(shown, layer)
    if not view.seen.spatial:
        raise AbsentError.of(Text("有几何的图层", "collection"), collection_id)
    return shown, view
