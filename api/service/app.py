"""The application: routes, middleware and the answers to errors, composed in one place."""

from fastapi import FastAPI

from api.districts.kept_layers import KeptLayers
from api.service.hosts import Hosts
from api.service.middleware import add_middleware
from api.service.openapi import DescribedApp, operation_id
from api.service.refusals import add_refusals
from api.service.routes import ROUTERS
from api.service.service import Service
from data.version import __version__

_TITLE = "圈勘 Quankan"
_SUMMARY = "15分钟政务服务圈与选址预勘 Who reaches which service, and may this business open here?"


def create_app(service: Service, hosts: Hosts | None = None) -> FastAPI:
    """The application over the parts of a service; nothing of it exists before.

    Args:
        service: The parts.
        hosts: By which it may be asked for, from `hosts_accepted`; None for any.
    """
    app = DescribedApp(
        title=_TITLE,
        summary=_SUMMARY,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
    )
    app.state.service = service
    app.state.layers = KeptLayers()
    for router in ROUTERS:
        app.include_router(router)
    add_refusals(app)
    add_middleware(app, service, hosts)
    return app
