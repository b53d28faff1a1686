"""What `quankan coverage` prints of matters, the week, groups and stations, where asked."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text as Plain

from api.job import Job
from api.outputs.document import matters_online, matters_unhandled, scopes_assumed
from api.outputs.shown import Shown
from data.layers import LAYER_BY_NAME
from data.percent import percent
from data.text import Language, Text
from geo.answers import Coverage, Tally
from geo.report import Report
from maps.arrival_day import arrival_day
from maps.counted import counted
from maps.shares import interval

_WORST = 5
_TOP = 5
# An eighth of the covered share each; nobody is a dot.
_BARS = "▁▂▃▄▅▆▇█"
_NAMED = 6
_DAY_TYPE_TEXT = {
    "weekday": Text("工作日", "weekday"),
    "saturday": Text("周六", "Saturday"),
    "sunday": Text("周日", "Sunday"),
    "holiday": Text("节假日", "holiday"),
}


def groups(report: Report, language: Language) -> Table | None:
    """Every group against all residents; None where one group was asked."""
    if not report.coverage.question.all_groups:
        return None
    headers = Text("人群,人数,覆盖率,平均分钟,中位分钟", "group,people,covered,mean min,median min")
    table = _table(Text("各人群", "Groups"), headers, language)
    titles = {column.name: column.title for column in LAYER_BY_NAME["residents"].columns}
    for group, found in report.equity.items():
        walk = (found.mean_min, found.percentiles_min[50])
        minutes = ["—" if value is None else f"{value:.1f}" for value in walk]
        row = (f"{found.tally.total:,.0f}", share(found.tally), *minutes)
        table.add_row(titles[group].in_(language), *row)
    return table


def matters(report: Report, language: Language) -> Table | None:
    """The matters that the fewest people can have done; None where they were not asked.

    Of equals first those that surely no more can, then those of which that is not known.
    """
    group = report.coverage.question.group
    found = [
        ((tally.share_min, tally.share_max, row.id), row, tally)
        for row in report.matters
        if group in row.groups and (tally := row.groups[group].tally).share_min is not None
    ]
    if not found:
        return None
    count = len(found)
    title = Text(f"{count} 项事项中最难办的", f"The hardest of {count} matters")
    headers = Text("事项,覆盖率,站点,网办", "matter,covered,stations,online")
    table = _table(title, headers, language)
    yes = Text("可全程网办", "yes").in_(language)
    for _, row, tally in sorted(found, key=lambda entry: entry[0])[:_WORST]:
        stations = str(row.stations) if row.stations >= 0 else "—"
        name = Plain(f"{row.name} {row.id}".strip())
        table.add_row(name, share(tally), stations, yes if row.online else "")
    return table


def week(report: Report, language: Language) -> Table | None:
    """A strip of 24 bars a day, the share covered at each full hour; None where not asked."""
    group = report.coverage.question.group
    if report.week is None or report.days is None or group not in report.week.gains:
        return None
    gain = report.week.gains[group]
    title = Text("全时能办：每小时覆盖率", "Hour by hour: share covered")
    headers = Text(
        "日期,0     6     12    18,最高,任一整点", "day,0     6     12    18,best,at any hour"
    )
    table = _table(title, headers, language, strip=True)
    for day_type, hours in report.week.hours.items():
        tallies = [found[group].tally for found in hours]
        best = max((t.share_min or 0.0 for t in tallies), default=0.0)
        label = f"{_DAY_TYPE_TEXT[day_type].in_(language)} {getattr(report.days, day_type)}"
        strip = "".join(_bar(tally) for tally in tallies)
        table.add_row(label, strip, percent(best), f"{gain.any_hour[day_type]:,.0f}")
    return table


def dependence(part: Shown, language: Language) -> Table | None:
    """The stations that most people cannot do without; None where nobody depends on one."""
    group = part.answer.question.group
    found = sorted(
        part.report.dependence.get(group, {}).items(), key=lambda item: (-item[1].alone, item[0])
    )
    top = [(station, lost) for station, lost in found if lost.alone][:_TOP]
    if not top:
        return None
    names = part.district.table("stations").set_index("id")["name"].fillna("")
    title = Text("离不开的站点", "Stations that people cannot do without")
    timed = any(lost.day is not None for _, lost in top)
    headers = Text(
        "站点,仅此可达" + (",停办一日受影响" if timed else ""),
        "station,served by it alone" + (",lost if it closes a day" if timed else ""),
    )
    table = _table(title, headers, language)
    for station, lost in top:
        name = Plain(f"{names.get(station, '')} {station}".strip())
        day = ["—" if lost.day is None else f"{lost.day:,.0f}"] if timed else []
        table.add_row(name, f"{lost.alone:,.0f}", *day)
    return table


def notes(part: Shown, job: Job) -> Iterator[Text]:
    """What is kept back, the day and its calendar, 5+2, what nobody handles, what is online."""
    report = part.report
    if part.sums_only:
        yield Text(
            "判定所依据的数据受限，只给出汇总，不列单个住户记录，也不列由其决定的站点",
            "what decides is restricted: sums only, nothing of single residents, nor of stations "
            "about which it decides",
        )
    yield from _moment(report.coverage, job)
    yield from _extended(report)
    if unhandled := matters_unhandled(report):
        zh, en = first_of(unhandled)
        yield Text(f"没有站点办理的事项：{zh}", f"matters that no station handles: {en}")
    if online := matters_online(part.district, report):
        zh, en = first_of(online)
        yield Text(f"可全程网办的事项：{zh}", f"matters that can be done wholly online: {en}")
    if count := scopes_assumed(report, job):
        yield Text(
            f"{count} 项事项未登记办理范围，按限本区居民办理计",
            f"of {count} matters nobody recorded the scope; they count as for the own district",
        )


def share(tally: Tally) -> str:
    """The covered share as an interval."""
    if tally.share_min is None or tally.share_max is None:
        return percent(None)
    return interval(tally.share_min, tally.share_max)


def _moment(answer: Coverage, job: Job) -> Iterator[Text]:
    day = arrival_day(answer)
    if day is not None:
        yield Text(f"到达时刻 {day.zh}", f"arrival {day.en}")
    for year in job.years_not_covered:
        yield Text(
            f"没有 {year} 年的工作日历，节假日与调休无从得知；可用 --calendar 补充",
            f"no calendar covers {year}: holidays and make-up days are not known; "
            "--calendar adds them",
        )


def _extended(report: Report) -> Iterator[Text]:
    group = report.coverage.question.group
    if report.week is None or group not in report.week.gains:
        return
    gain = report.week.gains[group]
    then, unit = f"{gain.extended_only:,.0f}", counted(group).unit
    yield Text(
        f"5+2：工作日 9 至 17 时可办 {gain.standard:,.0f} {unit.zh}；"
        f"早晚和周末可办 {gain.extended:,.0f} {unit.zh}，其中 {then} {unit.zh}只有此时可办；"
        f"算上预约再增 {gain.appointment:,.0f} {unit.zh}",
        f"5+2: {gain.standard:,.0f} {unit.en} are served between 9 and 17 on a weekday; "
        f"{gain.extended:,.0f} in the mornings, evenings and at weekends, {then} of them only "
        f"then; appointments add {gain.appointment:,.0f}",
    )


def first_of(ids: list[str]) -> tuple[str, str]:
    """The first few of some ids, and how many there are."""
    first = ids[:_NAMED]
    if len(ids) == len(first):
        return "、".join(first), ", ".join(first)
    return f"{'、'.join(first)} 等 {len(ids)} 项", f"{', '.join(first)} and more, {len(ids)} in all"


def _bar(tally: Tally) -> str:
    if not tally.share_min:
        return "?" if tally.unknown else "·"
    return _BARS[min(int(tally.share_min * len(_BARS)), len(_BARS) - 1)]


def _table(title: Text, headers: Text, language: Language, *, strip: bool = False) -> Table:
    table = Table(title=Plain(title.in_(language)))
    first, *others = headers.in_(language).split(",")
    table.add_column(first, overflow="fold")
    for number, header in enumerate(others):
        bars = strip and number == 0
        table.add_column(header, justify="left" if bars else "right", no_wrap=bars)
    return table
