"""`/districts/{id}/layers`: what layers there are, and the rows of tables."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from api.districts.layer_list import layer_document, page_of_rows
from api.ogc.links import JSON, link, page_links
from api.ogc.question import COMMON, items_question
from api.ogc.selection import selected
from api.service.layer_asking import PRIVATE, REFUSALS, AskingLayers
from data.text import Text

router = APIRouter(prefix="/districts/{district_id}/layers", tags=["layers"], responses=REFUSALS)
_PAGE = [
    {"name": "limit", "in": "query", "schema": {"type": "integer"}},
    {"name": "offset", "in": "query", "schema": {"type": "integer"}},
    {"name": "version", "in": "query", "schema": {"type": "string"}},
]


class LinkRecord(BaseModel):
    """链接 A link (RFC 8288)."""

    href: str
    rel: str
    type: str
    title: str


class ColumnRecord(BaseModel):
    """字段 A column, with the values it may have where these are listed."""

    name: str
    type: str
    title: str
    values: list[str]


class DeclarationRecord(BaseModel):
    """声明 What is declared of a layer, or of one kind in it."""

    kind: str | None
    source: str | None
    licence: str | None
    as_of: str | None
    stale_after: str | None
    never_stale: bool
    position_error_m: float | None
    visibility: str
    none_here: bool
    complete_somewhere: bool


class LayerRecord(BaseModel):
    """图层 A layer as the caller sees it; of a table the one layer has its rows, too."""

    name: str
    title: str
    geometry: str
    count: int
    hash: str
    visibility: str | None
    columns: list[ColumnRecord]
    declarations: list[DeclarationRecord]
    note: str | None
    links: list[LinkRecord]


class LayerPage(LayerRecord):
    """图层 A layer; of a table a page of its rows."""

    matched: int = 0
    returned: int = 0
    rows: list[dict[str, Any]] = []


class LayerList(BaseModel):
    """图层目录 The layers of a district of which the caller sees something."""

    district: str
    version: str
    layers: list[LayerRecord]
    links: list[LinkRecord]


@router.get("", response_model=LayerList)
def layers(district_id: str, asked: AskingLayers) -> JSONResponse:
    """图层目录 The layers of a district of which the caller sees something."""
    asked.only(*COMMON)
    shown = asked.shown(district_id)
    title = Text("图层", "Layers").in_(asked.language)
    document = {
        "district": district_id,
        "version": shown.version.id,
        "layers": [
            layer_document(shown, view, asked.addresses, asked.language)
            for view in asked.layers.views(shown)
        ],
        "links": [link(asked.addresses.layer(district_id), "self", JSON, title)],
    }
    return JSONResponse(document, headers=PRIVATE)


@router.get("/{layer}", response_model=LayerPage, openapi_extra={"parameters": _PAGE})
def layer(district_id: str, layer: str, asked: AskingLayers) -> JSONResponse:
    """图层 A layer; of a table also its rows, page by page: any column may be a parameter.

    Features of layers with geometry are under `/ogc` and `/tiles`.
    """
    shown = asked.shown(district_id)
    view = asked.layers.view(shown, layer)
    document = layer_document(shown, view, asked.addresses, asked.language)
    if view.seen.spatial:
        asked.only(*COMMON)
        return JSONResponse(document, headers=PRIVATE)
    question = items_question(asked.parameters, view.seen.columns, ())
    selection = selected(view, question)
    asked.note(shown, layer)
    links = page_links(
        asked.addresses.layer(district_id, layer),
        dict(asked.parameters),
        version=shown.version.id,
        offset=question.offset,
        limit=question.limit,
        matched=selection.matched,
        media_type=JSON,
    )
    page = page_of_rows(view, selection)
    return JSONResponse({**document, **page, "links": links}, headers=PRIVATE)
