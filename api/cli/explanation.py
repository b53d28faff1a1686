"""What `quankan why` prints: the status, the walk, and the stations in reach."""

from collections.abc import Iterator
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from api.cli.moments import day_and_time
from api.explanation import Explanation
from api.job import Job
from data.hours.calendar import KIND_TEXT, holiday_text
from data.text import Language, Text
from geo.answers import REASON_TEXT, STATUS_TEXT, Reason, Status
from geo.next_opening import DAYS_AHEAD, NextOpening
from geo.walk import Leg, Walk

_LEG_TEXT = {
    "to_gate": Text("到出入口", "to the gate"),
    "to_street": Text("到道路", "to the street"),
    "street": Text("沿", "along"),
    "from_street": Text("离开道路", "off the street"),
    "from_gate": Text("由出入口到站点", "from the gate to the station"),
}
_COUNTS = {True: Text("计入", "yes"), None: Text("不明", "perhaps"), False: Text("不计", "no")}


def show_explanation(found: Explanation, job: Job, language: Language) -> None:
    """Print why one resident is covered or not."""
    console, walk = Console(), found.walk
    status = STATUS_TEXT[walk.status].in_(language)
    reason = f" · {REASON_TEXT[Reason(walk.reason)].in_(language)}" if walk.reason else ""
    console.print(f"{walk.resident}: {status}{reason}", markup=False)
    for line in _asked(found, job):
        console.print(line.in_(language), markup=False, soft_wrap=True)
    per_min = float(job.question.mm_per_min)
    for line in _otherwise(found, per_min):
        console.print(line.in_(language), markup=False, soft_wrap=True)
    walked = walk if walk.legs or found.otherwise is None else found.otherwise.walk
    if walked.legs:
        console.print(_legs(walked, found.names.get(walked.station, ""), per_min, language))
    if found.stations:
        console.print(_stations(found, per_min, language))
    for line in _matters(found):
        console.print(line.in_(language), markup=False, soft_wrap=True)


def _asked(found: Explanation, job: Job) -> Iterator[Text]:
    """What the answer is about: matters and the hour, and what needs no walk."""
    for matter in job.question.matters:
        name, online = found.names.get(matter, ""), matter in found.online
        yield Text(
            f"事项：{name}（{matter}）{'，可全程网办' if online else ''}",
            f"matter: {name} ({matter}){', can be done wholly online' if online else ''}",
        )
    moment, day = job.question.moment, found.day
    if moment is not None and day is not None:
        kind, holiday = KIND_TEXT[day.kind], holiday_text(day.name)
        yield Text(
            f"到达时刻：{moment:%Y-%m-%d %H:%M}，{kind.zh} {holiday.zh}".rstrip(),
            f"arrival: {moment:%Y-%m-%d %H:%M}, {kind.en} {holiday.en}".rstrip(),
        )


def _otherwise(found: Explanation, per_min: float) -> Iterator[Text]:
    """Where none covers the place at the hour: the nearest at any hour, and when it opens next."""
    if found.otherwise is None:
        return
    walk, opens = found.otherwise.walk, found.otherwise.opens
    if not walk.station:
        status, reason = STATUS_TEXT[walk.status], REASON_TEXT[Reason(walk.reason)]
        yield Text(f"不论何时：{status.zh}（{reason.zh}）",
                   f"at any hour: {status.en} ({reason.en})")  # fmt: skip
    elif opens is not None:
        name = f"{found.names.get(walk.station, '')} {walk.station}".strip()
        minutes, when = f"{walk.length_mm / per_min:.2f}", _next(opens)
        yield Text(
            f"不论何时，最近的是 {name}，步行 {minutes} 分钟：{when.zh}",
            f"at any hour the nearest is {name}, {minutes} minutes on foot: {when.en}",
        )


def _next(opens: NextOpening) -> Text:
    """When a station opens next; what may be before that, too."""
    never = Text(f"此后 {DAYS_AHEAD} 天内不办公", f"not open within {DAYS_AHEAD} days")
    parts = []
    if opens.booked is not None:
        when = day_and_time(opens.booked)
        parts.append(Text(f"{when.zh} 起仅限预约办理", f"by appointment from {when.en}"))
    if opens.perhaps is not None and opens.doubt is not None:
        when, why = day_and_time(opens.perhaps), opens.doubt
        parts.append(Text(f"{when.zh} 起是否办公不明（{why.zh}）",
                          f"from {when.en} not known ({why.en})"))  # fmt: skip
    if opens.surely is not None:
        when = day_and_time(opens.surely)
        parts.append(Text(f"{when.zh} 开放", f"opens {when.en}"))
    elif opens.perhaps is None:
        parts.append(never)
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _legs(walk: Walk, station: str, per_min: float, language: Language) -> Table:
    heading = Text(
        f"至最近站点 {station}（{walk.station}）",
        f"to the nearest station {station} ({walk.station})",
    )
    headers = Text("路段,米,分钟", "leg,metres,minutes").in_(language).split(",")
    # Names are text: Rich would take their brackets for markup.
    table = Table(title=Plain(heading.in_(language)), show_footer=True)
    total = Text("合计", "together").in_(language)
    table.add_column(headers[0], footer=total, overflow="fold")
    table.add_column(headers[1], justify="right", footer=f"{walk.length_mm / 1000:.1f}")
    table.add_column(headers[2], justify="right", footer=f"{walk.length_mm / per_min:.2f}")
    for leg in walk.legs:
        label = Plain(_label(leg, language))
        table.add_row(label, f"{leg.length_mm / 1000:.1f}", f"{leg.length_mm / per_min:.2f}")
    return table


def _stations(found: Explanation, per_min: float, language: Language) -> Table:
    title = Text("时限内的站点", "Stations within the limit")
    headers = Text("站点,分钟,是否计入,原因", "station,minutes,counts,why").in_(language).split(",")
    table = Table(title=title.in_(language))
    for header in headers:
        justify: Literal["left", "right"] = "right" if header == headers[1] else "left"
        table.add_column(header, justify=justify, overflow="fold")
    for one in found.stations:
        why = Plain("" if one.counts else one.note.in_(language))
        name = Plain(f"{found.names.get(one.station, '')} {one.station}".strip())
        minutes = f"{'≥ ' if one.at_least else ''}{one.cost_mm / per_min:.2f}"
        table.add_row(name, minutes, _COUNTS[one.counts].in_(language), why)
    return table


def _matters(found: Explanation) -> Iterator[Text]:
    """Which matters can be had done here, surely, perhaps and not; of gaps, which need no walk."""
    whole = len(found.matters)
    for status, words in STATUS_TEXT.items():
        here = [matter for matter, known in found.matters.items() if known is status]
        if not here:
            continue
        online = found.online.intersection(() if status is Status.COVERED else here)
        named = [_marked(found, matter, matter in online) for matter in here]
        more = Text("", "")
        if online:
            count = len(online)
            more = Text(f"，其中可全程网办 {count} 项", f", {count} of them wholly online")
        yield Text(
            f"事项{words.zh} {len(here)}/{whole} 项{more.zh}：{'、'.join(n.zh for n in named)}",
            f"matters {words.en}: {len(here)} of {whole}{more.en}: "
            f"{', '.join(n.en for n in named)}",
        )


def _marked(found: Explanation, matter: str, online: bool) -> Text:
    name = found.names.get(matter) or matter
    return Text(f"{name}（可网办）", f"{name} (online)") if online else Text(name, name)


def _label(leg: Leg, language: Language) -> str:
    if leg.kind.value == "street" and not leg.name:
        return Text("沿无名道路", "along an unnamed street").in_(language)
    return f"{_LEG_TEXT[leg.kind.value].in_(language)} {leg.name}".strip()
