"""`/` and `/reference`: where to go from here, and what can be asked."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from api.people.recognise import counted_stranger
from api.service.depends import ServiceParts, Spoken
from api.service.headers import page_policy
from api.service.open_maps import open_maps
from api.service.reference import reference_page
from api.service.rendering import page
from api.service.representation import suffix_asked
from api.service.service import Service
from data.text import Language, Text

router = APIRouter(tags=["pages"])
_TITLE = Text("圈勘 Quankan", "Quankan 圈勘")
_INTRO = Text(
    "15分钟政务服务圈分析与选址预勘。本页列出接口入口。",
    "Who reaches which government service on foot, and may this business open here? "
    "These are the ways in.",
)
_LINKS = (
    ("/reference", "service-doc", Text("接口说明", "Reference of the API")),
    ("/openapi.json", "service-desc", Text("OpenAPI 文档", "OpenAPI document")),
    ("/districts", "item", Text("区县", "Districts")),
    ("/ogc", "item", Text("图层（OGC API - Features）", "Layers (OGC API - Features)")),
    ("/business-types", "item", Text("业态", "Business types")),
    ("/rules", "item", Text("规则", "Rules")),
    ("/problems", "item", Text("错误代码", "Problem codes")),
)


@router.get(
    "/",
    operation_id="start",
    response_class=Response,
    responses={200: {"content": {"text/html": {}, "application/json": {}}}},
)
def start(request: Request, service: ServiceParts, language: Spoken) -> Response:
    """首页 Where to go from here."""
    counted_stranger(service, request)
    said = _said(service, language)
    if suffix_asked(request, None, {"html": "", "json": ""}) == "json":
        return JSONResponse(said)
    return _page(page("start.html", language=language.value, **said))


@router.get("/reference", operation_id="reference", response_class=HTMLResponse)
def reference(request: Request, service: ServiceParts, language: Spoken) -> HTMLResponse:
    """接口说明 What can be asked, as a page for people."""
    counted_stranger(service, request)
    html, policy = reference_page(request.app.openapi(), language)
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})


def _said(service: Service, language: Language) -> dict[str, Any]:
    links = [
        {"href": href, "rel": rel, "title": title.in_(language)}
        for href, rel, title in (*open_maps(service), *_LINKS)
    ]
    return {"title": _TITLE.in_(language), "intro": _INTRO.in_(language), "links": links}


def _page(html: str) -> HTMLResponse:
    return HTMLResponse(html, headers={"Content-Security-Policy": page_policy(html)})
