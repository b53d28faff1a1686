"""`quankan work`: workers for jobs, without the API beside them."""

import signal
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.settings import ServiceSettings, Settings, SettingsError, read_service_settings
from data.text import Text

if TYPE_CHECKING:
    from api.service.service import Service


def work(
    context: typer.Context,
    home: options.HomeFolder = None,
    store: options.StoreAddress = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=64, help="进程数 / processes (QUANKAN_WORKERS)"),
    ] = None,
    job_limit_min: options.JobLimit = None,
) -> None:
    """只处理后台任务；Ctrl+C 停止。Work at jobs, without the API; stop with Ctrl+C."""
    # Imported late: `quankan --help` need not wait for the store.
    from api.service.logs import set_up_logging
    from api.work.process import Terms, open_service
    from api.work.supervisor import supervise

    settings: Settings = context.obj
    given = read_service_settings()
    limits = replace(
        given,
        home=home or given.home,
        store=store or given.store,
        workers=workers or max(1, given.workers),
        job_limit_min=job_limit_min or given.job_limit_min,
    )
    terms = Terms(settings, limits)
    _require_home(limits)
    _require_store(open_service(terms))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    said = Text(f"{limits.workers} 个进程在处理任务", f"{limits.workers} processes at work")
    typer.echo(said.in_(settings.language))
    set_up_logging()
    supervise(terms, limits.workers, stop)


def _require_home(limits: ServiceSettings) -> None:
    """Refuse a folder in which no service lives, rather than begin an empty store there."""
    from api.districts.home import Home

    home = Home(limits.home.absolute())
    if not home.folder.is_dir() or not (limits.store or home.store_file.is_file()):
        raise SettingsError(
            home.folder,
            Text("不是服务的文件夹", "is not the home folder of a service"),
            Text("quankan serve 使用的文件夹", "the folder that quankan serve uses"),
            at="--home",
        )


def _require_store(service: "Service") -> None:
    """Refuse to begin where there is no store, or one whose tables are not this program's."""
    from api.store.migrate import require_current

    try:
        require_current(service.store)
    finally:
        service.store.close()
