"""What `quankan coverage` prints: the figures first, then what was asked along with them."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from api.cli import summary_asked as asked
from api.cli import summary_scenario
from api.coverage_run import Done
from api.job import Job
from api.outputs.shown import Shown
from data.district import District
from data.percent import percent
from data.text import Language, Text
from geo.answers import REASON_TEXT, STATUS_TEXT, Coverage, Inside, Reason, Status, Tally
from maps.counted import counted
from maps.coverage_notes import coverage_notes
from maps.coverage_panel import headline_limits
from maps.shares import interval
from maps.words import SERVICE_TEXT, TIER_TEXT


def show_report(
    done: Done, job: Job, out: Path, language: Language, note: Text | None = None
) -> None:
    """Print the headline, the reasons, what was asked along, what else must be said.

    Args:
        done: What the run found out.
        job: What was asked.
        out: The folder that everything is in.
        language: The language.
        note: What there is to say about reading the district.
    """
    console, part = Console(), done.part
    answer = part.answer
    totals = answer.main.totals
    if totals is not None:
        tables = (
            _headline(part, totals, language),
            _reasons(answer, totals, language),
            _more(answer, totals, language),
            asked.groups(part.report, language),
            asked.matters(part.report, language),
            asked.week(part.report, language),
            asked.dependence(part, language),
            summary_scenario.scenario(part, done.changes, language),
        )
        for table in tables:
            if table is not None and table.row_count:
                console.print(table)
    said = [
        *asked.notes(part, job),
        *summary_scenario.notes(part, done.changes),
        *coverage_notes(answer),
        *([note] if note else []),
    ]
    for line in (*said, _where(out)):
        console.print(line.in_(language), markup=False, soft_wrap=True)


def figures_table(title: Text, language: Language, columns: int) -> Table:
    """A table without headers: a label, then so many columns of figures."""
    table = Table(title=Plain(title.in_(language)), show_header=False)
    table.add_column(overflow="fold")
    for _ in range(columns):
        table.add_column(justify="right")
    return table


def _where(out: Path) -> Text:
    return Text(
        f"请用浏览器打开 {out / 'map.html'}；数据见 {out / 'coverage.json'}",
        f"Open {out / 'map.html'} in a browser; the figures are in {out / 'coverage.json'}",
    )


def _headline(part: Shown, totals: Tally, language: Language) -> Table:
    answer = part.answer
    group = answer.question.group
    minutes, limits = f"{float(answer.question.minutes):g}", headline_limits(answer)
    who, slice_ = counted(group).whole, _slice(part)
    zh = [f"{minutes} 分钟步行覆盖{limits.zh}", *([] if group == "population" else [who.zh])]
    en = [f"Within {minutes} minutes on foot{limits.en}"]
    en += [] if group == "population" else [who.en]
    title = Text("，".join([*zh, *slice_]), ", ".join([*en, *slice_]))
    table = figures_table(title, language, 2)
    by_status = {
        Status.COVERED: totals.covered,
        Status.UNCOVERED: totals.uncovered,
        Status.UNKNOWN: totals.unknown,
    }
    for status, people in by_status.items():
        table.add_row(STATUS_TEXT[status].in_(language), *_people(people, totals.total))
    modelled = Text(f"其中推算{who.zh}", "of all, modelled")
    table.add_row(modelled.in_(language), *_people(totals.modelled, totals.total))
    whole = Text("合计", "together")
    table.add_row(whole.in_(language), *_people(totals.total, totals.total))
    return table


def _slice(part: Shown) -> list[str]:
    """The bundle or the matters asked, by name where they have one, and the moment."""
    question, district = part.answer.question, part.district
    bundle, moment = question.bundle, question.moment
    asked = [("bundles", "bundle_id", bundle)] if bundle is not None else []
    asked = asked or [("matters", "id", matter) for matter in question.matters]
    named = [_named(district, *one) for one in asked]
    return [*named, *([] if moment is None else [f"{moment:%Y-%m-%d %H:%M}"])]


def _named(district: District, layer: str, column: str, wanted: str) -> str:
    if not district.has(layer):
        return wanted
    table = district.table(layer)
    names = table.loc[table[column] == wanted, "name"].dropna()
    return f"{wanted} {names.iloc[0]}" if len(names) else wanted


def _reasons(answer: Coverage, totals: Tally, language: Language) -> Table:
    title = Text("未覆盖或无法判定的原因", "Why people are not covered, or not known")
    table = figures_table(title, language, 2)
    for reason, people in sorted(answer.main.reasons.items(), key=lambda item: -item[1]):
        words = REASON_TEXT[Reason(reason)].in_(language)
        table.add_row(words, *_people(people, totals.total))
    return table


def _more(answer: Coverage, totals: Tally, language: Language) -> Table:
    table = figures_table(Text("此外", "Besides"), language, 2)
    for label, people, share in (*_ways(answer), *_served(answer, totals), *_inside(answer)):
        table.add_row(label.in_(language), f"{people:,.0f}", share)
    return table


def _ways(answer: Coverage) -> Iterator[tuple[Text, float, str]]:
    """The same question with appointments, and by each way of handling a matter."""
    booked = answer.main.with_appointment
    if booked is not None:
        yield (
            Text("已覆盖（含预约）", "covered, also by appointment"),
            booked.covered,
            _share(booked),
        )
    for service, tally in answer.main.services.items():
        name = SERVICE_TEXT[service]
        label = Text(f"仅计“{name.zh}”", f"covered if only “{name.en}” counts")
        yield label, tally.covered, _share(tally)


def _served(answer: Coverage, totals: Tally) -> Iterator[tuple[Text, float, str]]:
    """多点好办, and the tiers that serve."""
    counts = answer.main
    twice = Text("多点好办（两个以上站点），至少", "two stations or more in reach, at least")
    yield twice, counts.more_than_one, _of(counts.more_than_one, totals.total)
    for tier, name in TIER_TEXT.items():
        if tier in counts.tiers:
            people = counts.tiers[tier]
            label = Text(f"最近为：{name.zh}", f"served by: {name.en}")
            yield label, people, _of(people, totals.total)


def _inside(answer: Coverage) -> Iterator[tuple[Text, float, str]]:
    """小区、园区内设驿站."""
    places: tuple[tuple[Text, Inside], ...] = (
        (Text("内设驿站的小区（个）", "compounds with a post inside"), answer.compounds),
        (Text("内设驿站的园区（个）", "parks with a post inside"), answer.parks),
    )
    for label, found in places:
        if found.total:
            more = f"{found.undrawn:,}"
            said = Text(
                f"{label.zh}，另有 {more} 处只有点位，无法判定" if found.undrawn else label.zh,
                f"{label.en}; not known of {more} drawn as points" if found.undrawn else label.en,
            )
            yield said, found.with_post, _of(found.with_post, found.total)


def _share(tally: Tally) -> str:
    if tally.share_min is None or tally.share_max is None:
        return percent(None)
    return interval(tally.share_min, tally.share_max)


def _of(part: float, whole: float) -> str:
    return percent(part / whole if whole else None)


def _people(people: float, total: float) -> tuple[str, str]:
    return f"{people:,.0f}", _of(people, total)
