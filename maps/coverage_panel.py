"""The words beside the coverage map: headline, legend, table of areas, notes, sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.declarations import Declaration, Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from data.percent import percent
from data.small_counts import SMALLEST_TOLD, told
from data.text import Text
from data.visibility import VisibleLayer, hashes_told, within
from geo.answers import REASON_TEXT, STATUS_TEXT, Coverage, Reason, Status, Tally
from geo.question import Question
from maps.coverage_payload import group_title, minutes_text
from maps.palette import SHARE_CLASSES
from maps.plain import count_text
from maps.shares import ShareText, share_text
from maps.words import TIER_TEXT

DRAWN_LAYERS = (
    "areas", "streets", "street_extent", "stations", "closures", "matters", "station_matters",
    "residents", "gates",
)  # fmt: skip
SMALL_COUNTS = Text(
    f"少于 {SMALLEST_TOLD} 的人数，以及可据以推算的数字，不予显示",
    f"Counts below {SMALLEST_TOLD}, and what they could be worked out from, are not shown",
)
_UNDECLARED = Text("未声明", "not declared")


@dataclass(frozen=True)
class AreaRow:
    """One line of the table of areas; `index` counts in the payload's areas."""

    index: int
    name: str
    shares: ShareText


@dataclass(frozen=True)
class SourceRow:
    """Where layers come from and which day they describe."""

    title: Text
    source: Text
    as_of: Text


@dataclass(frozen=True)
class ReasonRow:
    """Why people are not covered or not known, and how many of them."""

    title: Text
    people: str
    share: str


@dataclass(frozen=True)
class HashRow:
    """A layer and its content hash: whoever has the same hash has the same layer."""

    title: Text
    sha256: str


@dataclass(frozen=True)
class LegendRow:
    """One kind of thing on the map: its key in the scripts, its title, how many."""

    key: str
    title: Text
    count: str


def question_text(coverage: Coverage) -> Text:
    """What was asked, in one line."""
    question = coverage.question
    group, profile = group_title(question), question.profile.title
    minutes = minutes_text(question.minutes)
    zh = [f"{group.zh}", f"步行速度：{profile.zh}"]
    en = [f"{group.en}", f"walking speed: {profile.en}"]
    for part in _narrowed(question):
        zh.append(part.zh)
        en.append(part.en)
    return Text(
        f"{minutes} 分钟内（含）可步行到站；{'；'.join(zh)}",
        f"on foot within {minutes} minutes (inclusive); {'; '.join(en)}",
    )


def _narrowed(question: Question) -> Iterator[Text]:
    """What narrows the question, beyond time and people."""
    if question.tier:
        only = TIER_TEXT[question.tier]
        yield Text(f"仅{only.zh}", f"only: {only.en}")
    if question.step_free:
        yield Text("无障碍", "step-free")
    if question.network == "enterprises":
        yield Text("企业服务站点", "stations for enterprises")
    if len(question.matters) > 1:
        count = len(question.matters)
        yield Text(f"所问 {count} 个事项须由同一站点办理", f"one station for {count} matters")
    if question.moment is not None:
        yield _arriving(question.moment)
    yield from _other_limits(question)


def _other_limits(question: Question) -> Iterator[Text]:
    """Limits of their own: of tiers, and of rural areas."""
    for name, limit in question.tier_limits_min.items():
        minutes, title = minutes_text(limit), TIER_TEXT[name]
        yield Text(f"{title.zh} {minutes} 分钟", f"{title.en}: {minutes} min")
    if question.rural_minutes is not None:
        minutes = minutes_text(question.rural_minutes)
        yield Text(f"乡村 {minutes} 分钟", f"rural areas: {minutes} min")


def headline_label(coverage: Coverage) -> Text:
    """What the large percentage says."""
    minutes = minutes_text(coverage.question.minutes)
    return Text(f"{minutes} 分钟步行覆盖", f"Within {minutes} minutes on foot")


def headline_limits(coverage: Coverage) -> Text:
    """In brackets after the label: limits of their own; empty where none were asked."""
    others = list(_other_limits(coverage.question))
    if not others:
        return Text("", "")
    zh, en = "；".join(part.zh for part in others), "; ".join(part.en for part in others)
    return Text(f"（{zh}）", f" ({en})")


def base_title(coverage: Coverage, matters: VisibleLayer) -> Text:
    """What the answer itself is about, beside single matters and hours."""
    question = coverage.question
    parts = [] if question.moment is None else [_arriving(question.moment)]
    if question.matters:
        parts.append(_asked_matters(question.matters, matters))
    if not parts:
        return Text("任何站点", "Any station")
    return Text(" · ".join(part.zh for part in parts), " · ".join(part.en for part in parts))


def _asked_matters(asked: tuple[str, ...], matters: VisibleLayer) -> Text:
    """The name of the one matter asked, if it may be seen."""
    if len(asked) == 1 and matters.table is not None:
        for name in matters.table.loc[matters.table["id"] == asked[0], "name"].dropna():
            return Text(str(name), str(name))
    return Text(f"所问 {len(asked)} 个事项", f"the {len(asked)} matters asked")


def _arriving(moment: datetime) -> Text:
    when = moment.strftime("%Y-%m-%d %H:%M")
    return Text(f"{when} 到达", f"arriving {when}")


def status_rows(totals: Tally | None) -> tuple[LegendRow, ...]:
    """People by status, for the legend."""
    counts: Mapping[Status, float] = (
        {}
        if totals is None
        else {
            Status.COVERED: totals.covered,
            Status.UNCOVERED: totals.uncovered,
            Status.UNKNOWN: totals.unknown,
        }
    )
    return tuple(
        LegendRow(status.value, STATUS_TEXT[status], count_text(counts.get(status)))
        for status in Status
    )


def tier_rows(stations: VisibleLayer) -> tuple[LegendRow, ...]:
    """Stations by tier, for the legend; tiers without a station are left out."""
    if stations.table is None:
        return ()
    counts = stations.table["tier"].fillna("").value_counts()
    return tuple(
        LegendRow(tier, title, count_text(float(counts[tier])))
        for tier, title in TIER_TEXT.items()
        if tier in counts.index
    )


def share_rows() -> tuple[tuple[str, str], ...]:
    """Colour and bounds of each class of the covered share, the highest first."""
    lows = [low for low, _ in SHARE_CLASSES]
    highs = [*lows[1:], None]
    rows = [
        (colour, f"≥{low * 100:g}%" if high is None else f"{low * 100:g}–{high * 100:g}%")
        for (low, colour), high in zip(SHARE_CLASSES, highs, strict=True)
    ]
    return tuple(rows[::-1])


def reason_rows(coverage: Coverage) -> tuple[ReasonRow, ...]:
    """Why people are not covered or not known, what concerns most people first."""
    if coverage.main.totals is None or not coverage.main.totals.total:
        return ()
    total = coverage.main.totals.total
    by_people = sorted(coverage.main.reasons.items(), key=_most_people)
    return tuple(
        ReasonRow(REASON_TEXT[Reason(reason)], count_text(people), _share(people, total))
        for reason, people in by_people
        if people
    )


def _most_people(entry: tuple[str, float]) -> tuple[float, str]:
    """What concerns most people first; what is not told last."""
    reason, people = entry
    return (-people if told(people) else 0.0), reason


def _share(people: float, total: float) -> str:
    return percent(people / total if told(people) and told(total) else None)


def area_rows(areas: VisibleLayer, coverage: Coverage, level: str) -> tuple[AreaRow, ...]:
    """Areas of one level, the least covered first; those without people last."""
    if areas.table is None:
        return ()
    rows = []
    for index, (area, name, its_level) in enumerate(
        zip(areas.table["id"], areas.table["name"].fillna(""), areas.table["level"], strict=True)
    ):
        tally = coverage.main.areas.get(area)
        if its_level == level and tally is not None:
            order = 2.0 if tally.share_min is None else tally.share_min
            rows.append((order, area, AreaRow(index, name or area, share_text(tally))))
    return tuple(row for _, _, row in sorted(rows, key=lambda entry: entry[:2]))


def source_rows(district: District, level: Visibility) -> tuple[SourceRow, ...]:
    """Sources and dates of what the map or its numbers rest on; layers that share them together.

    What is declared of layers and kinds above the level is not told.
    """
    titles: dict[tuple[str, str], list[Text]] = {}
    for name in DRAWN_LAYERS:
        if not district.has(name):
            continue
        every = [d for d in district.declarations if d.layer == name]
        declared = [d for d in every if within(d.visibility, level)]
        if every and not declared:
            continue
        for origin in dict.fromkeys(_origin(d) for d in declared) or {("", ""): None}:
            titles.setdefault(origin, []).append(LAYER_BY_NAME[name].title)
    return tuple(
        SourceRow(
            Text("、".join(t.zh for t in shared), ", ".join(t.en for t in shared)),
            _or_undeclared(source),
            _or_undeclared(as_of),
        )
        for (source, as_of), shared in titles.items()
    )


def hash_rows(district: District, level: Visibility, *, small_counts: bool) -> tuple[HashRow, ...]:
    """The content hash of every layer that the answer rests on and its readers see all of."""
    told = hashes_told(district, level, small_counts=small_counts)
    return tuple(
        HashRow(LAYER_BY_NAME[name].title, sha256)
        for name in DRAWN_LAYERS
        if (sha256 := told.get(name)) is not None
    )


def _origin(declaration: Declaration) -> tuple[str, str]:
    terms = f" ({declaration.licence})" if declaration.licence and declaration.source else ""
    as_of = declaration.as_of.isoformat() if declaration.as_of else ""
    return declaration.source + terms, as_of


def _or_undeclared(value: str) -> Text:
    return Text(value, value) if value else _UNDECLARED
