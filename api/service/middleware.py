"""What stands round all routes: seen, with strict headers, in time, within bounds, never a trace.

From outside to inside, in this order:

    Observed       an id, a count and a line in the log for every request
    StrictHeaders  what browsers are told
    TimeLimit      an answer in time
    LastNet        whatever nobody foresaw becomes a problem document
    BodyLimit      no more than may be sent
"""

from fastapi import FastAPI

from api.service.headers import StrictHeaders
from api.service.last_net import LastNet
from api.service.limits_of_requests import BodyLimit, TimeLimit
from api.service.metrics import Metrics
from api.service.observing import Observed
from api.service.refusals import too_large, too_slow
from api.service.service import Service


def add_middleware(app: FastAPI, service: Service) -> None:
    """Put all of it round an app; `app.state.metrics` is what it counts.

    Args:
        app: The app; its routes may come before or after.
        service: The parts of the service.
    """
    settings = service.limits
    app.state.metrics = Metrics(service)
    # The last one that is added is the outermost.
    app.add_middleware(BodyLimit, settings=settings, too_large=too_large)
    app.add_middleware(LastNet)
    app.add_middleware(TimeLimit, settings=settings, too_slow=too_slow)
    app.add_middleware(StrictHeaders, always_https=settings.public_url.startswith("https:"))
    app.add_middleware(Observed, metrics=app.state.metrics)
