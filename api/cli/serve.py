"""`quankan serve`: the service, at an address, until it is stopped."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli import options
from api.settings import Settings, read_service_settings, require_hosts

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
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            help="可用来访问的主机名，可重复 / name it may be asked for by; repeat "
            "(QUANKAN_ALLOWED_HOSTS)",
        ),
    ] = None,
    job_limit_min: options.JobLimit = None,
) -> None:
    """启动服务，Ctrl+C 停止。Serve districts, surveys and coverage over HTTP until stopped."""
    # Imported late: `quankan --help` need not wait for the service.
    from api.cli.served import serve_at

    settings: Settings = context.obj
    given = read_service_settings()
    hosts = ",".join(allow_host or [])
    require_hosts(hosts, "--allow-host")
    limits = replace(
        given,
        home=home or given.home,
        allowed_hosts=hosts or given.allowed_hosts,
        job_limit_min=job_limit_min or given.job_limit_min,
    )
    serve_at(settings, limits, host, port)
