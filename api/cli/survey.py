"""`quankan survey`: may this business open on this site, and under which article?"""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options, siting_options
from api.settings import Settings


def survey(
    context: typer.Context,
    district: options.DistrictFile,
    out: options.OutFolder,
    type_: siting_options.BusinessTypeOfAll = None,
    site: Annotated[
        str | None,
        typer.Option(
            "--site",
            help="场址：LON,LAT；图形文件（可加 #编号）；地址或名称 / coordinates, a drawn file, "
            "an address or a name",
        ),
    ] = None,
    sites: Annotated[
        Path | None,
        typer.Option("--sites", help="批量勘验的表格 / a table of sites (.csv, .xlsx)"),
    ] = None,
    datum: siting_options.Datum = None,
    site_is: Annotated[
        str | None, typer.Option("--site-is", help="场址是 / the site is: door, building, parcel")
    ] = None,
    site_error: Annotated[
        float | None, typer.Option("--site-error-m", help="位置误差（米） / position error, metres")
    ] = None,
    door: Annotated[
        list[str] | None, typer.Option("--door", help="门的坐标 LON,LAT / a door; repeat")
    ] = None,
    undertaking: siting_options.UndertakingWord = "rent",
    facts: siting_options.Facts = None,
    at: siting_options.At = None,
    on: siting_options.On = None,
    pack: siting_options.Packs = None,
    level: siting_options.LevelWord = "internal",
    calendar: options.CalendarFile = None,
    no_cache: options.NoCache = False,
    verify: options.Verify = False,
) -> None:
    """勘验一处场址或一批场址。Survey one site, or a table of them."""
    from api.cli.survey_asked import survey_batch, survey_one

    settings: Settings = context.obj
    if siting_options.one_of_many(type_, site, sites):
        survey_one(context.params, settings)
    else:
        survey_batch(context.params, settings)
