"""What goes wrong, as problem documents (RFC 9457): a stable code, the field, found, expected.

Never a stack trace, never a path of this machine: an error that names a file of ours is told
without its folders.
"""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePath
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from api.people.errors import (
    AbsentError,
    ForbiddenError,
    ForgeryError,
    SignInError,
    TooManyError,
)
from api.service.language import language_of
from api.store.errors import StoreFullError, StoreUnavailableError
from data.errors import (
    DistrictError,
    QuankanError,
    RecipeError,
    RulePackError,
    ScenarioFileError,
    SiteError,
    SourceError,
    WriteError,
)
from data.text import Language, Text
from geo.errors import (
    QuestionError,
    ScenarioError,
    SiteOutsideError,
    UnknownMatterError,
    UnknownPlaceError,
)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Problem:
    """One kind of problem.

    Attributes:
        code: Its stable name, the last part of its `type`.
        status: HTTP status.
        title: What it is, the same for each of its kind.
    """

    code: str
    status: HTTPStatus
    title: Text


INTERNAL = Problem(
    "internal", HTTPStatus.INTERNAL_SERVER_ERROR, Text("服务内部错误", "An error of the service")
)
# From the particular to the general: the first class that fits tells the problem.
PROBLEMS: tuple[tuple[type[QuankanError], Problem], ...] = (
    (SignInError, Problem("sign-in", HTTPStatus.UNAUTHORIZED, Text("需要登录", "Sign in"))),
    (ForgeryError, Problem("forgery", HTTPStatus.FORBIDDEN, Text("请求来源不明", "Doubtful origin"))),
    (ForbiddenError, Problem("forbidden", HTTPStatus.FORBIDDEN, Text("没有权限", "Not allowed"))),
    (AbsentError, Problem("absent", HTTPStatus.NOT_FOUND, Text("不存在", "Not found"))),
    (
        TooManyError,
        Problem("too-many", HTTPStatus.TOO_MANY_REQUESTS, Text("请求过于频繁", "Too many requests")),
    ),
    (
        StoreFullError,
        Problem("store-full", HTTPStatus.INSUFFICIENT_STORAGE, Text("存储已满", "The store is full")),
    ),
    (
        StoreUnavailableError,
        Problem("store-unavailable", HTTPStatus.SERVICE_UNAVAILABLE, Text("存储不可用", "No store")),
    ),
    (SiteOutsideError, Problem("site-outside", HTTPStatus.UNPROCESSABLE_ENTITY, Text("场址在区外", "Site outside"))),
    (SiteError, Problem("site", HTTPStatus.UNPROCESSABLE_ENTITY, Text("场址或事实有误", "Site or facts"))),
    (RulePackError, Problem("rule-pack", HTTPStatus.UNPROCESSABLE_ENTITY, Text("规则包有误", "Rule pack"))),
    (RecipeError, Problem("recipe", HTTPStatus.UNPROCESSABLE_ENTITY, Text("配方有误", "Recipe"))),
    (ScenarioError, Problem("scenario", HTTPStatus.UNPROCESSABLE_ENTITY, Text("情景无法成立", "Scenario"))),
    (ScenarioFileError, Problem("scenario", HTTPStatus.UNPROCESSABLE_ENTITY, Text("情景无法成立", "Scenario"))),
    (UnknownPlaceError, Problem("place", HTTPStatus.UNPROCESSABLE_ENTITY, Text("没有这个地点", "Unknown place"))),
    (UnknownMatterError, Problem("matter", HTTPStatus.UNPROCESSABLE_ENTITY, Text("没有这个事项", "Unknown matter"))),
    (QuestionError, Problem("question", HTTPStatus.UNPROCESSABLE_ENTITY, Text("参数有误", "Parameter"))),
    (DistrictError, Problem("district", HTTPStatus.UNPROCESSABLE_ENTITY, Text("区县数据不足", "District"))),
    (SourceError, Problem("source", HTTPStatus.UNPROCESSABLE_ENTITY, Text("数据文件有误", "Source file"))),
    (WriteError, Problem("write", HTTPStatus.INSUFFICIENT_STORAGE, Text("无法写入", "Could not be written"))),
)  # fmt: skip


def problem_of(error: QuankanError) -> Problem:
    """Which problem an error is."""
    return next((problem for kind, problem in PROBLEMS if isinstance(error, kind)), INTERNAL)


def document(
    problem: Problem,
    detail: Text,
    language: Language,
    *,
    instance: str,
    errors: tuple[dict[str, str], ...] = (),
) -> dict[str, Any]:
    """The problem document."""
    return {
        "type": f"/problems/{problem.code}",
        "title": problem.title.in_(language),
        "status": int(problem.status),
        "code": problem.code,
        "detail": detail.in_(language),
        "instance": instance,
        "errors": list(errors),
    }


def refused(request: Request, error: QuankanError) -> JSONResponse:
    """The answer to a request that was refused on purpose."""
    language = language_of(request)
    problem = problem_of(error)
    field = error.at or PurePath(error.file).name
    found, expected = error.found.in_(language), error.expected.in_(language)
    content = document(
        problem,
        Text(f"{field}：{error.found.zh}", f"{field}: {error.found.en}"),
        language,
        instance=request.url.path,
        errors=({"field": field, "found": found, "expected": expected},),
    )
    headers = {"Retry-After": str(error.retry_s)} if isinstance(error, TooManyError) else None
    return JSONResponse(content, int(problem.status), headers=headers, media_type=MEDIA_TYPE)
