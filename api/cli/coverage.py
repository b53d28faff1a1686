"""`quankan coverage`: who reaches a service on foot, who does not, of whom we do not know."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.settings import Settings
from data.text import Language, Text

if TYPE_CHECKING:
    from geo.answers import Coverage, Tally

DistrictFile = Annotated[Path, typer.Argument(help="区县数据 / district (.gpkg)")]
Minutes = Annotated[str, typer.Option("--minutes", help="步行时限（分钟） / minutes on foot")]
ProfileName = Annotated[
    str, typer.Option("--profile", help="步行者 / standard, adult, elderly, wheelchair")
]
Speed = Annotated[str | None, typer.Option("--speed", help="步行速度（米/秒） / metres a second")]
Tier = Annotated[
    str | None,
    typer.Option("--tier", help="只计此层级 / district, subdistrict, community, post"),
]
StepFree = Annotated[bool, typer.Option("--step-free", help="只计无障碍 / without steps only")]
MaxSnap = Annotated[
    str, typer.Option("--max-snap", help="距道路最远（米） / metres from the street at most")
]


def coverage(
    context: typer.Context,
    district: DistrictFile,
    out: Annotated[Path, typer.Option("--out", help="输出文件夹 / folder for the results")],
    minutes: Minutes = "15",
    profile: ProfileName = "standard",
    speed: Speed = None,
    tier: Tier = None,
    group: Annotated[
        str, typer.Option("--group", help="统计人群 / whom to count, a column of residents")
    ] = "population",
    step_free: StepFree = False,
    max_snap: MaxSnap = "250",
) -> None:
    """计算步行覆盖并写出结果和地图。Work out coverage on foot; write results and a map."""
    from api.cli.progress import steps
    from api.coverage_run import require_apart, run_coverage
    from data.geopackage import read_district
    from geo.question import ask

    settings: Settings = context.obj
    question = ask(
        minutes=minutes,
        profile=profile,
        speed_m_s=speed,
        tier=tier,
        group=group,
        step_free=step_free,
        max_snap_m=max_snap,
    )
    require_apart(district, out)
    with steps(settings.language) as step:
        step(Text("读取区县数据", "reading the district"))
        place = read_district(district)
        step(Text("计算步行覆盖", "working out who reaches whom"))
        answer = run_coverage(
            place,
            question,
            out,
            language=settings.language,
            map_approval_number=settings.map_approval_number,
        )
    show_answer(answer, out, settings.language)


def show_answer(answer: "Coverage", out: Path, language: Language) -> None:
    """Print the headline, the reasons, what else must be said, and what to open."""
    from maps.coverage_notes import coverage_notes

    console = Console()
    if answer.main.totals is not None:
        console.print(_headline(answer, answer.main.totals, language))
        if answer.main.reasons:
            console.print(_reasons(answer, answer.main.totals, language))
    for note in coverage_notes(answer):
        console.print(note.in_(language), markup=False, soft_wrap=True)
    say = Text(
        f"请用浏览器打开 {out / 'map.html'}；数据见 {out / 'coverage.json'}",
        f"Open {out / 'map.html'} in a browser; the figures are in {out / 'coverage.json'}",
    )
    console.print(say.in_(language), markup=False, soft_wrap=True)


def _headline(answer: "Coverage", totals: "Tally", language: Language) -> Table:
    from geo.answers import STATUS_TEXT, Status

    minutes = f"{float(answer.question.minutes):g}"
    title = Text(f"{minutes} 分钟步行覆盖", f"Within {minutes} minutes on foot")
    table = Table(title=title.in_(language), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    counted = {
        Status.COVERED: totals.covered,
        Status.UNCOVERED: totals.uncovered,
        Status.UNKNOWN: totals.unknown,
    }
    for status, people in counted.items():
        table.add_row(STATUS_TEXT[status].in_(language), *_people(people, totals.total))
    modelled = Text("其中推算人口", "of all, modelled")
    table.add_row(modelled.in_(language), *_people(totals.modelled, totals.total))
    whole = Text("合计", "together")
    table.add_row(whole.in_(language), *_people(totals.total, totals.total))
    return table


def _reasons(answer: "Coverage", totals: "Tally", language: Language) -> Table:
    from geo.answers import REASON_TEXT, Reason

    title = Text("未覆盖或无法判定的原因", "Why people are not covered, or not known")
    table = Table(title=title.in_(language), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    for reason, people in sorted(answer.main.reasons.items(), key=lambda item: -item[1]):
        words = REASON_TEXT[Reason(reason)].in_(language)
        table.add_row(words, *_people(people, totals.total))
    return table


def _people(people: float, total: float) -> tuple[str, str]:
    from data.percent import percent

    return f"{people:,.0f}", percent(people / total if total else None)
