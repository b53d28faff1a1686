"""The words for what was asked along: tiers, posts inside, equity, dependence, the week."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.layers import LAYER_BY_NAME
from data.percent import percent
from data.small_counts import told
from data.text import Text
from data.visibility import VisibleLayer
from geo.answers import Coverage, Inside
from geo.dependence import Dependence
from geo.equity import Equity
from geo.report import Report
from maps.counted import counted
from maps.coverage_payload import wholly_told
from maps.plain import count_text, plain
from maps.shares import ShareText, share_text
from maps.words import SERVICE_TEXT, TIER_TEXT

MOST_NEEDED = 10
_NOT_ASKED = "—"
_BOOKED = Text("预约时段也计入时", "If appointment hours counted")


@dataclass(frozen=True)
class ServedRow:
    """People covered by stations of one tier; `part` of all who are covered, for a bar."""

    key: str
    title: Text
    people: str
    part: float


@dataclass(frozen=True)
class BesideRow:
    """The answer under a condition a little wider or narrower than what was asked."""

    title: Text
    shares: ShareText


@dataclass(frozen=True)
class InsideRow:
    """Places of one sort with a post inside, of how many; `undrawn` ones nobody can tell of."""

    title: Text
    with_post: str
    total: str
    undrawn: int


@dataclass(frozen=True)
class EquityRow:
    """One group against all residents; `left_out` says whom the mean leaves out."""

    title: Text
    shares: ShareText
    difference: str
    mean: str
    median: str
    left_out: Text


@dataclass(frozen=True)
class NeededRow:
    """A station that people cannot do without; `index` counts in the payload's stations."""

    index: int
    name: str
    alone: str
    day: str
    matters: str


def beside_rows(coverage: Coverage) -> tuple[BesideRow, ...]:
    """The answer if appointments counted, and if only one way of handling did."""
    main = coverage.main
    booked = () if main.with_appointment is None else ((_BOOKED, main.with_appointment),)
    services = tuple(
        (Text(f"仅{SERVICE_TEXT[name].zh}", f"only {SERVICE_TEXT[name].en}"), tally)
        for name, tally in main.services.items()
    )
    return tuple(BesideRow(title, share_text(tally)) for title, tally in (*booked, *services))


def served_rows(coverage: Coverage, stations: VisibleLayer) -> tuple[ServedRow, ...]:
    """Who is served by which tier; nothing where the tiers may not be seen."""
    covered = sum(coverage.main.tiers.values())
    if (
        not covered
        or not told(covered)
        or stations.table is None
        or "tier" in stations.hidden_columns
    ):
        return ()
    return tuple(
        ServedRow(tier, title, count_text(people), people / covered)
        for tier, title in TIER_TEXT.items()
        if (people := coverage.main.tiers.get(tier, 0.0))
    )


def more_than_one(coverage: Coverage) -> ShareText | None:
    """多点好办: the share with two stations or more within the limit, at the least."""
    totals = coverage.main.totals
    if totals is None or not totals.total or not wholly_told(totals):
        return None
    more = coverage.main.more_than_one
    shares = share_text(totals)
    return ShareText(
        percent(more / totals.total if told(more) else None), shares.unknown, shares.modelled
    )


def inside_rows(coverage: Coverage) -> tuple[InsideRow, ...]:
    """小区、园区内设驿站; sorts of place that the district does not have are left out."""
    sorts: tuple[tuple[Text, Inside], ...] = (
        (Text("封闭小区", "Enclosed compounds"), coverage.compounds),
        (Text("园区", "Parks"), coverage.parks),
    )
    return tuple(
        InsideRow(title, count_text(found.with_post), count_text(found.total), found.undrawn)
        for title, found in sorts
        if found.total or found.undrawn
    )


def equity_rows(equity: Mapping[str, Equity]) -> tuple[EquityRow, ...]:
    """Groups in the order of the layer's columns."""
    columns = LAYER_BY_NAME["residents"].columns
    return tuple(
        _equity_row(column.name, column.title, equity[column.name])
        for column in columns
        if column.name in equity
    )


def _equity_row(group: str, title: Text, found: Equity) -> EquityRow:
    left_out, unit = count_text(found.left_out), counted(group).unit
    return EquityRow(
        title=title,
        shares=share_text(found.tally),
        difference=points(found.difference),
        mean=_minutes(found.mean_min),
        median=_minutes(found.percentiles_min.get(50)),
        left_out=Text(
            f"未能算出步行时间的 {left_out} {unit.zh}不计入平均",
            f"{left_out} {unit.en} without a known walking time are not in the mean",
        ),
    )


def points(difference: float | None) -> str:
    """A difference of two shares in percentage points with its sign; a dash where there is none."""
    if difference is None:
        return _NOT_ASKED
    rounded = round(difference * 100, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")


def _minutes(minutes: float | None) -> str:
    return _NOT_ASKED if minutes is None else f"{minutes:.1f}"


def needed_rows(report: Report, stations: VisibleLayer) -> tuple[NeededRow, ...]:
    """The stations on which most people depend alone, of those that may be seen."""
    found = report.dependence.get(report.coverage.question.group, {})
    if stations.table is None:
        return ()
    named = [
        (index, plain(station), plain(name) or plain(station))
        for index, (station, name) in enumerate(
            zip(stations.table["id"], stations.table["name"], strict=True)
        )
        if plain(station) in found
    ]
    most = sorted(named, key=lambda entry: (_less_needed(found[entry[1]]), entry[1]))
    return tuple(_needed_row(i, name, found[station]) for i, station, name in most[:MOST_NEEDED])


def _less_needed(found: Dependence) -> tuple[float, float, int]:
    # What is not told ranks as if it were nothing.
    alone, day = (n if n and told(n) else 0.0 for n in (found.alone, found.day))
    return -alone, -day, -(found.matters or 0)


def _needed_row(index: int, name: str, found: Dependence) -> NeededRow:
    return NeededRow(
        index=index,
        name=name,
        alone=count_text(found.alone),
        day=count_text(found.day),
        matters=count_text(found.matters),
    )


def gain_lines(report: Report) -> tuple[Text, ...]:
    """What the extended hours and the appointments add, in those that are counted (5+2)."""
    group = report.coverage.question.group
    if report.week is None or group not in report.week.gains:
        return ()
    gain = report.week.gains[group]
    standard, extended = count_text(gain.standard), count_text(gain.extended)
    only, booked = count_text(gain.extended_only), count_text(gain.appointment)
    zh, en = counted(group).unit.zh, counted(group).unit.en
    return (
        Text(
            f"工作日 9–17 时可办：{standard} {zh}",
            f"Weekday office hours (9–17) serve {standard} {en}",
        ),
        Text(
            f"早晚和周末可办：{extended} {zh}，其中 {only} {zh}只有此时可办",
            f"Mornings, evenings and weekends serve {extended} {en}, "
            f"{only} of them at no other time",
        ),
        Text(
            f"预约时段再增加：{booked} {zh}",
            f"Appointments in these hours add {booked} {en}",
        ),
    )


def day_note(report: Report) -> Text | None:
    """What is odd about the days that stand for the week; None where nothing is."""
    if report.days is None or report.days.near_covered:
        return None
    year = report.days.near.year
    return Text(
        f"工作日历未收录 {year} 年，代表日取自最近的已收录年份",
        f"The working calendar does not cover {year}; the days are of the nearest year it does",
    )
