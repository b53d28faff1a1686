"""What handlers ask for, by name."""

from typing import Annotated

from fastapi import Depends, Request

from api.people.caller import Caller
from api.people.recognise import recognise
from api.service.language import language_of
from api.service.service import Service
from data.text import Language


def service_of(request: Request) -> Service:
    """The parts of the running service."""
    service: Service = request.app.state.service
    return service


def caller_of(request: Request) -> Caller:
    """Who is asking; found once a request.

    Raises:
        SignInError: The token or the session is not, or no longer, right.
        ForgeryError: The request came by a cookie, writes, and may be forged.
    """
    return recognise(service_of(request), request)


ServiceParts = Annotated[Service, Depends(service_of)]
Asking = Annotated[Caller, Depends(caller_of)]
Spoken = Annotated[Language, Depends(language_of)]
