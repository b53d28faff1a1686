"""What goes wrong, as problem documents (RFC 9457): a stable code, the field, found, expected.

Never a stack trace, never a path of this machine: an error that names a file of ours is told
without its folders.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus as H
from pathlib import PurePath
from typing import Any

from api.districts.errors import KeptDistrictError
from api.districts.refused import DistrictRefusedError
from api.ogc.errors import ParameterError
from api.people.errors import (
    AbsentError,
    AccountError,
    ForbiddenError,
    ForgeryError,
    LastAdminError,
    ProviderError,
    SignInError,
    TooManyError,
)
from api.service.errors import (
    NotAcceptableError,
    PreconditionFailedError,
    PreconditionRequiredError,
    RequestError,
)
from api.store.column_types import holdable
from api.store.errors import (
    StaleError,
    StoreDamagedError,
    StoreFullError,
    StoreUnavailableError,
    StoreVersionError,
    TakenError,
)
from api.work.errors import UnsupervisedError
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
_BAD, _UNFIT, _FULL = H.BAD_REQUEST, H.UNPROCESSABLE_ENTITY, H.INSUFFICIENT_STORAGE


@dataclass(frozen=True)
class Problem:
    """One kind of problem.

    Attributes:
        code: Its stable name, the last part of its `type`.
        status: HTTP status.
        title: What it is, the same for each of its kind.
        advice: What to do.
    """

    code: str
    status: H
    title: Text
    advice: Text


def _of(code: str, status: H, title: Sequence[str], advice: Sequence[str]) -> Problem:
    return Problem(code, status, Text(*title), Text(*advice))


INTERNAL = _of(
    "internal", H.INTERNAL_SERVER_ERROR, ("服务内部错误", "An error of the service"),
    ("请把请求编号告诉管理员", "Tell the administrator the request id"),
)  # fmt: skip
UNKNOWN_HOST = _of(
    "unknown-host", H.MISDIRECTED_REQUEST, ("不是本服务的主机名", "Not a name of this service"),
    ("改用本服务的地址，或请管理员用 --allow-host 加上这个名称",
     "Use the service's own address, or have --allow-host name this one"),
)  # fmt: skip
METHOD = _of(
    "method", H.METHOD_NOT_ALLOWED, ("不支持此方法", "Method not allowed"),
    ("见 Allow 头和接口说明", "See the header Allow and the reference"),
)  # fmt: skip
TOO_LARGE = _of(
    "too-large", H.REQUEST_ENTITY_TOO_LARGE, ("请求过大", "Request too large"),
    ("缩小请求；整个区县的数据走 /uploads", "Send less; whole districts go to /uploads"),
)  # fmt: skip
SLOW_REQUEST = _of(
    "slow-request", H.REQUEST_TIMEOUT, ("请求未按时收完", "The request took too long to come"),
    ("检查网络后重发", "Look at the network, then send it again"),
)  # fmt: skip
TOO_SLOW = _of(
    "too-slow", H.SERVICE_UNAVAILABLE, ("未能按时答复", "No answer in time"),
    ("按 Retry-After 稍后再问；算完的结果会保留", "Ask again after Retry-After; results are kept"),
)  # fmt: skip
MEDIA = _of(
    "media-type", H.UNSUPPORTED_MEDIA_TYPE, ("内容类型不对", "Unsupported media type"),
    ("以 application/json 发送", "Send application/json"),
)  # fmt: skip
REQUEST = _of(
    "request", _UNFIT, ("请求格式有误", "Request not understood"),
    ("按 errors 逐项更正", "Mend each of `errors`"),
)  # fmt: skip
WORKER_LOST = _of(
    "worker-lost", H.INTERNAL_SERVER_ERROR, ("任务多次中断", "The work broke off several times"),
    ("再试一次；仍不成功请告诉管理员", "Try once more; then tell the administrator"),
)  # fmt: skip
OUT_OF_TIME = _of(
    "out-of-time", H.SERVICE_UNAVAILABLE, ("任务超过时限", "The work took too long"),
    ("缩小问题后再提交，或请管理员调高 QUANKAN_JOB_LIMIT_MIN",
     "Ask for less, or have QUANKAN_JOB_LIMIT_MIN raised"),
)  # fmt: skip
_ABSENT = _of(
    "absent", H.NOT_FOUND, ("不存在", "Not found"),
    ("核对地址；无权查看的也按不存在回答", "Check the address; what you may not see is absent"),
)  # fmt: skip
_SCENARIO = _of(
    "scenario", _UNFIT, ("情景无法成立", "Scenario does not work"),
    ("按 errors 更正该项变更", "Mend the change that is named"),
)  # fmt: skip
_NO_STORE = _of(
    "store-unavailable", H.SERVICE_UNAVAILABLE, ("存储不可用", "Store not available"),
    ("稍后再试；已确认的内容不会丢失", "Try again later; nothing acknowledged is lost"),
)  # fmt: skip
# From the particular to the general: the first class that fits tells the problem.
PROBLEMS: tuple[tuple[type[QuankanError], Problem], ...] = (
    (SignInError, _of("sign-in", H.UNAUTHORIZED, ("需要登录", "Sign in"),
        ("登录，或在 Authorization 头中给出令牌", "Sign in, or send a token as Authorization"))),
    (ForgeryError, _of("forgery", H.FORBIDDEN, ("请求来源不明", "Doubtful origin"),
        ("从本系统页面操作，带上 X-CSRF-Token", "Act from our own pages, with X-CSRF-Token"))),
    (ForbiddenError, _of("forbidden", H.FORBIDDEN, ("没有权限", "Not allowed"),
        ("请管理员授予角色", "Ask an administrator for the role"))),
    (AbsentError, _ABSENT),
    (TooManyError, _of("too-many", H.TOO_MANY_REQUESTS, ("请求过于频繁", "Too many requests"),
        ("按 Retry-After 的秒数等待", "Wait as many seconds as Retry-After says"))),
    (AccountError, _of("account", _UNFIT, ("账号、密码或角色不合要求", "Login, password or role"),
        ("按 errors 更正", "Mend what is named"))),
    (LastAdminError, _of("last-admin", H.CONFLICT, ("最后一个管理员", "The last administrator"),
        ("先设立另一个管理员", "Make somebody else an administrator first"))),
    (ProviderError, _of("provider", H.BAD_GATEWAY, ("统一身份认证未完成", "Identity provider"),
        ("重新登录，或联系管理员", "Sign in again, or ask the administrator"))),
    (NotAcceptableError, _of("not-acceptable", H.NOT_ACCEPTABLE,
        ("没有所要的格式", "No such representation"),
        ("改用所列格式，或用后缀", "Accept one that is listed, or use a suffix"))),
    (PreconditionRequiredError, _of("precondition-required", H.PRECONDITION_REQUIRED,
        ("须带 If-Match", "If-Match is needed"),
        ("先读取，再以其 ETag 作为 If-Match", "Read it first, then send its ETag as If-Match"))),
    (PreconditionFailedError, _of("precondition-failed", H.PRECONDITION_FAILED,
        ("已不是 If-Match 所指的版本", "Not the version of If-Match any more"),
        ("重新读取后再改", "Read it again, then change it"))),
    (RequestError, REQUEST),
    (ParameterError, _of("parameter", _BAD, ("参数有误", "Parameter not understood"),
        ("更正该参数", "Mend the parameter"))),
    (TakenError, _of("taken", H.CONFLICT, ("名称已被使用", "Name already in use"),
        ("换一个名称", "Take another name"))),
    (StaleError, _of("stale", H.CONFLICT, ("已被他人更新", "Changed by somebody else"),
        ("重新读取后再改", "Read it again, then change it"))),
    (StoreFullError, _of("store-full", _FULL, ("存储已满", "The store is full"),
        ("请管理员腾出空间；未写入任何内容", "Room has to be made; nothing was written"))),
    (StoreUnavailableError, _NO_STORE),
    (StoreDamagedError, _NO_STORE),
    (StoreVersionError, _NO_STORE),
    (UnsupervisedError, _of("no-workers", H.SERVICE_UNAVAILABLE, ("任务无人处理", "No job is done"),
        ("请管理员重新启动服务", "An administrator has to start the service again"))),
    (SiteOutsideError, _of("site-outside", _UNFIT, ("场址在区外", "Site outside"),
        ("核对坐标和坐标系", "Check the coordinates and their datum"))),
    (SiteError, _of("site", _UNFIT, ("场址、业态或事实有误", "Site, business or facts"),
        ("按 errors 更正", "Mend what is named"))),
    (RulePackError, _of("rule-pack", _UNFIT, ("规则包有误", "Rule pack"),
        ("更正规则包", "Mend the pack"))),
    (RecipeError, _of("recipe", _UNFIT, ("配方有误", "Recipe"), ("更正配方", "Mend the recipe"))),
    (ScenarioError, _SCENARIO),
    (ScenarioFileError, _SCENARIO),
    (UnknownPlaceError, _of("place", _UNFIT, ("没有这个地点", "Unknown place"),
        ("核对编号", "Check the id"))),
    (UnknownMatterError, _of("matter", _UNFIT, ("没有这个事项", "Unknown matter"),
        ("核对事项编号", "Check the id of the matter"))),
    (QuestionError, _of("question", _UNFIT, ("参数取值有误", "A value makes no sense"),
        ("更正该参数", "Mend the parameter"))),
    (KeptDistrictError, _of("kept-district", H.INTERNAL_SERVER_ERROR,
        ("区县文件损坏", "The file of the district is damaged"),
        ("请管理员从备份恢复该文件", "An administrator has to restore it from a backup"))),
    (DistrictRefusedError, _of("district-check", _UNFIT,
        ("检查未通过", "The check has found errors"),
        ("按 errors 更正后重新上传", "Mend what `errors` names and send it again"))),
    (DistrictError, _of("district", _UNFIT, ("区县数据不足", "The district lacks something"),
        ("补充所缺图层后重新上传", "Take in the district with what it lacks"))),
    (SourceError, _of("source", _UNFIT, ("数据文件有误", "Source file"),
        ("更正文件后重新上传", "Mend the file and send it again"))),
    (WriteError, _of("write", _FULL, ("无法写入", "Could not be written"),
        ("请管理员检查磁盘", "An administrator has to look at the disk"))),
)  # fmt: skip
_OF_FRAMEWORK = {
    H.NOT_FOUND: _ABSENT,
    H.METHOD_NOT_ALLOWED: METHOD,
    H.REQUEST_TIMEOUT: SLOW_REQUEST,
    H.REQUEST_ENTITY_TOO_LARGE: TOO_LARGE,
    H.UNSUPPORTED_MEDIA_TYPE: MEDIA,
}


def every_problem() -> tuple[Problem, ...]:
    """All kinds of problem by code."""
    known = {problem.code: problem for problem in _each()}
    return tuple(known[code] for code in sorted(known))


def _each() -> Iterator[Problem]:
    yield from (INTERNAL, WORKER_LOST, OUT_OF_TIME, UNKNOWN_HOST, METHOD, MEDIA, REQUEST)
    yield from (TOO_LARGE, SLOW_REQUEST, TOO_SLOW)
    yield from (problem for _, problem in PROBLEMS)


def problem_of(error: QuankanError) -> Problem:
    """Which problem an error is."""
    return next((problem for kind, problem in PROBLEMS if isinstance(error, kind)), INTERNAL)


def problem_of_status(status: int) -> Problem:
    """Which problem a status of the framework is."""
    return _OF_FRAMEWORK.get(H(status), REQUEST if status < H.INTERNAL_SERVER_ERROR else INTERNAL)


def field_of(error: QuankanError) -> str:
    """The field that an error is about, as requests name it; never a path of this machine."""
    file = PurePath(error.file).name
    if not file.startswith("--"):
        return error.at or file
    option = file.removeprefix("--").replace("-", "_")
    name = _FIELDS.get(option, option)
    return f"{name}.{error.at}" if error.at else name


# Options of the command line that requests call otherwise.
_FIELDS = {
    "site": "site",
    "datum": "site.datum",
    "site_is": "site.is",
    "site_error_m": "site.error_m",
    "door": "site.doors",
    "type": "business",
    "speed": "speed_m_s",
    "max_snap": "max_snap_m",
    "tier_limits": "tier_limits_min",
    "bands": "bands_min",
    "service": "services",
}


def document(
    problem: Problem,
    detail: Text,
    language: Language,
    *,
    instance: str,
    errors: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """The problem document; what no text can hold of what somebody sent is replaced in it."""
    return {
        "type": f"/problems/{problem.code}",
        "title": problem.title.in_(language),
        "status": int(problem.status),
        "code": problem.code,
        "detail": holdable(detail.in_(language)),
        "instance": holdable(instance),
        "errors": [{name: holdable(said) for name, said in each.items()} for each in errors],
    }


def document_of(error: QuankanError, language: Language, *, instance: str) -> dict[str, Any]:
    """The problem document of an error that was raised on purpose; of a failed job, too."""
    field = field_of(error)
    detail = Text(f"{field}：{error.found.zh}", f"{field}: {error.found.en}")
    found, expected = error.found.in_(language), error.expected.in_(language)
    said = {"field": field, "found": found, "expected": expected}
    return document(problem_of(error), detail, language, instance=instance, errors=(said,))
