"""`quankan account`: the way back in, for who can run commands on the machine of the service."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli import options
from api.settings import Settings, read_service_settings
from data.text import Text

account = typer.Typer(
    help="账号：找回管理员入口。Accounts: the way back in for administrators.",
    no_args_is_help=True,
)
_ADDRESS = "http://127.0.0.1:8000"


@account.callback()
def accounts() -> None:
    """账号 Accounts."""


@account.command(name="admin-link")
def admin_link(
    context: typer.Context,
    home: options.HomeFolder = None,
    store: options.StoreAddress = None,
    url: Annotated[
        str | None,
        typer.Option("--url", help="服务地址 / address of the service (QUANKAN_PUBLIC_URL)"),
    ] = None,
) -> None:
    """生成一次性链接，新设一个管理员。A link that works once, for one more administrator."""
    # Imported late: `quankan --help` need not wait for the store.
    from api.clock import now
    from api.people.first_admin import new_admin_link
    from api.store.migrate import require_current
    from api.work.process import Terms, open_service

    settings: Settings = context.obj
    given = read_service_settings()
    limits = replace(given, home=home or given.home, store=store or given.store)
    service = open_service(Terms(settings, limits))
    try:
        require_current(service.store)
        path = new_admin_link(service.store, now())
    finally:
        service.store.close()
    address = (url or given.public_url or _ADDRESS).rstrip("/")
    said = Text(
        "24 小时内有效，只能用一次，勿转发；此前未用的链接即刻失效：",
        "Within 24 hours, once, and for you alone; links made before lead nowhere now:",
    )
    typer.echo(f"{said.in_(settings.language)}\n  {address}{path}")
