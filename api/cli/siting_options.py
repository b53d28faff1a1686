"""The options that surveys, screenings and comparisons share, and what they ask."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.siting.question import Asked
    from data.declarations import Visibility

BusinessTypeWord = Annotated[
    str,
    typer.Option(
        "--type", help="业态、许可或常用名，如 网吧 / business type, permit or search word"
    ),
]
UndertakingWord = Annotated[
    str,
    typer.Option(
        "--undertaking",
        help="情形 / rent 租用既有房屋, change_use 改变用途, construction 新建改扩建",
    ),
]
Facts = Annotated[
    str | None,
    typer.Option(
        "--facts",
        help="事实 / facts: floor=2,area_m2=320,dedicated_flue=yes@document",
    ),
]
On = Annotated[
    str | None,
    typer.Option("--on", help="按哪一天的规则和设施 / day whose rules and facilities hold; today"),
]
At = Annotated[
    str | None,
    typer.Option("--at", help="到窗口办理的时刻 / moment for opening hours, 2026-11-23T10:00"),
]
Packs = Annotated[
    list[Path] | None,
    typer.Option("--pack", help="本单位的规则包 / own rule packs (.yaml); repeat"),
]
LevelWord = Annotated[
    str,
    typer.Option("--level", help="可见级别 / what may be seen: public, internal, restricted"),
]
Datum = Annotated[
    str | None,
    typer.Option("--datum", help="坐标基准 / datum of coordinates: wgs84, cgcs2000, gcj02, bd09"),
]


def asked(
    type_: str,
    undertaking: str,
    facts: str | None,
    on: str | None,
    at: str | None,
    packs: list[Path] | None,
    level: str,
) -> "Asked":
    """The question of the options, as `api.siting.question` takes it.

    Raises:
        QuestionError: A day, a moment or a level is none.
    """
    from api.cli.rules_asked import day_asked
    from api.clock import today
    from api.siting.question import Asked
    from geo.question import ask

    day: date = today() if on is None else day_asked(on)
    moment: datetime | None = ask(at=at).moment
    return Asked(type_, undertaking, facts, day, moment, tuple(packs or ()), visibility(level))


def visibility(word: str) -> "Visibility":
    """The level a word means.

    Raises:
        QuestionError: It means none.
    """
    from data.declarations import Visibility
    from data.text import Text
    from geo.errors import QuestionError

    known = {each.value: each for each in Visibility}
    if word.strip().lower() in known:
        return known[word.strip().lower()]
    shown, words = word[:40], ", ".join(known)
    raise QuestionError(
        "--level",
        Text(f"为“{shown}”", f"is {shown!r}"),
        Text(f"其中之一：{words}", f"one of {words}"),
    )
