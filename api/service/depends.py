"""What handlers ask for, by name."""

from typing import Annotated

from fastapi import Depends, Request

from api.people.access import require_admin
from api.people.caller import Caller
from api.people.cookies import session_secret
from api.people.csrf import FIELD, HEADER, writes
from api.people.recognise import recognise
from api.service.language import language_asked, language_of
from api.service.service import Service
from data.text import Language

_FORM = "application/x-www-form-urlencoded"
# What the fields of a page of ours take; a longer body is no form, and is not read for one.
_LONGEST_FORM_BYTES = 100_000


def service_of(request: Request) -> Service:
    """The parts of the running service."""
    service: Service = request.app.state.service
    return service


ServiceParts = Annotated[Service, Depends(service_of)]


async def csrf_of_request(request: Request, service: ServiceParts) -> str | None:
    """What a request brings against forgery: a header, or the field `csrf` of a form.

    A form is read only where it matters: with a cookie, in a request that writes.
    """
    sent = request.headers.get(HEADER)
    if sent is not None or not writes(request.method):
        return sent
    if not _is_form(request) or session_secret(request, service.limits) is None:
        return None
    field = (await request.form()).get(FIELD)
    return field if isinstance(field, str) else None


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "")
    return kind == _FORM and length.isdecimal() and int(length) <= _LONGEST_FORM_BYTES


CsrfSent = Annotated[str | None, Depends(csrf_of_request)]


def caller_of(request: Request, service: ServiceParts, csrf: CsrfSent) -> Caller:
    """Who is asking; found and counted once a request.

    Raises:
        SignInError: The token or the session is not, or no longer, right.
        ForgeryError: The request came by a cookie, writes, and may be forged.
        TooManyError: There were too many requests.
    """
    return recognise(service, request, csrf)


def admin_of(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """The administrator who is asking.

    Raises:
        SignInError: Nobody has signed in.
        ForbiddenError: Somebody else is asking.
    """
    require_admin(caller)
    return caller


Asking = Annotated[Caller, Depends(caller_of)]
AskingAdmin = Annotated[Caller, Depends(admin_of)]
Spoken = Annotated[Language, Depends(language_of)]
Preferred = Annotated[Language | None, Depends(language_asked)]
