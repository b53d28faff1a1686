"""`/first`: where the link leads that is printed for the first administrator."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from api.people.cookies import own_origins
from api.people.csrf import require_own_page
from api.people.errors import AccountError
from api.people.first_admin import PATH, become_admin, require_standing
from api.people.first_page import DIFFERENT, FirstPage, first_page
from api.people.recognise import counted_stranger
from api.service.depends import ServiceParts, Spoken
from api.store.errors import TakenError
from data.text import Language

router = APIRouter(prefix=PATH, tags=["people"])
_LONGEST = 200
_UNFIT = 422
_Typed = Annotated[str, Form(max_length=_LONGEST)]


@router.get("", response_class=HTMLResponse, operation_id="first_page")
def form(
    request: Request,
    service: ServiceParts,
    language: Spoken,
    link: Annotated[
        str, Query(max_length=_LONGEST, description="一次性链接 The secret of the link")
    ],
) -> HTMLResponse:
    """设立管理员 The page on which login and password are set."""
    counted_stranger(service, request)
    require_standing(service, link)
    return _page(FirstPage(link), language)


@router.post("", response_class=HTMLResponse, operation_id="set_up_first_admin")
def set_up(
    request: Request,
    service: ServiceParts,
    language: Spoken,
    link: _Typed,
    login: _Typed,
    password: _Typed,
    again: _Typed,
    name: _Typed = "",
) -> HTMLResponse:
    """设立管理员 Set up the administrator; the link is used up."""
    stranger = counted_stranger(service, request)
    require_own_page(request.headers, own_origins(request, service.limits))
    require_standing(service, link)
    typed = FirstPage(link, login, name)
    if password != again:
        return _mend(typed, DIFFERENT.in_(language), language)
    try:
        become_admin(service, stranger, link, login, name, password)
    except (AccountError, TakenError) as error:
        return _mend(typed, error.text(language), language)
    return _page(FirstPage("", done=True), language)


def _mend(typed: FirstPage, problem: str, language: Language) -> HTMLResponse:
    page = FirstPage(typed.link, typed.login, typed.name, problem)
    return _page(page, language, _UNFIT)


def _page(page: FirstPage, language: Language, status: int = 200) -> HTMLResponse:
    html, policy = first_page(page, language)
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        # Not `no-referrer`: browsers would then say of our own form that it came from nowhere.
        "Referrer-Policy": "same-origin",
    }
    return HTMLResponse(html, status, headers)
