"""`quankan demo`: both halves of the product on the demo district, for a newcomer."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.cli.serve import LOOPBACK, PORT, Host, Port
from api.settings import Settings, read_service_settings
from data.text import Text

if TYPE_CHECKING:
    from api.opening import Opened
    from api.service.service import Service

_HOME = "service"


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="输出文件夹 / folder")] = Path("out/demo"),
    host: Host = LOOPBACK,
    port: Port = PORT,
    serve: Annotated[
        bool | None,
        typer.Option(
            "--serve/--no-serve",
            help="随后提供服务；默认只在终端中 / then serve it; by default on a terminal only",
        ),
    ] = None,
) -> None:
    """生成示范区，计算覆盖，勘验几处场址。Make the demo district, its coverage, some surveys."""
    from api.cli.demo_summary import show_siting
    from api.cli.progress import steps
    from api.cli.summary import show_report
    from api.clock import today
    from api.coverage_run import require_folder, run_coverage
    from api.demo_siting import run_demo_siting
    from api.job import job_of
    from api.opening import open_district
    from data.demo import demo_district
    from data.geopackage import write_district
    from geo.question import ask

    settings: Settings = context.obj
    read_service_settings()  # a slip in them should not come to light minutes later
    require_folder(out)
    package = out / "demo.gpkg"
    with steps(settings.language) as step:
        step(Text("生成示范区", "making the demo district"))
        write_district(demo_district(), package)
        # Without the sidecar cache: nobody asked for more files beside the district.
        opened = open_district(package, cache=False)
        job = job_of(ask(group="all"), every_matter=True, week=True, today=today)
        done = run_coverage(opened.district, job, out, settings=settings, say=step)
        siting = run_demo_siting(opened, out, settings=settings, say=step)
    show_report(done, job, out, settings.language)
    show_siting(siting, out, settings.language)
    resident = next(iter(done.part.answer.residents.ids), "")
    Console().print(_hint(package, resident).in_(settings.language), markup=False, soft_wrap=True)
    if is_served(serve, is_terminal=sys.stdout.isatty()):
        _serve(settings, opened, out, host, port)


def _hint(package: Path, resident: str) -> Text:
    """What to try next."""
    return Text(
        f"示范区在 {package}，可用 QGIS 打开；接着试试：\n"
        f"  quankan coverage {package} --out out/post --tier post\n"
        f"  quankan why {package} {resident}\n"
        f"  quankan survey {package} --type 面馆 --site 104.0517,30.6573 --datum wgs84 --out out/s",
        f"The demo district is {package}; QGIS opens it. Try next:\n"
        f"  quankan coverage {package} --out out/post --tier post\n"
        f"  quankan why {package} {resident}\n"
        f"  quankan survey {package} --type 面馆 --site 104.0517,30.6573 --datum wgs84 --out out/s",
    )


def is_served(asked: bool | None, *, is_terminal: bool) -> bool:
    """Whether the demo is served: as it is asked; where nothing is said, on a terminal only."""
    return is_terminal if asked is None else asked


def _serve(settings: Settings, opened: "Opened", out: Path, host: str, port: int) -> None:
    """Serve the demo district from a home of its own, whatever store is set."""
    from api.cli.served import serve_at
    from api.clock import today
    from api.service.demo_coverage import ask_demo_coverage
    from api.service.demo_district import offer_demo

    def prepare(service: "Service") -> None:
        offer_demo(service, opened.file, opened.district)
        ask_demo_coverage(service, today())

    limits = replace(read_service_settings(), home=out / _HOME, store="")
    serve_at(settings, limits, host, port, prepare)
