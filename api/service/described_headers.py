"""Which headers an answer has that a program needs."""

from collections.abc import Mapping
from typing import Any

_WORDS = {
    "Location": "结果或作业的地址 Where the result or the job is",
    "ETag": "内容或版本的标签，用于 If-None-Match、If-Match Tag of the content or version",
    "Link": "下一页（next）或登记信息（describedby） The next page, or the record (RFC 8288)",
    "Retry-After": "429 和 503：多少秒后再试 With 429 and 503: seconds until it is worth a try",
    "Set-Cookie": "登录的 cookie The cookie of the session",
}
HEADERS: Mapping[str, Mapping[str, Any]] = {
    name: {"description": words, "schema": {"type": "string"}} for name, words in _WORDS.items()
}
_OF_VERSIONS = frozenset({"kept_station", "change_station"})
_ASKED = ("ask_", "send_batch", "upload", "add_account", "survey_again")
_OF_SESSIONS = frozenset({"sign_in", "change_password"})
_REFUSED = "default"


def add_headers(operation: dict[str, Any]) -> None:
    """Say of each answer of an operation which headers it has."""
    responses = operation["responses"]
    for status, answer in responses.items():
        names = _named(operation["operationId"], status, answer, kept="304" in responses)
        if names:
            answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _named(operation_id: str, status: str, answer: Mapping[str, Any], *, kept: bool) -> list[str]:
    if status == _REFUSED:
        return ["Retry-After"]
    names = []
    if status == "303" or (status in {"200", "201", "202"} and operation_id.startswith(_ASKED)):
        names.append("Location")
    if operation_id in _OF_VERSIONS or (kept and status in {"200", "204", "304"}):
        names.append("ETag")
    if operation_id.startswith(("list_", "audit")) or operation_id.endswith(("_result", "_file")):
        names.append("Link")
    if operation_id in _OF_SESSIONS and "content" in answer:
        names.append("Set-Cookie")
    return names
