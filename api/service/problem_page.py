"""A problem as it is told: a document for programs, a small page for people.

A page where `Accept` prefers one, as browsers do; whoever takes anything is a program.
"""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from api.service.headers import page_policy
from api.service.language import language_of
from api.service.problems import MEDIA_TYPE, every_problem
from api.service.rendering import page, style
from api.service.representation import welcome
from data.text import Language, Text

_PAGE = "text/html"
_WORDS = {
    "expected": Text("要求：", "Expected: "),
    "start": Text("回到首页", "To the start page"),
}


def problem_response(
    request: Request, document: dict[str, Any], headers: dict[str, str]
) -> Response:
    """The answer with a problem document, or the page that says the same.

    Args:
        request: The request, for its `Accept` and its language.
        document: From `api.service.problems.document`.
        headers: Of the answer.
    """
    status, told = document["status"], {**headers, "Vary": "Accept"}
    if not _prefers_page(request):
        return JSONResponse(document, status, headers=told, media_type=MEDIA_TYPE)
    html = _page(document, language_of(request))
    return HTMLResponse(html, status, {**told, "Content-Security-Policy": page_policy(html)})


def _prefers_page(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    page_welcome = welcome(accept, _PAGE)
    return page_welcome > max(welcome(accept, MEDIA_TYPE), welcome(accept, "application/json"))


def _page(document: dict[str, Any], language: Language) -> str:
    advice = next(each.advice for each in every_problem() if each.code == document["code"])
    return page(
        "problem.html",
        language=language.value,
        style=style("plain.css"),
        words={name: text.in_(language) for name, text in _WORDS.items()},
        advice=advice.in_(language),
        **{name: document[name] for name in ("title", "status", "code", "detail", "errors")},
    )
