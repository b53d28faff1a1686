"""From the options of `quankan survey` to one survey, or to a batch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli.opening import opened
from api.cli.progress import steps
from api.cli.siting_options import asked, day_and_level
from api.cli.survey_summary import show_batch, show_survey
from api.coverage_run import require_folder
from api.settings import Settings
from api.siting.batch import batch_ground
from api.siting.batch_run import run_batch
from api.siting.given_site import GivenSite
from api.siting.question import siting_question, standing
from api.siting.survey_run import run_survey
from data.hours.calendar import work_calendar
from data.sites.batch import BatchDefaults, read_batch
from data.sites.facts import read_facts
from data.text import Text

# A table of which not one row could be surveyed.
EXIT_NONE = 1


def survey_one(options: Mapping[str, Any], settings: Settings) -> None:
    """Survey one site, write the opinion and print it."""
    out: Path = options["out"]
    require_folder(out)
    wanted = asked(options)
    given = GivenSite(
        options["site"],
        options["datum"],
        options["site_is"],
        options["site_error"],
        tuple(options["door"] or ()),
    )
    with steps(settings.language) as step:
        place = opened(options, step)
        question = siting_question(place.district, wanted)
        calendar = work_calendar(options["calendar"])
        found = run_survey(
            place, question, given, out, settings=settings, calendar=calendar, say=step
        )
    show_survey(found, out, settings.language)


def survey_batch(options: Mapping[str, Any], settings: Settings) -> None:
    """Survey every row of a table and write one row for each; exit code 1 if none could be."""
    out: Path = options["out"]
    require_folder(out)
    on, level = day_and_level(options)
    with steps(settings.language) as step:
        place = opened(options, step)
        stands = standing(place.district, on, tuple(options["pack"] or ()), level)
        step(Text("读取场址表", "reading the table of sites"))
        batch = read_batch(options["sites"], stands.vocabulary)
        defaults = BatchDefaults(
            type=options["type_"],
            undertaking=options["undertaking"],
            datum=options["datum"],
            site_is=options["site_is"],
            error_m=options["site_error"],
            facts=read_facts(options["facts"], stands.vocabulary),
        )
        step(Text("准备图层", "preparing the layers"))
        network = place.network(takes_steps=True) if place.district.has("streets") else None
        ready = batch_ground(place.district, stands, network)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(batch.table))
        done = run_batch(
            ready,
            batch,
            defaults,
            out,
            settings.language,
            lambda rows: progress.update(task, advance=rows),
        )
    show_batch(done, batch.notes, out, settings.language)
    if done.verdicts.get("", 0) == done.rows:
        raise typer.Exit(EXIT_NONE)
