"""Zones explained: how much of the site lies in one, how deep, or how far away the nearest is."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.percent import percent
from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import MET, ON_SITE, UNKNOWN
from geo.checks.measuring import starts
from geo.checks.overlap import Overlap, overlap
from geo.checks.wanted import looked_for
from geo.reason import Reason
from geo.scene.features import Features
from geo.survey.asked_number import left_open
from geo.survey.explained.distances import feature_shape
from geo.survey.explained.doubts import Doubt, doubts_needs, doubts_of, doubts_text
from geo.survey.explained.feature_label import feature_label
from geo.survey.explained.nearest import nearest_known
from geo.survey.explained.one import AT_SITE, Explained, One, number_needed
from geo.survey.explained.words import give_or_take, joined, number, terms_text
from geo.survey.finding import Evidence, Measured, Need
from geo.survey.reasons import reason_text

ZoneLeaf = of.OutsideZone | of.InsideZone


def zone(leaf: ZoneLeaf, one: One) -> Explained:
    """What the site shares with the zone that decided, or how far the nearest known is."""
    found, here = one.asking.look(looked_for(leaf)[0])
    site, error_m = one.shape, float(here.sites.error_m[0])
    if isinstance(leaf, of.OutsideZone):
        begin = starts(here.sites, leaf.on)
        site, error_m = begin.shapes[0], float(begin.error_m[0])
    zone_at = one.feature if one.feature >= 0 else nearest_known(leaf, found, site, one)
    terms = terms_text(leaf.zones, one.vocabulary)
    doubts: tuple[Doubt, ...] = ()
    if one.answer == UNKNOWN:
        doubts = doubts_of(found, here, error_m)
    needs = doubts_needs(doubts, one.vocabulary)
    unknown = doubts_text(doubts, one.vocabulary) if one.answer == UNKNOWN else Text("", "")
    if zone_at < 0 or (one.answer == UNKNOWN and one.feature < 0):
        none = Text(f"区县数据中没有已知的{terms.zh}", f"no {terms.en} is known in the district")
        return Explained(unknown if unknown.zh else none, needs=needs)
    label = feature_label(found, zone_at, one)
    measured = _measured(site, error_m, found, zone_at, label)
    said = _inside(measured, label, terms, site, found, one)
    if isinstance(leaf, of.OutsideZone):
        said = _outside(measured, label, terms, one)
    return Explained(
        joined((unknown, said)),
        measured=measured,
        evidence=_evidence(site, found, zone_at, one, label),
        decided=found.knowns[found.pick[zone_at]] if one.feature >= 0 else None,
        needs=(*_look(label, one), *needs),
    )


def _measured(
    site: BaseGeometry, error_m: float, found: Features, at: int, label: Text
) -> Measured:
    """Area shared, for a point its depth; else the distance to the zone."""
    error = error_m + float(found.error_m[at])
    shared = overlap(site, found.shapes[at])
    if shared.area_m2 > 0:
        return Measured(shared.area_m2, error, "m2", "overlap", AT_SITE, label, overlap=shared)
    if shared.share > 0:
        return Measured(shared.depth_m, error, "m", "overlap", AT_SITE, label, overlap=shared)
    away = float(shapely.distance(site, found.shapes[at]))
    return Measured(away, error, "m", "straight", AT_SITE, label)


def shared_text(shared: Overlap, label: Text) -> Text:
    """How much of the site lies in a zone."""
    depth = number(shared.depth_m)
    if shared.area_m2 == 0:
        return Text(
            f"场址在{label.zh}内，距其边界 {depth} 米",
            f"the site lies in {label.en}, {depth} m from its border",
        )
    area, share = number(shared.area_m2), percent(shared.share)
    return Text(
        f"场址与{label.zh}重叠 {area} 平方米，占场址面积 {share}，深入 {depth} 米",
        f"the site overlaps {label.en} by {area} m², {share} of it, {depth} m deep",
    )


def _where(measured: Measured, label: Text) -> Text:
    """Where the site lies, seen from the zone."""
    error = give_or_take(measured.error)
    if measured.overlap is not None:
        said = shared_text(measured.overlap, label)
        return Text(said.zh + error.zh, said.en + error.en)
    away = number(measured.value) if isinstance(measured.value, float) else ""
    return Text(
        f"距{label.zh}边界 {away} 米{error.zh}",
        f"the border of {label.en} is {away} m away{error.en}",
    )


def _outside(measured: Measured, label: Text, terms: Text, one: One) -> Text:
    where = _where(measured, label)
    if one.reason is Reason.MAY_COUNT:
        return joined((where, reason_text(one.reason, one.vocabulary)))
    if one.answer == ON_SITE:
        return joined((where, _within_error()))
    if one.answer == MET and one.feature < 0:
        return Text(f"不在{terms.zh}内；已知最近的：{where.zh}", f"in no {terms.en}: {where.en}")
    return where


def _inside(
    measured: Measured,
    label: Text,
    terms: Text,
    site: BaseGeometry,
    found: Features,
    one: One,
) -> Text:
    """Whether the whole site lies in the zones taken together."""
    where = _where(measured, label)
    if one.answer == MET:
        return Text(f"全部位于{terms.zh}内：{where.zh}", f"wholly in {terms.en}: {where.en}")
    if one.answer == ON_SITE:
        why = reason_text(one.reason, one.vocabulary)
        return joined((where, why if one.reason is Reason.MAY_COUNT else _within_error()))
    if one.answer == UNKNOWN:
        return where
    left = _left_out(site, found)
    if measured.overlap is None or not left.area:
        return Text(f"不在{terms.zh}内，{where.zh}", f"not in {terms.en}: {where.en}")
    area, share = number(left.area), percent(left.area / site.area)
    return Text(
        f"场址有 {area} 平方米（{share}）在{terms.zh}之外；{where.zh}",
        f"{area} m² of the site ({share}) lie outside {terms.en}; {where.en}",
    )


def _left_out(site: BaseGeometry, found: Features) -> BaseGeometry:
    """What of the site lies in none of the zones."""
    near = found.shapes[found.tree.query(site, predicate="intersects")]
    left: BaseGeometry = shapely.difference(site, shapely.union_all(near))
    return left


def _within_error() -> Text:
    return Text(
        "位置误差以内不能断定在区内还是区外，须核实边界",
        "within the errors of position it may lie inside or outside; the border must be looked at",
    )


def _look(label: Text, one: One) -> tuple[Need, ...]:
    if one.answer != ON_SITE:
        return ()
    said = Text(
        f"对照{label.zh}的界桩或勘界成果，核实场址是否在内",
        f"hold the site against the surveyed border of {label.en}",
    )
    return (Need("look", said),)


def _evidence(
    site: BaseGeometry, found: Features, at: int, one: One, label: Text
) -> tuple[Evidence, ...]:
    name, shape = str(found.ids[at]), found.shapes[at]
    shown = list(feature_shape(shape, one, label, name))
    shared: BaseGeometry = shapely.intersection(site, shape)
    if shapely.area(shared) > 0:
        return (*shown, Evidence("overlap", shared, label, name))
    if not shapely.intersects(site, shape):
        shown.insert(0, Evidence("measured_line", shapely.shortest_line(site, shape), label, name))
    return tuple(shown)


def share(leaf: of.OverlapShare, one: One) -> Explained:
    """Which share of the site lies in the zones, taken together."""
    left = left_open(leaf)
    if left:
        return number_needed(one, left)
    at_most = leaf.at_most if isinstance(leaf.at_most, float) else None
    found, here = one.asking.look((leaf.zones, "outline"))
    terms = terms_text(leaf.zones, one.vocabulary)
    doubts: tuple[Doubt, ...] = ()
    if one.answer == UNKNOWN:
        doubts = doubts_of(found, here, float(here.sites.error_m[0]))
    at = found.tree.query(one.shape, predicate="intersects")
    zones = shapely.union_all(found.shapes[at]) if len(at) else shapely.Point()
    value = one.value
    limit = percent(at_most)
    said = _share_text(value, terms, limit, one)
    shared = shapely.intersection(one.shape, zones)
    needs = doubts_needs(doubts, one.vocabulary)
    if one.answer == ON_SITE:
        paper = Text(
            "按宗地范围（勘测定界图）计算占用比例", "work out the share with the surveyed parcel"
        )
        needs = (Need("look", paper), *needs)
    return Explained(
        joined((doubts_text(doubts, one.vocabulary), said)),
        measured=None
        if value is None
        else Measured(value, one.error, "share", "overlap", AT_SITE, terms),
        threshold=at_most,
        margin=None if value is None or at_most is None else at_most - value,
        evidence=(Evidence("overlap", shared, terms),) if shapely.area(shared) > 0 else (),
        decided=found.knowns[found.pick[one.feature]] if one.feature >= 0 else None,
        needs=needs,
    )


def _share_text(value: float | None, terms: Text, limit: str, one: One) -> Text:
    if value is None:
        return Text(
            f"场址仅为一点，在{terms.zh}内或其边界附近，占用比例须按宗地范围计算（不超过 {limit}）",
            f"the site is a point in or near {terms.en}; a share (at most {limit}) needs a parcel",
        )
    said = percent(value)
    open_ = "，误差以内不能断定" if one.answer == ON_SITE else ""
    unsure = ", too close to tell" if one.answer == ON_SITE else ""
    return Text(
        f"场址面积的 {said} 位于{terms.zh}内，规定不超过 {limit}{open_}",
        f"{said} of the site lies in {terms.en}; at most {limit} may{unsure}",
    )
