"""`quankan screen`: where in the district may this business open?"""

import typer

from api.cli import options, siting_options
from api.settings import Settings


def screen(
    context: typer.Context,
    district: options.DistrictFile,
    type_: siting_options.BusinessTypeWord,
    out: options.OutFolder,
    undertaking: siting_options.UndertakingWord = "rent",
    facts: siting_options.Facts = None,
    on: siting_options.On = None,
    pack: siting_options.Packs = None,
    level: siting_options.LevelWord = "internal",
    no_cache: options.NoCache = False,
    verify: options.Verify = False,
) -> None:
    """选址筛查：全区何处可开。Divide the district by where it may open."""
    from api.cli.opening import opened
    from api.cli.progress import steps
    from api.cli.screen_summary import show_screening
    from api.coverage_run import require_folder
    from api.siting.question import siting_question
    from api.siting.screening_run import run_screening

    settings: Settings = context.obj
    require_folder(out)
    wanted = siting_options.asked(context.params)
    with steps(settings.language) as step:
        place = opened(context.params, step)
        question = siting_question(place.district, wanted)
        found = run_screening(place, question, out, settings=settings, say=step)
    show_screening(found, out, settings.language)
