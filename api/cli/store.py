"""`quankan store`: make its tables, back it up, restore it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.settings import Settings
from data.text import Text

if TYPE_CHECKING:
    from api.districts.home import Home
    from api.store.engine import Store

store = typer.Typer(
    help="存储：建表、备份、恢复。The store: make its tables, back up, restore.",
    no_args_is_help=True,
)


@store.command()
def migrate(
    context: typer.Context, home: options.HomeFolder = None, url: options.StoreAddress = None
) -> None:
    """建表，或把旧表升级到本版本。Make the tables, or bring older ones up to date."""
    from api.store.migrate import migrate as bring_up_to_date

    with _opened(home, url) as (opened, _):
        bring_up_to_date(opened)
    _say(context, Text("表结构已是最新", "the tables are up to date"))


@store.command()
def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="备份文件 / the backup (.zip)")],
    home: options.HomeFolder = None,
    url: options.StoreAddress = None,
) -> None:
    """备份全部数据、区县文件、检查报告、规则包；含受限数据，请保密。Back up all; keep it safe."""
    from api.clock import now
    from api.store.backup import back_up

    with _opened(home, url, there_already=True) as (opened, folder):
        manifest = back_up(opened, folder, out, now())
    count = len(manifest.members)
    _say(context, Text(f"已备份到 {out}（{count} 个文件）", f"backed up to {out} ({count} files)"))


@store.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="备份文件 / the backup (.zip)")],
    home: options.HomeFolder = None,
    url: options.StoreAddress = None,
) -> None:
    """把备份恢复到空的存储。Restore a backup into a store without rows."""
    from api.districts.home_lock import alone_in
    from api.store.restore import restore as bring_back

    # A service that starts meanwhile would take away the files that no row names yet.
    with _opened(home, url) as (opened, folder), alone_in(folder):
        made_at = bring_back(opened, folder, file).made_at
    _say(context, Text(f"已恢复 {made_at} 的备份", f"restored the backup of {made_at}"))


@contextmanager
def _opened(
    home: Path | None, url: str | None, *, there_already: bool = False
) -> "Iterator[tuple[Store, Home]]":
    """The store and the home folder that are meant: what is given stands before the settings."""
    from api.districts.home import make_home
    from api.settings import read_service_settings
    from api.store.engine import open_store
    from api.store.errors import BackupError

    settings = read_service_settings()
    where = home or settings.home
    if there_already and not where.is_dir():
        raise BackupError(
            where,
            Text("没有这个文件夹", "is no folder"),
            Text("服务的文件夹", "the home folder of a service"),
            at="--home",
        )
    folder = make_home(where)
    opened = open_store(url or settings.store or folder.store_url)
    try:
        yield opened, folder
    finally:
        opened.close()


def _say(context: typer.Context, said: Text) -> None:
    settings: Settings = context.obj
    typer.echo(said.in_(settings.language))
