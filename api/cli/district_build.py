"""`quankan district build`: from a recipe to one GeoPackage."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.cli.options import DataFolder, RecipeFile
from api.settings import Settings
from data.errors import WriteError
from data.import_log import Outcome
from data.layers import LAYER_BY_NAME
from data.text import Language, Text

if TYPE_CHECKING:
    from data.district import District
    from data.recipe.model import Recipe

# What is left out of a long list is counted instead.
MAX_SHOWN = 10


def build(
    context: typer.Context,
    recipe: RecipeFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="写入的 GeoPackage / GeoPackage to write")
    ] = Path("district.gpkg"),
    data: DataFolder = None,
) -> None:
    """按配方由原始数据生成区县数据。Make a district from raw sources by a recipe."""
    # Imported late: `quankan --help` need not wait for GDAL, PROJ and pandas.
    from data.geopackage import write_district
    from data.recipe.file import read_recipe

    settings: Settings = context.obj
    console = Console()
    plan = read_recipe(recipe, data)
    _require_package(output, plan.inputs())
    district = _built(console, plan, settings.language)
    write_district(district, output)
    _print_summary(console, district, output, settings.language)


def _require_package(output: Path, inputs: frozenset[Path]) -> None:
    """Refuse to write over a folder, a file of another kind, or one the recipe reads."""
    expected = Text("以 .gpkg 结尾、配方未使用的文件名", "a .gpkg that the recipe does not read")
    if output.resolve() in inputs:
        found = Text("配方正在使用该文件", "is a file that the recipe reads")
        raise WriteError(output, found, expected, at="-o")
    if output.suffix.lower() != ".gpkg" or output.is_dir():
        raise WriteError(output, Text("不是 .gpkg 文件", "is no .gpkg file"), expected, at="-o")


def _built(console: Console, recipe: "Recipe", language: Language) -> "District":
    from data.builder.build import build_district

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(step: Text, share: float) -> None:
            bar.update(task, description=step.in_(language), completed=share)

        return build_district(recipe, tell)


def _print_summary(
    console: Console, district: "District", output: Path, language: Language
) -> None:
    words = _WORDS[language]
    title = f"{district.name} → {output} ({district.crs.to_string()})"
    console.print(title, markup=False, highlight=False, soft_wrap=True)
    table = Table(*words)
    for column in table.columns[1:]:
        column.justify = "right"
    by_layer = Counter((record.layer, record.outcome.value) for record in district.import_log)
    for name, rows in district.layers.items():
        outcomes = [str(by_layer[name, outcome.value]) for outcome in Outcome]
        title = LAYER_BY_NAME[name].title.in_(language)
        table.add_row(f"{name} {title}", str(len(rows)), *outcomes)
    console.print(table)
    for line in _lines(district, language):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


_OUTCOMES = {
    Outcome.REJECTED: Text("未收录", "rejected"),
    Outcome.REPAIRED: Text("已修复", "repaired"),
    Outcome.RENAMED: Text("编号已加前缀", "renamed"),
    Outcome.KEPT: Text("原样保留", "kept"),
}
_WORDS = {
    Language.ZH: ("图层", "行数", "未收录", "已修复", "编号已加前缀", "原样保留"),
    Language.EN: ("layer", "rows", "rejected", "repaired", "renamed", "kept"),
}


def _lines(district: "District", language: Language) -> list[str]:
    """The notes, then the first rows that did not come through as they were."""
    lines = [f"· {note.in_(language)}" for note in district.notes]
    log = district.import_log
    lines += [
        f"× {r.layer} {r.source} [{r.row}] {_OUTCOMES[r.outcome].in_(language)}: "
        f"{r.reason.in_(language)} {r.found}"
        for r in log[:MAX_SHOWN]
    ]
    if len(log) > MAX_SHOWN:
        more = Text(
            f"……另有 {len(log) - MAX_SHOWN} 条，见 import_log 表",
            f"... and {len(log) - MAX_SHOWN} more in the table import_log",
        )
        lines.append(more.in_(language))
    return lines
