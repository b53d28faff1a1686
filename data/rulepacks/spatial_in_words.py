"""Checks that look round the site on the map, each as a sentence."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data.rulepacks import spatial_checks as of
from data.rulepacks.check_parts import From, To
from data.rulepacks.check_phrases import (
    NOTHING,
    SITE_TEXT,
    Entries,
    asked_number,
    asked_way,
    at_threshold,
    centre_line,
    terms_text,
)
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text

_FROM: Mapping[From, Text] = MappingProxyType(
    {
        "door": Text("门", "the door"),
        "building": Text("建筑外墙", "the building's edge"),
        "parcel": Text("用地边界", "the parcel's boundary"),
    }
)
_TO: Mapping[To, Text] = MappingProxyType(
    {"gate": Text("出入口", "gate"), "outline": Text("边界", "outline")}
)
_AREA: Mapping[str, Text] = MappingProxyType(
    {
        "district": Text("区县", "district"),
        "subdistrict": Text("街道（镇）", "subdistrict"),
        "community": Text("社区（村）", "community"),
        "grid": Text("网格", "grid cell"),
    }
)
_PEOPLE: Mapping[str, Text] = MappingProxyType(
    {"households": Text("户", "households"), "population": Text("人", "people")}
)


def _inside_zone(check: of.InsideZone, _: Entries, vocabulary: Vocabulary) -> Text:
    zones = terms_text(check.zones, vocabulary)
    return Text(f"场址全部位于{zones.zh}之内", f"the whole site lies in: {zones.en}")


def _outside_zone(check: of.OutsideZone, _: Entries, vocabulary: Vocabulary) -> Text:
    zones, site, sliver = terms_text(check.zones, vocabulary), SITE_TEXT[check.on], check.sliver_m2
    # The usual square metre is told once, where outcomes are explained.
    usual = sliver == of.OutsideZone.model_fields["sliver_m2"].default
    touching = Text(
        f"（重叠不超过 {sliver:g} 平方米视为相接）",
        f" (an overlap of {sliver:g} m² or less is touching)",
    )
    said = NOTHING if usual else touching
    return Text(f"{site.zh}不进入{zones.zh}{said.zh}", f"{site.en} is outside: {zones.en}{said.en}")


def _overlap_share(check: of.OverlapShare, entries: Entries, vocabulary: Vocabulary) -> Text:
    zones, share = (
        terms_text(check.zones, vocabulary),
        asked_number(check.at_most, "share", entries),
    )
    return Text(
        f"场址位于{zones.zh}内的部分不超过其面积的 {share.zh}",
        f"no more than {share.en} of the site lies in: {zones.en}",
    )


def _least_distance(check: of.LeastDistance, entries: Entries, vocabulary: Vocabulary) -> Text:
    to, way = terms_text(check.to, vocabulary), asked_way(check.method, entries)
    distance, exactly = (
        asked_number(check.at_least_m, "m", entries),
        at_threshold(check.at_threshold),
    )
    start, end = _FROM[check.measured_from], _TO[check.measured_to]
    line = centre_line(check.line_to_edge_m)
    return Text(
        f"自{start.zh}到{to.zh}的{end.zh}，{way.zh}距离不小于 {distance.zh}{exactly.zh}{line.zh}",
        f"from {start.en} to the {end.en} of {to.en}, {way.en}, at least {distance.en}"
        f"{exactly.en}{line.en}",
    )


def _spacing(check: of.Spacing, entries: Entries, vocabulary: Vocabulary) -> Text:
    kind, way = terms_text(check.of, vocabulary), asked_way(check.method, entries)
    distance, exactly = (
        asked_number(check.at_least_m, "m", entries),
        at_threshold(check.at_threshold),
    )
    start = _FROM[check.measured_from]
    return Text(
        f"自{start.zh}到其他{kind.zh}，{way.zh}距离不小于 {distance.zh}{exactly.zh}",
        f"from {start.en} to any other {kind.en}, {way.en}, at least {distance.en}{exactly.en}",
    )


def _adjacency(check: of.Adjacency, entries: Entries, vocabulary: Vocabulary) -> Text:
    to, site = terms_text(check.to, vocabulary), SITE_TEXT[check.measured_from]
    gap = asked_number(check.gap_m, "m", entries)
    return Text(
        f"{site.zh}不与{to.zh}毗连（间隔不超过 {gap.zh}即为毗连）",
        f"{site.en} does not adjoin: {to.en} (what is no farther than {gap.en} adjoins)",
    )


def _corridor_width(check: of.CorridorWidth, entries: Entries, vocabulary: Vocabulary) -> Text:
    corridors, site = terms_text(check.corridors, vocabulary), SITE_TEXT[check.measured_from]
    line = centre_line(check.line_to_edge_m)
    widths = [(name, asked_number(width, "m", entries)) for name, width in check.widths_m.items()]
    zh = "，".join(f"{name} 为 {width.zh}" for name, width in widths)
    en = ", ".join(f"{name} {width.en}" for name, width in widths)
    return Text(
        f"{site.zh}在{corridors.zh}两侧的下列宽度之外：{zh}{line.zh}",
        f"{site.en} keeps clear of {corridors.en} by its class on either side: {en}{line.en}",
    )


def _count(check: of.Count, entries: Entries, vocabulary: Vocabulary) -> Text:
    kind, area, people = (
        terms_text(check.of, vocabulary),
        _AREA[check.within],
        _PEOPLE[check.people],
    )
    if check.at_most is not None:
        most = asked_number(check.at_most, "count", entries)
        return Text(
            f"所在{area.zh}内，连同本处，{kind.zh}不超过 {most.zh}",
            f"no more than {most.en} of {kind.en} in the {area.en}, this one included",
        )
    unit = "households" if check.people == "households" else "people"
    each = asked_number(check.for_each or 0.0, unit, entries)
    return Text(
        f"所在{area.zh}内，连同本处，{kind.zh}按{people.zh}数每 {each.zh}一处计不超额",
        f"in the {area.en} no more than one of {kind.en} for each {each.en}, this one included",
    )


SPATIAL_SENTENCES: Mapping[str, Callable[..., Text]] = MappingProxyType(
    {
        "inside_zone": _inside_zone,
        "outside_zone": _outside_zone,
        "overlap_share": _overlap_share,
        "least_distance": _least_distance,
        "spacing": _spacing,
        "adjacency": _adjacency,
        "corridor_width": _corridor_width,
        "count": _count,
    }
)
