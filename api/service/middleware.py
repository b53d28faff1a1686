"""What stands round all routes: seen, with strict headers, in time, within bounds, never a trace.

From outside to inside, in this order:

    UnreadBodies   an answer arrives, however much of the request is still being sent
    Observed       an id, a count and a line in the log for every request
    StrictHeaders  what browsers are told
    KnownHosts     by none but the service's own names
    (CORS)         pages of other sites that may read, where the operator names any
    TimeLimit      an answer in time
    LastNet        whatever nobody foresaw becomes a problem document
    BodyLimit      no more than may be sent
"""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api.people.csrf import origin_of
from api.service.headers import StrictHeaders
from api.service.hosts import Hosts, KnownHosts
from api.service.last_net import LastNet
from api.service.limits_of_requests import BodyLimit, TimeLimit
from api.service.metrics import Metrics
from api.service.observing import Observed
from api.service.refusals import too_large, too_slow, wrong_host
from api.service.service import Service
from api.service.unread_bodies import UnreadBodies
from api.settings import ServiceSettings, listed

# What a page of another site sends and sees beyond what any page may; never a cookie.
_SENT = ("Authorization", "If-None-Match")
_SEEN = ("ETag", "Link", "Quankan-Features-Dropped", "X-Request-ID")


def add_middleware(app: FastAPI, service: Service, hosts: Hosts | None = None) -> None:
    """Put all of it round an app; `app.state.metrics` is what it counts.

    Args:
        app: The app; its routes may come before or after.
        service: The parts of the service.
        hosts: From `hosts_accepted`.
    """
    settings = service.limits
    app.state.metrics = Metrics(service)
    # The last one that is added is the outermost.
    app.add_middleware(BodyLimit, settings=settings, too_large=too_large)
    app.add_middleware(LastNet)
    app.add_middleware(TimeLimit, settings=settings, too_slow=too_slow)
    _let_pages_read(app, settings)
    if hosts is not None:
        app.add_middleware(KnownHosts, hosts=hosts, wrong_host=wrong_host)
    app.add_middleware(StrictHeaders, always_https=settings.public_url.startswith("https:"))
    app.add_middleware(Observed, metrics=app.state.metrics)
    app.add_middleware(UnreadBodies)


def _let_pages_read(app: FastAPI, settings: ServiceSettings) -> None:
    """Let pages of the origins that are named read answers; without any, no page of another."""
    origins = [origin_of(each) for each in listed(settings.read_origins)]
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=("GET", "HEAD"),
            allow_headers=_SENT,
            expose_headers=_SEEN,
        )
