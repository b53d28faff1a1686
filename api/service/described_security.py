"""How one signs in for each operation: by a token, by a session, or not at all."""

from typing import Any

from fastapi.dependencies.models import Dependant

from api.people.cookies import cookie_name
from api.people.csrf import HEADER, writes
from api.service.depends import admin_of, caller_of

Security = list[dict[str, list[str]]]
_TOKEN, _SESSION, _CSRF, _METRICS = "token", "session", "csrf", "metrics"
SCHEMES: dict[str, dict[str, Any]] = {
    _TOKEN: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "qk_…",
        "description": "令牌，由 POST /tokens 新建 A token, made by POST /tokens",
    },
    _SESSION: {
        "type": "apiKey",
        "in": "cookie",
        "name": cookie_name(secure=False),
        "description": "登录，由 POST /session 设置；https 下名为 "
        f"{cookie_name(secure=True)} Set by POST /session; behind https it has that name",
    },
    _CSRF: {
        "type": "apiKey",
        "in": "header",
        "name": HEADER.title().replace("Csrf", "CSRF"),
        "description": "凭 cookie 的写请求须带，值为登录答复中的 csrf "
        "Goes with the cookie in requests that write: `csrf` of the answer to the sign-in",
    },
    _METRICS: {
        "type": "http",
        "scheme": "bearer",
        "description": "QUANKAN_METRICS_TOKEN；未设则仅限本机 Where none is set, this machine only",
    },
}
# A token is not enough: who has got hold of one shall not make more of it.
_BY_SESSION = frozenset({"session", "make_token", "change_password"})
_METRICS_ROUTE, _SIGN_OUT = "metrics", "sign_out"
# What nobody does without an account, whatever the district; a test holds it against the roles.
_SIGNED_IN = frozenset(
    {
        "me", "list_tokens", "revoke_token", "list_jobs", "upload",
        "ask_coverage", "what_if", "ask_screening", "ask_batch", "send_batch",
        "list_survey", "list_comparison", "list_screening", "list_batch",
        *(f"{kind}_{part}" for kind in ("screening", "batch")
          for part in ("result", "record", "file")),
        "kept_station", "change_station", "station_changes",
    }
)  # fmt: skip


def security_of(operation_id: str, method: str, dependant: Dependant) -> Security:
    """The ways in, any of which is enough; an empty one where no account is needed."""
    calls = _calls(dependant)
    session = [_SESSION, _CSRF] if writes(method) else [_SESSION]
    by_session: dict[str, list[str]] = {name: [] for name in session}
    if operation_id == _METRICS_ROUTE:
        return [{}, {_METRICS: []}]
    if operation_id == _SIGN_OUT:
        return [{}, by_session]
    if operation_id in _BY_SESSION:
        return [by_session]
    if caller_of not in calls:
        return []
    ways: Security = [{_TOKEN: []}, by_session]
    needed = admin_of in calls or operation_id in _SIGNED_IN
    return ways if needed else [{}, *ways]


def _calls(dependant: Dependant) -> set[Any]:
    """Everything that is called before the handler of a route."""
    below = (_calls(each) for each in dependant.dependencies)
    return {dependant.call}.union(*below)
