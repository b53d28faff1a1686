"""`quankan district hours`: what notices of hours become, for a person to confirm."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.options import DataFolder, RecipeFile
from api.settings import Settings
from data.errors import WriteError
from data.text import Text

_NONE = Text(
    '没有需要换算的办公时间告示，未写文件：配方没有来源标明 hours_notation = "notice"，'
    "或其办公时间均已是 OSM 语法",
    "there are no notices of hours to convert, and no file was written: no source of the recipe "
    'says hours_notation = "notice", or all its hours are in the syntax of OSM already',
)


def hours_table(
    context: typer.Context,
    recipe: RecipeFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="写入的对照表（CSV）/ table to write (CSV)")
    ] = Path("hours.csv"),
    data: DataFolder = None,
) -> None:
    """列出办公时间告示及其换算，供核对确认。List notices of hours and what they become."""
    # Imported late: `quankan --help` need not wait for GDAL, PROJ and pandas.
    from data.builder.hours import notices_of
    from data.hours.confirmed import read_confirmed, write_proposals
    from data.recipe.file import read_recipe

    settings: Settings = context.obj
    plan = read_recipe(recipe, data)
    named = None if plan.confirmed_hours is None else plan.resolve(plan.confirmed_hours).resolve()
    target = output.resolve()
    if output.is_dir() or (target in plan.inputs() and target != named):
        raise WriteError(
            output,
            Text("是文件夹，或配方正在使用的原始文件", "is a folder, or a file the recipe reads"),
            Text("对照表的文件名", "the name of a table"),
            at="-o",
        )
    notices, console = notices_of(plan), Console()
    if not notices:
        console.print(_NONE.in_(settings.language), markup=False, highlight=False, soft_wrap=True)
        return
    # What a person has confirmed is never written over.
    known = read_confirmed(output) if output.exists() else {}
    if named is not None and named != target and named.exists():
        known = read_confirmed(named) | known
    doubtful = write_proposals(output, notices, known, settings.language)
    done = Text(
        f"{len(notices)} 条告示已写入 {output}，其中 {doubtful} 条无法自动换算；"
        "请逐条核对，在 confirmed 列填 yes，并在配方中以 confirmed_hours 指明该表",
        f"{len(notices)} notices written to {output}, {doubtful} of them in doubt; look at each, "
        "write yes under confirmed, and name the table in the recipe as confirmed_hours",
    )
    console.print(done.in_(settings.language), markup=False, highlight=False, soft_wrap=True)
