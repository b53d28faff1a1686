"""An app with a few odd routes behind everything that stands round all routes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from fastapi import FastAPI, Request, Response
from support.layer_service import serving
from support.office import open_office

from api.service.middleware import add_middleware
from api.service.refusals import add_refusals

PAGE = "<style>b {}</style><b>x</b>"


def small_app(service) -> FastAPI:
    app = FastAPI()
    app.state.service = service
    for method, path, handler in (
        ("GET", "/things/{thing}", lambda thing: {"thing": thing}),
        ("GET", "/own", lambda: Response(PAGE, headers={"Content-Security-Policy": "own"})),
        ("GET", "/broken", _broken),
        ("GET", "/slow", _slow),
        ("POST", "/sized", _sized),
        ("POST", "/uploads", _sized),
    ):
        app.add_api_route(path, handler, methods=[method])
    add_refusals(app)
    add_middleware(app, service)
    return app


@contextmanager
def asked_small_app(folder, **limits) -> Iterator[httpx.Client]:
    """A client of the app, with `app` beside."""
    office = open_office(folder, **limits)
    app = small_app(office.service)
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        client.app, client.office = app, office
        yield client
    office.service.store.close()


def _broken() -> None:
    raise ZeroDivisionError("secret of the machine")


def _slow(seconds: float) -> dict[str, str]:
    time.sleep(seconds)
    return {"came": "late"}


async def _sized(request: Request) -> dict[str, int]:
    return {"bytes": len(await request.body())}
