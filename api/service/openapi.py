"""The description of the API: what FastAPI finds, with the answers it does not know of."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.service.problems import MEDIA_TYPE

_SCHEMA = {"$ref": "#/components/schemas/Problem"}
_PROBLEM = {
    "title": "Problem",
    "description": "问题文档（RFC 9457） What went wrong; see /problems",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "instance", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "found", "expected"],
                "properties": {name: {"type": "string"} for name in ("field", "found", "expected")},
            },
        },
    },
}
_REFUSED = {
    "description": "不能答复 It cannot be answered",
    "content": {MEDIA_TYPE: {"schema": _SCHEMA}},
}
TAGS = (
    ("districts", "区县、版本和上传 Districts, their versions, and taking in new ones"),
    ("coverage", "步行覆盖与情景 Who reaches a service on foot, and what would change it"),
    ("surveys", "单个场址的勘验与核验 Surveys of single sites, and their verification"),
    ("comparisons", "多址比选 Several sites side by side"),
    ("screenings", "选址筛查 Where in a district a business may open"),
    ("batches", "批量勘验 Many sites, a verdict each"),
    ("rules", "业态与规则 Business types, and the rules that bind them"),
    ("jobs", "作业 What takes longer than a second"),
    ("layers", "图层（OGC API、矢量瓦片） Layers as OGC API - Features and vector tiles"),
    ("stations", "站点管理 Hours, closures and matters of stations"),
    ("people", "账号、令牌与日志 Accounts, tokens, the audit log"),
    ("problems", "错误代码 Problem codes"),
    ("pages", "网页 Pages"),
    ("running", "运行状态 How the service is doing"),
)
_VALIDATION = ("HTTPValidationError", "ValidationError")


def operation_id(route: APIRoute) -> str:
    """The id of an operation that has none of its own."""
    return f"{route.tags[0] if route.tags else 'service'}_{route.name}"


class DescribedApp(FastAPI):
    """An app that describes itself with its problem documents; made when first asked for."""

    def openapi(self) -> dict[str, Any]:
        """The description, OpenAPI 3.1."""
        if self.openapi_schema is None:
            self.openapi_schema = _document(self)
        return self.openapi_schema


def _document(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        routes=app.routes,
        tags=[{"name": name, "description": says} for name, says in TAGS],
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in _VALIDATION:
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    for operations in found["paths"].values():
        for operation in operations.values():
            _complete(operation, schemas)
    return found


def _complete(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Say of an operation how it refuses, and show the example of its body."""
    responses = operation["responses"]
    # FastAPI's own idea of a refusal is not how this service refuses.
    responses.pop("422", None)
    responses["default"] = _REFUSED
    for status, response in responses.items():
        if status.startswith("4") and "content" not in response:
            response["content"] = _REFUSED["content"]
        for media, said in response.get("content", {}).items():
            # FastAPI takes whatever a handler writes itself for text.
            if media.endswith("json") and said.get("schema") == {"type": "string"}:
                said["schema"] = {"type": "object"}
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = sent.get("schema", {}).get("$ref", "").rpartition("/")[2]
    examples = schemas.get(name, {}).get("examples", ())
    if examples:
        sent["example"] = examples[0]
