"""`quankan compare`: several sites for one business, side by side."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options, siting_options
from api.settings import Settings


def compare(
    context: typer.Context,
    district: options.DistrictFile,
    type_: siting_options.BusinessTypeWord,
    sites: Annotated[
        Path, typer.Option("--sites", help="场址表 / a table of two to twenty sites (.csv, .xlsx)")
    ],
    out: options.OutFolder,
    datum: siting_options.Datum = None,
    undertaking: siting_options.UndertakingWord = "rent",
    facts: siting_options.Facts = None,
    on: siting_options.On = None,
    pack: siting_options.Packs = None,
    level: siting_options.LevelWord = "internal",
    no_cache: options.NoCache = False,
    verify: options.Verify = False,
) -> None:
    """智能对比：多处场址逐条比较。Compare sites rule by rule."""
    from api.cli.compare_summary import show_comparison
    from api.cli.opening import opened
    from api.cli.progress import steps
    from api.coverage_run import require_folder
    from api.siting.comparison_run import run_comparison
    from api.siting.question import siting_question
    from data.sites.batch import BatchDefaults, read_batch

    settings: Settings = context.obj
    require_folder(out)
    wanted = siting_options.asked(context.params)
    with steps(settings.language) as step:
        place = opened(context.params, step)
        question = siting_question(place.district, wanted)
        batch = read_batch(sites, question.vocabulary)
        defaults = BatchDefaults(
            type=question.business.name,
            undertaking=question.undertaking,
            datum=datum,
            facts=question.facts,
        )
        found = run_comparison(place, question, batch, defaults, out, settings=settings, say=step)
    show_comparison(found, out, settings.language)
