"""The options that surveys, screenings and comparisons share, and what they ask."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import date

    from api.siting.question import Asked
    from data.declarations import Visibility

_TYPE = "业态、许可或常用名，如 网吧 / business type, permit or search word"
BusinessTypeWord = Annotated[str, typer.Option("--type", help=_TYPE)]
BusinessTypeOfAll = Annotated[str | None, typer.Option("--type", help=_TYPE)]
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
    typer.Option(
        "--datum",
        help="坐标基准 / datum of coordinates: wgs84, cgcs2000, gcj02, bd09; 米制坐标用 / metres: "
        "EPSG:4544, ...",
    ),
]


def asked(options: Mapping[str, Any]) -> "Asked":
    """The question of the options, as `api.siting.question` takes it; not all have a moment.

    Raises:
        QuestionError: A day, a moment or a level is none.
    """
    from api.siting.question import Asked
    from geo.question import ask

    on, level = day_and_level(options)
    return Asked(
        business=options["type_"],
        undertaking=options["undertaking"],
        facts=options["facts"],
        on=on,
        at=ask(at=options.get("at")).moment,
        packs=tuple(options["pack"] or ()),
        level=level,
    )


def day_and_level(options: Mapping[str, Any]) -> "tuple[date, Visibility]":
    """The day of rules and facilities, and what the asker may see.

    Raises:
        QuestionError: The day or the level is none.
    """
    from api.cli.rules_asked import day_asked
    from api.clock import today

    day = today() if options["on"] is None else day_asked(options["on"])
    return day, visibility(options["level"])


def one_of_many(type_: str | None, site: str | None, sites: Path | None) -> bool:
    """Whether one site is asked about, rather than a table of them.

    Raises:
        QuestionError: Both are, or neither; or one is without a business type.
    """
    from data.text import Text
    from geo.errors import QuestionError

    if (site is None) == (sites is None):
        found = Text("两者都给或都没给", "both are given, or neither")
        expected = Text("--site 或 --sites 之一", "either --site or --sites")
        raise QuestionError("--site", found, expected)
    if site is not None and type_ is None:
        found = Text("未指明业态", "is not given")
        expected = Text("业态，如 --type 网吧", "a business type, such as --type internet_cafe")
        raise QuestionError("--type", found, expected)
    return site is not None


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
