"""Serving from the command line: what `quankan serve` and `quankan demo` share."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from api.settings import ServiceSettings, Settings
from data.text import Text

if TYPE_CHECKING:
    from api.service.service import Service


def serve_at(
    settings: Settings,
    limits: ServiceSettings,
    host: str,
    port: int,
    prepare: "Callable[[Service], None]" = lambda _: None,
) -> None:
    """Serve at an address until stopped; the address is printed, and the one-time link.

    Args:
        settings: Language and map approval number.
        limits: With the home folder and the store.
        host: Where to listen.
        port: On which port.
        prepare: What is done to the service before it answers.

    Raises:
        ListenError: The port is taken, or the host is none of this machine.
        HomeInUseError: Another service has the home.
        WriteError: The home cannot be made.
        StoreError: The store does not answer, or was written by a newer program.
    """
    from api.service.start import (
        address_of,
        first_link,
        is_exposed,
        listening,
        opened,
        serve_until_stopped,
    )
    from api.work.process import Terms

    terms = Terms(settings, limits)
    with listening(host, port) as sock, opened(terms) as service:
        prepare(service)
        address = address_of(sock, limits)

        def ready() -> None:
            say(settings, Text(f"服务地址 {address}", f"serving at {address}"))
            link = first_link(service, address)
            if link is not None:
                say(settings, _first(link))
            if is_exposed(sock, limits):
                say(settings, _EXPOSED, err=True)
            say(settings, Text("Ctrl+C 停止", "stop with Ctrl+C"))

        serve_until_stopped(service, terms, sock, ready)


def say(settings: Settings, said: Text, *, err: bool = False) -> None:
    """Print in the language that is set."""
    typer.echo(said.in_(settings.language), err=err)


def _first(link: str) -> Text:
    return Text(
        f"首次启动：请在 24 小时内用此链接设立管理员，只能用一次，勿转发：\n  {link}",
        f"First start: set up the administrator by this link within 24 hours; it works once, "
        f"keep it to yourself:\n  {link}",
    )


_EXPOSED = Text(
    "注意：正在本机以外的网络上以 http 提供服务，密码和数据可被窃听。"
    "请放在 https 反向代理之后，并设置 QUANKAN_PUBLIC_URL（见 docs/service.md）。",
    "Warning: this listens beyond this machine by plain http; passwords and data can be overheard. "
    "Put it behind a proxy that speaks https, and set QUANKAN_PUBLIC_URL (docs/service.md).",
)
