"""The answers to requests that cannot be answered: ours, the framework's, and the unforeseen."""

import logging
import secrets
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from starlette.exceptions import HTTPException

from api.people.errors import SignInError, TooManyError
from api.service.complaints import complaints
from api.service.errors_logged import as_logged
from api.service.language import language_of
from api.service.problem_page import problem_response
from api.service.problems import (
    INTERNAL,
    MEDIA,
    REQUEST,
    SLOW_REQUEST,
    TOO_LARGE,
    TOO_SLOW,
    UNKNOWN_HOST,
    Problem,
    document,
    document_of,
    problem_of_status,
)
from data.errors import QuankanError
from data.text import Text

_LOG = logging.getLogger("quankan.service")
_NOT_KEPT = {"Cache-Control": "no-store"}
_JSON = "application/json"
_RETRY_S = "10"
_SHOWN_LETTERS = 80
_A_HOST = Text("本服务的主机名或地址", "a name or an address of this service")


def add_refusals(app: FastAPI) -> None:
    """Let the app answer with problem documents whatever goes wrong."""
    app.add_exception_handler(QuankanError, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(ResponseValidationError, unforeseen)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(Exception, unforeseen)


def too_large(request: Request, most_bytes: int) -> Response:
    """The answer to a body that is larger than allowed."""
    detail = Text(f"超过 {most_bytes} 字节", f"more than {most_bytes} bytes")
    return _response(request, TOO_LARGE, detail)


def too_slow(request: Request, is_received: bool) -> Response:
    """The answer where none could be given in time.

    Args:
        request: The request.
        is_received: Whether all of it had come; else it is its sender who was slow.
    """
    if not is_received:
        return _response(request, SLOW_REQUEST, Text("请求未收完", "the request did not come"))
    detail = Text("尚未算完", "is still being worked on")
    return _response(request, TOO_SLOW, detail, headers={"Retry-After": _RETRY_S})


def wrong_host(request: Request, host: str) -> Response:
    """The answer to a request that asks for another host."""
    shown, language = host[:_SHOWN_LETTERS], language_of(request)
    found = Text(f"为“{shown}”", f"is {shown!r}")
    said = {
        "field": "Host",
        "found": found.in_(language),
        "expected": _A_HOST.in_(language),
    }
    return _response(request, UNKNOWN_HOST, Text(f"Host {found.zh}", f"Host {found.en}"), [said])


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, QuankanError):
        return unforeseen(request, error)
    language = language_of(request)
    content = document_of(error, language, instance=request.scope["path"])
    headers = dict(_NOT_KEPT)
    if isinstance(error, TooManyError):
        headers["Retry-After"] = str(error.retry_s)
    if isinstance(error, SignInError):
        headers["WWW-Authenticate"] = "Bearer"
    return problem_response(request, content, headers)


def _not_understood(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return unforeseen(request, error)
    language, found = language_of(request), error.errors()
    if _is_no_json(request, found):
        return _response(request, MEDIA, Text("不是 JSON", "is no JSON"))
    said = [
        {
            "field": each.field,
            "found": each.found.in_(language),
            "expected": each.expected.in_(language),
        }
        for each in complaints(found)
    ]
    detail = Text(f"{len(found)} 处有误", f"{len(found)} things are wrong")
    return _response(request, REQUEST, detail, said)


def _is_no_json(request: Request, found: Any) -> bool:  # noqa: ANN401  # of pydantic
    """Whether a body was sent as something else than JSON, so that it was not even parsed."""
    sent = request.headers.get("content-type", "")
    whole = any(tuple(each["loc"]) == ("body",) for each in found)
    return whole and bool(sent) and _JSON not in sent


def _of_framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return unforeseen(request, error)
    problem = problem_of_status(error.status_code)
    path = request.scope["path"][:200]
    detail = Text(f"{request.method} {path}", f"{request.method} {path}")
    return _response(request, problem, detail, headers=dict(error.headers or {}))


def unforeseen(request: Request, error: Exception) -> Response:
    """What nobody foresaw: logged with its trace, told without it.

    What was sent, which may be a password, is not in the log either.
    """
    request_id = getattr(request.state, "request_id", None) or secrets.token_hex(8)
    told = as_logged(error)
    _LOG.error("request %s failed%s", request_id, told.text, exc_info=told.whole)
    detail = Text(f"请求编号 {request_id}", f"request id {request_id}")
    return _response(request, INTERNAL, detail)


def _response(
    request: Request,
    problem: Problem,
    detail: Text,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    language, path = language_of(request), request.scope["path"]
    content = document(problem, detail, language, instance=path, errors=errors or [])
    return problem_response(request, content, {**_NOT_KEPT, **(headers or {})})
