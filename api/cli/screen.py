"""`quankan screen`: where in the district may this business open?"""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options, siting_options
from api.settings import Settings
from data.text import Text


def screen(
    context: typer.Context,
    district: options.DistrictFile,
    type_: siting_options.BusinessTypeWord,
    out: Annotated[Path, typer.Option("--out", help="输出文件夹 / folder for the results")],
    undertaking: siting_options.UndertakingWord = "rent",
    facts: siting_options.Facts = None,
    on: siting_options.On = None,
    pack: siting_options.Packs = None,
    level: siting_options.LevelWord = "internal",
    no_cache: options.NoCache = False,
    verify: options.Verify = False,
) -> None:
    """选址筛查：全区何处可开。Divide the district by where it may open."""
    from api.cli.progress import steps
    from api.cli.screen_summary import show_screening
    from api.coverage_run import require_folder
    from api.opening import open_district
    from api.siting.question import siting_question
    from api.siting.screening_run import run_screening

    settings: Settings = context.obj
    require_folder(out)
    wanted = siting_options.asked({**context.params, "at": None})
    with steps(settings.language) as step:
        step(Text("读取区县数据", "reading the district"))
        opened = open_district(district, cache=not no_cache, verify=verify)
        question = siting_question(opened.district, wanted)
        found = run_screening(opened, question, out, settings=settings, say=step)
    show_screening(found, out, settings.language)
