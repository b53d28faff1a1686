"""`quankan hours`: how a text of hours is read, and what it says of a moment."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.settings import Settings
from data.hours.day import WEEKDAY_TEXT
from data.text import Language, Text

if TYPE_CHECKING:
    from data.hours.calendar import WorkCalendar
    from data.hours.opening import Hours

_NOBODY_SAID = Text("某工作日（未指明）", "one of Monday to Friday, nobody said which")


def hours(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="办公时间（OSM 语法或告示原文）/ hours or a notice")],
    at: Annotated[
        str | None, typer.Option("--at", help="时刻，如 2026-10-07T10:00 / a moment (China)")
    ] = None,
    calendar: Annotated[
        Path | None, typer.Option("--calendar", help="本单位的工作日历（CSV）/ own table of days")
    ] = None,
) -> None:
    """说明办公时间如何解读。How hours are read, and whether they are open at a moment."""
    from data.hours.calendar import work_calendar
    from data.hours.opening import read_hours
    from geo.question import moment_of

    settings: Settings = context.obj
    moment = None if at is None else moment_of(at)
    days = work_calendar(calendar)
    found = read_hours(text)
    lines = []
    if not found.readable:
        found, line = _from_notice(found)
        lines.append(line)
    else:
        lines.append(Text(f"OSM 语法：{text}", f"In OSM's syntax: {text}"))
        if not found.names_holidays:
            lines.append(
                Text("未提及法定节假日（PH），节假日无法判定",
                     "Says nothing of public holidays (PH): not known on such days")
            )  # fmt: skip
    if moment is not None:
        lines.append(_at(found, moment, days))
    _print(lines, settings.language)


def _from_notice(hours: "Hours") -> "tuple[Hours, Text]":
    """The hours that a notice says, and how it was read."""
    from data.hours.notice_board import from_notice
    from data.hours.opening import read_hours

    notice = from_notice(hours.text)
    if notice.opening_hours is not None:
        line = Text(
            f"告示，换算为：{notice.opening_hours}", f"A notice, which says: {notice.opening_hours}"
        )
        return read_hours(notice.opening_hours), line
    syntax, doubt = hours.doubt or Text("", ""), notice.doubt or Text("", "")
    line = Text(
        f"无法解读。作为 OSM 语法：{syntax.zh}；作为告示：{doubt.zh}",
        f"Cannot be read. As OSM's syntax: it {syntax.en}; as a notice: {doubt.en}",
    )
    return hours, line


def _at(hours: "Hours", moment: datetime, calendar: "WorkCalendar") -> Text:
    from data.hours.calendar import KIND_TEXT, DayKind, day_of, holiday_text
    from data.hours.opening import STATE_TEXT, state_at

    day = day_of(calendar, moment.date())
    kind, state = KIND_TEXT[day.kind], STATE_TEXT[state_at(hours, moment, calendar)]
    own = WEEKDAY_TEXT[moment.weekday()]
    name = holiday_text(day.name)
    zh, en = f"{own.zh}，{kind.zh} {name.zh}".rstrip(), f"{own.en}, {kind.en} {name.en}".rstrip()
    if day.kind is DayKind.MAKE_UP:
        own = WEEKDAY_TEXT[day.weekday] if day.weekday is not None else _NOBODY_SAID
        zh, en = f"{zh}，按{own.zh}", f"{en}, like {own.en}"
    when = moment.isoformat(timespec="minutes")
    return Text(f"{when}（{zh}）：{state.zh}", f"{when} ({en}): {state.en}")


def _print(lines: list[Text], language: Language) -> None:
    console = Console()
    for line in lines:
        console.print(line.in_(language), markup=False, highlight=False, soft_wrap=True)
