"""`quankan serve`: the service, at an address, until it is stopped."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli import options
from api.settings import Settings, read_service_settings

LOOPBACK, PORT = "127.0.0.1", 8000
_LAST_PORT = 65_535

Host = Annotated[str, typer.Option("--host", help="监听地址 / address to listen at")]
Port = Annotated[
    int, typer.Option("--port", min=0, max=_LAST_PORT, help="端口；0 为任一空闲 / port, 0 for any")
]


def serve(
    context: typer.Context,
    host: Host = LOOPBACK,
    port: Port = PORT,
    home: options.HomeFolder = None,
) -> None:
    """启动服务，Ctrl+C 停止。Serve districts, surveys and coverage over HTTP until stopped."""
    # Imported late: `quankan --help` need not wait for the service.
    from api.cli.served import serve_at

    settings: Settings = context.obj
    limits = read_service_settings()
    serve_at(settings, replace(limits, home=home or limits.home), host, port)
