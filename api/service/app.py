"""The application: routes, middleware and the answers to errors, composed in one place."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from api.districts.kept_layers import KeptLayers
from api.service.problems import refused
from api.service.routes import ROUTERS
from api.service.service import Service
from data.errors import QuankanError
from data.version import __version__


def create_app(service: Service) -> FastAPI:
    """The application over the parts of a service; nothing of it exists before."""
    app = FastAPI(title="圈勘 Quankan", version=__version__, docs_url=None, redoc_url=None)
    app.state.service = service
    app.state.layers = KeptLayers()
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(QuankanError, _refused)
    return app


def _refused(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, QuankanError):
        raise error
    return refused(request, error)
