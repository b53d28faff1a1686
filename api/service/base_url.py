"""Where the service is reached."""

from fastapi import Request

from api.service.service import Service


def base_url(request: Request, service: Service) -> str:
    """The address that people use, as far as it can be known; no slash at its end."""
    return (service.limits.public_url or str(request.base_url)).rstrip("/")
