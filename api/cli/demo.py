"""`quankan demo`: the main job on the demo district, for a newcomer."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.settings import Settings
from data.text import Text


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="输出文件夹 / folder")] = Path("out/demo"),
) -> None:
    """生成示范区并计算步行覆盖。Make the demo district and work out its coverage."""
    from api.cli.progress import steps
    from api.cli.summary import show_report
    from api.clock import today
    from api.coverage_run import require_folder, run_coverage
    from api.job import job_of
    from data.demo import demo_district
    from data.geopackage import read_district, write_district
    from geo.question import ask

    settings: Settings = context.obj
    require_folder(out)
    package = out / "demo.gpkg"
    with steps(settings.language) as step:
        step(Text("生成示范区", "making the demo district"))
        write_district(demo_district(), package)
        job = job_of(ask(group="all"), every_matter=True, week=True, today=today)
        done = run_coverage(read_district(package), job, out, settings=settings, say=step)
    show_report(done, job, out, settings.language)
    resident = next(iter(done.part.answer.residents.ids), "")
    hint = Text(
        f"示范区在 {package}，可用 QGIS 打开；接着试试：\n"
        f"  quankan coverage {package} --out out/post --tier post\n"
        f"  quankan why {package} {resident}",
        f"The demo district is {package}; QGIS opens it. Try next:\n"
        f"  quankan coverage {package} --out out/post --tier post\n"
        f"  quankan why {package} {resident}",
    )
    Console().print(hint.in_(settings.language), markup=False, soft_wrap=True)
