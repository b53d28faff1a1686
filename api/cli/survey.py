"""`quankan survey`: may this business open on this site, and under which article?"""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options, siting_options
from api.settings import Settings
from data.text import Text


def survey(
    context: typer.Context,
    district: options.DistrictFile,
    type_: siting_options.BusinessTypeWord,
    site: Annotated[
        str,
        typer.Option(
            "--site",
            help="场址：LON,LAT；图形文件（可加 #编号）；地址或名称 / coordinates, a drawn file, "
            "an address or a name",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="输出文件夹 / folder for the results")],
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
    """勘验一处场址并写出意见。Survey one site and write the opinion."""
    from api.cli.progress import steps
    from api.cli.survey_summary import show_survey
    from api.coverage_run import require_folder
    from api.opening import open_district
    from api.siting.given_site import GivenSite
    from api.siting.question import siting_question
    from api.siting.survey_run import run_survey
    from data.hours.calendar import work_calendar

    settings: Settings = context.obj
    wanted = siting_options.asked(type_, undertaking, facts, on, at, pack, level)
    given = GivenSite(site, datum, site_is, site_error, tuple(door or ()))
    require_folder(out)
    with steps(settings.language) as step:
        step(Text("读取区县数据", "reading the district"))
        opened = open_district(district, cache=not no_cache, verify=verify)
        question = siting_question(opened.district, wanted)
        found = run_survey(opened, question, given, out, calendar=work_calendar(calendar), say=step)
    show_survey(found, out, settings.language)
