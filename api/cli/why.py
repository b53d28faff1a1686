"""`quankan why`: the path of one resident, leg by leg, or the reason there is none."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from api.cli.coverage import DistrictFile, MaxSnap, Minutes, ProfileName, Speed, StepFree, Tier
from api.settings import Settings
from data.text import Language, Text

if TYPE_CHECKING:
    from geo.question import Question
    from geo.walk import Leg, Walk


def why(
    context: typer.Context,
    district: DistrictFile,
    resident_id: Annotated[str, typer.Argument(help="常住人口记录编号 / id of a resident")],
    minutes: Minutes = "15",
    profile: ProfileName = "standard",
    speed: Speed = None,
    tier: Tier = None,
    step_free: StepFree = False,
    max_snap: MaxSnap = "250",
) -> None:
    """说明某处为何（未）被覆盖。Explain why a place is covered or not."""
    from data.geopackage import read_district
    from data.visibility import require_shown
    from geo.coverage import coverage_of
    from geo.ground import prepare
    from geo.question import ask
    from geo.walk import walk_of

    settings: Settings = context.obj
    question = ask(
        minutes=minutes,
        profile=profile,
        speed_m_s=speed,
        tier=tier,
        step_free=step_free,
        max_snap_m=max_snap,
    )
    place = read_district(district)
    ground = prepare(place, question)
    walk = walk_of(ground, coverage_of(place, ground), resident_id)
    require_shown(place, ("residents", "stations", "gates", "streets"))
    stations = place.table("stations").set_index("id")["name"].fillna("")
    name = str(stations.get(walk.station, ""))
    _show(walk, question, name, settings.language)


def _show(walk: "Walk", question: "Question", station: str, language: Language) -> None:
    from geo.answers import REASON_TEXT, STATUS_TEXT, Reason

    console = Console()
    status = STATUS_TEXT[walk.status].in_(language)
    reason = f" · {REASON_TEXT[Reason(walk.reason)].in_(language)}" if walk.reason else ""
    console.print(f"{walk.resident}: {status}{reason}", markup=False)
    if not walk.legs:
        return
    per_min = float(question.mm_per_min)
    heading = Text(
        f"至最近站点 {station}（{walk.station}）",
        f"to the nearest station {station} ({walk.station})",
    )
    headers = Text("路段,米,分钟", "leg,metres,minutes").in_(language).split(",")
    # Names are text: Rich would take their brackets for markup.
    table = Table(title=Plain(heading.in_(language)), show_footer=True)
    total = Text("合计", "together").in_(language)
    table.add_column(headers[0], footer=total)
    table.add_column(headers[1], justify="right", footer=f"{walk.length_mm / 1000:.1f}")
    table.add_column(headers[2], justify="right", footer=f"{walk.length_mm / per_min:.2f}")
    for leg in walk.legs:
        label = Plain(_label(leg, language))
        table.add_row(label, f"{leg.length_mm / 1000:.1f}", f"{leg.length_mm / per_min:.2f}")
    console.print(table)


def _label(leg: "Leg", language: Language) -> str:
    if leg.kind.value == "street" and not leg.name:
        return Text("沿无名道路", "along an unnamed street").in_(language)
    return f"{_LEG_TEXT[leg.kind.value].in_(language)} {leg.name}".strip()


_LEG_TEXT = {
    "to_gate": Text("到出入口", "to the gate"),
    "to_street": Text("到道路", "to the street"),
    "street": Text("沿", "along"),
    "from_street": Text("离开道路", "off the street"),
    "from_gate": Text("由出入口到站点", "from the gate to the station"),
}
