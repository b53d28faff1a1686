"""Quotas explained: how many there are in which area, and how many are allowed."""

import numpy as np
import shapely

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import NOT_MET, ON_SITE, UNKNOWN
from geo.checks.count import InAreas, in_areas
from geo.checks.needed import needed
from geo.scene.areas import Areas
from geo.scene.features import Features
from geo.survey.asked_number import left_open
from geo.survey.explained.distances import cut
from geo.survey.explained.doubts import WHOLE_TITLES, Doubt, doubts_needs, doubts_of, doubts_text
from geo.survey.explained.feature_label import feature_id, feature_label
from geo.survey.explained.one import AT_SITE, Explained, One, number_needed
from geo.survey.explained.words import joined, number, terms_text
from geo.survey.finding import Evidence, Measured, Need
from geo.survey.reasons import reason_text

LEVEL = {
    "district": Text("区县", "district"),
    "subdistrict": Text("街道（镇）", "subdistrict"),
    "community": Text("社区（村）", "community"),
    "grid": Text("网格", "grid"),
}
_PEOPLE = {"population": Text("人", "people"), "households": Text("户", "households")}
# No more of what is counted is drawn.
_DRAWN = 50


def count(leaf: of.Count, one: One) -> Explained:
    """How many there are around the site, this one included, and how many are allowed."""
    left = left_open(leaf)
    if left:
        return number_needed(one, left)
    areas, level = needed(one.asking.scene.areas).get(leaf.within), LEVEL[leaf.within]
    at = -1 if areas is None else _area(leaf, areas, one)
    if areas is None or at < 0:
        return _no_area(level)
    found, _ = one.asking.look((leaf.of, "outline"))
    said = in_areas(leaf, one.asking.scene, found, areas)
    least, most = float(said.least[at]), float(said.most[at])
    quota, rule = _quota(leaf, at, one)
    name = _name(leaf.within, at, one)
    terms = terms_text(leaf.of, one.vocabulary)
    doubts = _doubts(found, one) if one.answer == UNKNOWN else ()
    sentences = [_counted(name, terms, least, most), rule, _compared(least, quota, one)]
    if one.answer == UNKNOWN:
        why = doubts_text(doubts, one.vocabulary)
        sentences.insert(0, why if why.zh else reason_text(one.reason, one.vocabulary))
    return Explained(
        joined(sentences),
        measured=Measured(least, most - least, "count", "register", AT_SITE, name),
        threshold=quota,
        margin=None if quota is None else quota - least,
        evidence=_evidence(found, areas, at, name, one),
        decided=found.knowns[0],
        needs=(*_look(one, name, terms), *doubts_needs(doubts, one.vocabulary)),
    )


def _area(leaf: of.Count, areas: Areas, one: One) -> int:
    """The area that decided: of those the site may lie in the one that says the worst."""
    reach = float(one.sites.error_m[0]) + areas.error_m
    every = areas.tree.query(one.shape, predicate="dwithin", distance=reach)
    if not len(every):
        return -1
    found, _ = one.asking.look((leaf.of, "outline"))
    said: InAreas = in_areas(leaf, one.asking.scene, found, areas)
    return int(every[np.lexsort((every, said.answer[every]))[0]])


def _no_area(level: Text) -> Explained:
    said = Text(f"场址不在任何已知的{level.zh}范围内", f"the site lies in no known {level.en}")
    title = WHOLE_TITLES["areas"]
    add = Text(f"补充{level.zh}的范围（areas）", f"add the {level.en} ({title.en})")
    return Explained(said, needs=(Need("layer", add, layer="areas"),))


def _name(level: str, at: int, one: One) -> Text:
    names = one.background.area_names.get(level, ())
    name = names[at] if at < len(names) else None
    title = LEVEL[level]
    return Text(name or f"所在{title.zh}", name or f"the {title.en} around the site")


def _quota(leaf: of.Count, at: int, one: One) -> tuple[float | None, Text]:
    """How many are allowed in an area, and the rule that says so."""
    if isinstance(leaf.at_most, float):
        said = number(leaf.at_most)
        return leaf.at_most, Text(f"限额 {said} 处", f"at most {said} allowed")
    if not isinstance(leaf.for_each, float):
        return None, Text("", "")
    people = needed(one.asking.scene.residents).people[leaf.within, leaf.people]
    unit, each = _PEOPLE[leaf.people], number(leaf.for_each)
    least, most = float(people.least[at]), float(people.most[at])
    quota = float(np.floor(least / leaf.for_each))
    unsure = "" if np.isfinite(most) else "（数据不全，至少）"
    return quota, Text(
        f"每 {each} {unit.zh} 1 处，当地 {number(least)} {unit.zh}{unsure}，限额 {quota:g} 处",
        f"one for each {each} {unit.en}; {number(least)} {unit.en} live there: {quota:g} allowed",
    )


def _counted(name: Text, terms: Text, least: float, most: float) -> Text:
    zh, en = f"{least - 1:g}", f"{least - 1:g}"
    if most > least:
        zh, en = f"{zh} 至 {most - 1:g}", f"{en} to {most - 1:g}"
    return Text(
        f"{name.zh}现有{terms.zh} {zh} 处，连本项目共 {least:g} 处",
        f"{name.en} has {en} of {terms.en}; with this one {least:g}",
    )


def _compared(least: float, quota: float | None, one: One) -> Text:
    if quota is None or one.answer == UNKNOWN:
        return Text("", "")
    if one.answer == ON_SITE:
        return Text("部分位置或场址在边界误差以内，须核实", "some may lie over the border")
    if one.answer == NOT_MET:
        over = f"{least - quota:g}"
        return Text(f"超出 {over} 处", f"{over} too many")
    return Text("未超过限额", "no more than allowed")


def _doubts(found: Features, one: One) -> tuple[Doubt, ...]:
    """What is counted must be known in all of the area; how far that is, is not told."""
    return tuple(d for d in doubts_of(found, one.asking.here, 0.0))


def _look(one: One, name: Text, terms: Text) -> tuple[Need, ...]:
    if one.answer != ON_SITE:
        return ()
    said = Text(f"核实{name.zh}内{terms.zh}的实际数量", f"count {terms.en} in {name.en}")
    return (Need("look", said),)


def _evidence(found: Features, areas: Areas, at: int, name: Text, one: One) -> tuple[Evidence, ...]:
    """The area, and the first of what is counted in it."""
    shape = areas.shapes[at]
    inside = np.sort(found.tree.query(shape, predicate="intersects"))[:_DRAWN]
    shown = [Evidence("threshold", cut(shape, one), name)]
    for feature in inside.tolist():
        label, where = feature_label(found, feature, one), cut(found.shapes[feature], one)
        shown.append(Evidence("feature", where, label, feature_id(found, feature, one)))
    return tuple(shown) if not shapely.is_empty(shape) else ()
