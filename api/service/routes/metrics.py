"""`/metrics`: what is measured of the service, for Prometheus."""

import hmac
import ipaddress

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.people.errors import AbsentError
from api.service.depends import ServiceParts
from api.service.metrics import Metrics
from data.text import Text

router = APIRouter(tags=["running"])
_BEARER = "Bearer "
# A proxy adds one of them; behind it everybody seems to be of this machine.
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@router.get(
    "/metrics",
    operation_id="metrics",
    response_class=Response,
    responses={200: {"description": "指标 Metrics", "content": {"text/plain": {}}}},
)
def measured(request: Request, service: ServiceParts) -> Response:
    """指标 What is measured, with the token that is set; without one from this machine only."""
    if not _may_read(request, service.limits.metrics_token):
        raise AbsentError.of(Text("页面", "page"), "/metrics")
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)


def _may_read(request: Request, token: str) -> bool:
    if token:
        sent = request.headers.get("authorization", "").removeprefix(_BEARER)
        return hmac.compare_digest(sent.encode(), token.encode())
    if any(name in request.headers for name in _FORWARDED) or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
