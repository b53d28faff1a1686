"""`quankan district check`: what a careful colleague would say about a district."""

import json
from typing import Annotated

import typer

from api.cli.options import DistrictFile
from api.settings import Settings

EXIT_ERRORS = 1
PIPED_WIDTH = 160


def check(
    context: typer.Context,
    district: DistrictFile,
    as_json: Annotated[
        bool, typer.Option("--json", help="供程序读取的 JSON / JSON for machines")
    ] = False,
) -> None:
    """检查区县数据，有错误时退出码为 1。Check a district; exit code 1 where there are errors."""
    # Imported late: `quankan --help` need not wait for GDAL, PROJ and pandas.
    from rich.console import Console

    from api.cli.check_report import show, to_json
    from data.check.district_check import check_district
    from data.geopackage import read_district

    settings: Settings = context.obj
    report = check_district(read_district(district))
    if as_json:
        typer.echo(json.dumps(to_json(report), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        terminal = Console()
        # In a pipe there is no width to keep to, and words must not break.
        console = terminal if terminal.is_terminal else Console(width=PIPED_WIDTH)
        show(report, console, settings.language)
    if report.errors:
        raise typer.Exit(EXIT_ERRORS)
