"""`quankan coverage`: who reaches a service on foot, who does not, of whom we do not know."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.settings import Settings


def coverage(
    context: typer.Context,
    district: options.DistrictFile,
    out: options.OutFolder,
    minutes: options.Minutes = "15",
    profile: options.ProfileName = "standard",
    speed: options.Speed = None,
    tier: options.Tier = None,
    group: Annotated[
        str, typer.Option("--group", help="统计人群 / whom to count, a column of residents, or all")
    ] = "population",
    step_free: options.StepFree = False,
    max_snap: options.MaxSnap = "250",
    network: options.Network = "residents",
    matter: options.MatterOrAll = None,
    bundle: options.Bundle = None,
    service: options.Service = None,
    at: options.At = None,
    week: Annotated[bool, typer.Option("--week", help="一周逐时 / each hour of a week")] = False,
    calendar: options.CalendarFile = None,
    tier_limits: options.TierLimits = None,
    rural_minutes: options.RuralMinutes = None,
    bands: options.Bands = None,
    exact_circles: Annotated[
        bool, typer.Option("--exact-circles", help="精确缓冲 / circles as exact buffers; slower")
    ] = False,
    scenario: Annotated[
        Path | None,
        typer.Option("--scenario", help="情景 / what these changes would change (.toml)"),
    ] = None,
    no_cache: options.NoCache = False,
    verify: options.Verify = False,
) -> None:
    """计算步行覆盖并写出结果和地图。Work out coverage on foot; write results and a map."""
    from api.cli.asking import job_asked, question_asked
    from api.cli.opening import opened
    from api.cli.progress import steps
    from api.cli.summary import show_report
    from api.coverage_run import require_apart, require_folder, run_coverage

    settings: Settings = context.obj
    question = question_asked(context.params)
    require_folder(out)
    require_apart(district, out)
    with steps(settings.language) as step:
        place = opened(context.params, step)
        job = job_asked(question, context.params, place.district)
        streets = place.network(takes_steps=question.takes_steps)
        done = run_coverage(place.district, job, out, settings=settings, network=streets, say=step)
    show_report(done, job, out, settings.language, place.note)
