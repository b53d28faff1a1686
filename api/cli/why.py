"""`quankan why`: the path of one resident, leg by leg, or the reason there is none."""

from typing import Annotated

import typer

from api.cli import options
from api.settings import Settings


def why(
    context: typer.Context,
    district: options.DistrictFile,
    resident_id: Annotated[str, typer.Argument(help="常住人口记录编号 / id of a resident")],
    minutes: options.Minutes = "15",
    profile: options.ProfileName = "standard",
    speed: options.Speed = None,
    tier: options.Tier = None,
    step_free: options.StepFree = False,
    max_snap: options.MaxSnap = "250",
    network: options.Network = "residents",
    matter: options.MatterOrAll = None,
    bundle: options.Bundle = None,
    service: options.Service = None,
    at: options.At = None,
    calendar: options.CalendarFile = None,
    tier_limits: options.TierLimits = None,
    rural_minutes: options.RuralMinutes = None,
    no_cache: options.NoCache = False,
    verify: options.Verify = False,
) -> None:
    """说明某处为何（未）被覆盖。Explain why a place is covered or not."""
    from api.cli.asking import job_asked, question_asked
    from api.cli.explanation import show_explanation
    from api.explanation import explain
    from api.opening import open_district

    settings: Settings = context.obj
    question = question_asked(context.params)
    opened = open_district(district, cache=not no_cache, verify=verify)
    job = job_asked(question, context.params, opened.district)
    found = explain(opened, job, resident_id)
    show_explanation(found, job, settings.language)
