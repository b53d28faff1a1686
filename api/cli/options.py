"""The options that several commands share, and how their lists are read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from data.text import Text

if TYPE_CHECKING:
    from geo.errors import QuestionError

DistrictFile = Annotated[Path, typer.Argument(help="区县数据 / district (.gpkg)")]
OutFolder = Annotated[Path, typer.Option("--out", help="输出文件夹 / folder for the results")]
HomeFolder = Annotated[
    Path | None, typer.Option("--home", help="服务的文件夹 / folder of the service (QUANKAN_HOME)")
]
StoreAddress = Annotated[
    str | None, typer.Option("--store", help="数据库地址 / address of the database (QUANKAN_STORE)")
]
JobLimit = Annotated[
    int | None,
    typer.Option(
        "--job-limit-min",
        min=1,
        max=1_440,
        help="任务时限（分钟） / minutes for a job (QUANKAN_JOB_LIMIT_MIN)",
    ),
]
RecipeFile = Annotated[Path, typer.Argument(help="配方文件 Recipe (TOML)")]
DataFolder = Annotated[
    Path | None,
    typer.Option("--data", help="配方中相对路径的起点 / folder where relative paths begin"),
]
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
Network = Annotated[str, typer.Option("--network", help="站点体系 / residents, enterprises, all")]
MatterOrAll = Annotated[
    str | None,
    typer.Option(
        "--matter",
        help="能办此事项；all 逐项；编号见 / a matter, or all; ids: quankan district matters",
    ),
]
Bundle = Annotated[
    str | None,
    typer.Option(
        "--bundle",
        help="能办成此一件事；编号见 / that handle all of a bundle; ids: quankan district matters",
    ),
]
Service = Annotated[
    list[str] | None,
    typer.Option("--service", help="只计此办理方式 / complete, accept, self; repeat or a,b"),
]
At = Annotated[
    str | None, typer.Option("--at", help="到达时刻 / moment of arrival, 2026-11-21T10:00")
]
CalendarFile = Annotated[
    Path | None, typer.Option("--calendar", help="本单位日历表 / own table of days (.csv)")
]
TierLimits = Annotated[
    str | None, typer.Option("--tier-limits", help="分层级时限 / post=5,community=15")
]
RuralMinutes = Annotated[
    str | None, typer.Option("--rural-minutes", help="乡村时限（分钟） / minutes in rural areas")
]
Bands = Annotated[str | None, typer.Option("--bands", help="步行圈分级 / bands, 5,10,15")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="不用缓存 / neither use nor write the cache")
]
Verify = Annotated[
    bool, typer.Option("--verify", help="重新读取并核对缓存 / read anew, and check the cache")
]


def read_services(given: list[str] | None) -> tuple[str, ...] | None:
    """Ways of handling, repeated or with commas between; None where none is given."""
    return None if not given else tuple(name.strip() for word in given for name in word.split(","))


def read_bands(given: str | None) -> tuple[str, ...] | None:
    """Minutes with commas between, as yet unchecked; None where none are given."""
    return None if given is None else tuple(band.strip() for band in given.split(","))


def read_tier_limits(given: str | None) -> dict[str, str]:
    """Tier to its minutes, as yet unchecked, from `post=5,community=15`.

    Raises:
        QuestionError: It is not written so, or names a tier twice.
    """
    limits: dict[str, str] = {}
    for pair in [] if given is None else given.split(","):
        tier, equals, minutes = (part.strip() for part in pair.partition("="))
        if not (tier and equals and minutes):
            raise _limits_error(Text(f"为“{pair[:40]}”", f"is {pair[:40]!r}"))
        if tier in limits:
            shown = tier[:40]
            raise _limits_error(Text(f"{shown} 重复出现", f"names {shown} twice"))
        limits[tier] = minutes
    return limits


def _limits_error(found: Text) -> "QuestionError":
    from geo.errors import QuestionError

    expected = Text(
        "层级=分钟，以逗号分隔，如 post=5,community=15",
        "tier=minutes with commas between, such as post=5,community=15",
    )
    return QuestionError("--tier-limits", found, expected)
