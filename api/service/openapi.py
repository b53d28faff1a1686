"""The description of the API: what FastAPI finds, with the answers it does not know of."""

from collections import Counter
from copy import deepcopy
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from api.service.described_answers import SCHEMAS, describe_answer
from api.service.described_changes import add_changes
from api.service.described_headers import HEADERS, add_headers
from api.service.described_results import add_results, describe_result
from api.service.described_security import SCHEMES, security_of
from api.service.described_sets import close_asked, close_sets
from api.service.described_words import INTRODUCTION, TAGS
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
_LANGUAGE: dict[str, Any] = {
    "name": "lang",
    "in": "query",
    "required": False,
    "description": "答复的语言：zh 或 en；不写则看 Accept-Language "
    "Language of the answer: zh or en; where nothing is said, Accept-Language decides",
    "schema": {"type": "string", "examples": ["en"]},
}
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
        description=INTRODUCTION,
        routes=app.routes,
        tags=[{"name": name, "description": says} for name, says in TAGS],
    )
    components = found.setdefault("components", {})
    components |= {"securitySchemes": SCHEMES, "headers": dict(HEADERS)}
    schemas = components.setdefault("schemas", {})
    _complete_schemas(schemas)
    dependants = _dependants(app)
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            name = operation["operationId"]
            operation["security"] = security_of(name, method, dependants[method, path])
            _complete(operation, schemas)
    _tell_apart(found["paths"])
    return found


def _dependants(app: FastAPI) -> dict[tuple[str, str], Dependant]:
    """What each operation asks for, by method and path."""
    return {
        (method.lower(), context.path_format): context.dependant
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute) and context.path_format is not None
        for method in context.methods or ()
    }


def _complete_schemas(schemas: dict[str, Any]) -> None:
    for name in _VALIDATION:
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    schemas.update(SCHEMAS)
    add_results(schemas)
    add_changes(schemas)
    close_sets(schemas)


def _complete(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Say of an operation all that FastAPI does not find."""
    operation["summary"] = operation["description"].partition("\n")[0]
    parameters = operation.setdefault("parameters", [])
    if all(each["name"] != _LANGUAGE["name"] for each in parameters):
        parameters.append(_LANGUAGE)
    _refuse(operation)
    _show_example(operation, schemas)
    describe_result(operation)
    describe_answer(operation)
    close_asked(operation)
    add_headers(operation)


def _refuse(operation: dict[str, Any]) -> None:
    """Say how an operation refuses."""
    responses = operation["responses"]
    # FastAPI's own idea of a refusal is not how this service refuses.
    responses.pop("422", None)
    responses["default"] = deepcopy(_REFUSED)
    for status, response in responses.items():
        if status.startswith("4") and "content" not in response:
            response["content"] = _REFUSED["content"]


def _show_example(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Show the example of a body beside it."""
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = sent.get("schema", {}).get("$ref", "").rpartition("/")[2]
    examples = schemas.get(name, {}).get("examples", ())
    if examples:
        sent["example"] = examples[0]


def _tell_apart(paths: dict[str, Any]) -> None:
    """Add where an operation is to summaries that several have."""
    every = [(path, each) for path, found in paths.items() for each in found.values()]
    often = Counter(operation["summary"] for _, operation in every)
    for path, operation in every:
        if often[operation["summary"]] > 1:
            operation["summary"] += f" · {path}"
