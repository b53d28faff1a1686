"""`quankan`: the commands, and nothing heavy until one of them runs."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli.accounts import account
from api.cli.compare import compare
from api.cli.coverage import coverage
from api.cli.demo import demo
from api.cli.district_build import build
from api.cli.district_check import check
from api.cli.district_hours import hours_table
from api.cli.district_matters import matters
from api.cli.district_push import pull, push
from api.cli.district_streets import streets
from api.cli.group import RefusingGroup
from api.cli.hours import hours
from api.cli.rules import rules
from api.cli.screen import screen
from api.cli.serve import serve
from api.cli.store import store
from api.cli.survey import survey
from api.cli.why import why
from api.cli.work import work
from api.settings import read_settings
from data.text import Language
from data.version import __version__

app = typer.Typer(
    cls=RefusingGroup,
    help="圈勘 Quankan：15分钟政务服务圈分析。Who can reach which government service on foot?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
district = typer.Typer(
    help="由原始数据生成、检查区县数据。Make and check a district.", no_args_is_help=True
)
district.command()(build)
district.command()(check)
district.command()(matters)
district.command()(streets)
district.command()(push)
district.command()(pull)
district.command(name="hours")(hours_table)
app.add_typer(district, name="district")
app.command()(demo)
app.command()(coverage)
app.command()(why)
app.command()(hours)
app.command()(survey)
app.command()(screen)
app.command()(compare)
app.add_typer(rules, name="rules")
app.command()(serve)
app.command()(work)
app.add_typer(store, name="store")
app.add_typer(account, name="account")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quankan {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="界面语言 / language (QUANKAN_LANG)"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 / version")
    ] = False,
) -> None:
    """Settle the language before any command runs."""
    settings = read_settings()
    context.obj = replace(settings, language=lang) if lang else settings


def main() -> None:
    """Entry point of the console command."""
    app()
