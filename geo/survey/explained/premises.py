"""The building that premises are in, and the floors between them and the dwellings, explained."""

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.host import hosts
from geo.checks.hosts import Hosts
from geo.levels import NO
from geo.reason import Reason
from geo.survey.asked_number import left_open, threshold
from geo.survey.explained.doubts import Doubt, doubt_of, doubts_needs, doubts_text
from geo.survey.explained.facts import fact_needed, source_text
from geo.survey.explained.feature_label import may_name
from geo.survey.explained.one import AT_SITE, Explained, One, number_needed
from geo.survey.explained.words import fact_value, floor_text, joined, listed, number, use_text
from geo.survey.finding import Evidence, Measured, Need

_NO_BUILDING = Text("建筑图层在场址处没有建筑", "the layer has no building at the site")
_USE_UNKNOWN = Text("用途未记载", "use not recorded")


def host_building(leaf: of.HostBuilding, one: One) -> Explained:
    """Which building it is, what it is used for, and what the applicant says."""
    host = hosts(one.asking)
    own = one.fact("building_use")
    term = one.vocabulary.facts.get("building_use")
    barred = listed(fact_value(use, term) for use in leaf.none_of)
    said = [_buildings_text(host, one)]
    if own is not None:
        told, source = fact_value(own[0], term), source_text(own[1])
        said.append(Text(f"{source.zh}房屋用途为{told.zh}", f"use {source.en}: {told.en}"))
    if one.reason is Reason.CONTRADICTED:
        said.append(Text("二者不一致，须现场核实", "the two differ; a person must look"))
    asked = {
        NOT_MET: Text(f"属于本条所指的{barred.zh}", f"among those the rule means: {barred.en}"),
        MET: Text(f"不属于{barred.zh}", f"none of those the rule means: {barred.en}"),
    }.get(one.answer, Text(f"是否为{barred.zh}待定", f"whether it is one is open: {barred.en}"))
    doubts = _doubts(host, one)
    clauses = (*said, doubts_text(doubts, one.vocabulary), asked)
    return Explained(
        joined(clauses),
        clauses=clauses,
        measured=_use(host, one),
        evidence=building_evidence(host, one),
        decided=host.buildings.known,
        needs=(*_use_needs(one), *doubts_needs(doubts, one.vocabulary)),
    )


def below_dwellings(leaf: of.BelowDwellings, one: One) -> Explained:
    """The floor of the premises, the lowest dwelling floor, and how many floors lie between."""
    left = left_open(leaf)
    if left:
        return number_needed(one, left)
    host, floor, asked = hosts(one.asking), one.fact("floor"), threshold(leaf) or 0.0
    doubts = _doubts(host, one)
    said = [_buildings_text(host, one), doubts_text(doubts, one.vocabulary)]
    needs = doubts_needs(doubts, one.vocabulary)
    if floor is None:
        said.append(Text("未说明所在楼层", "the floor is not said"))
        needs = (fact_needed("floor", one), *needs)
    elif isinstance(floor[0], float):
        at, source = floor_text(floor[0]), source_text(floor[1])
        said.append(Text(f"拟设在 {at.zh}（{source.zh}）", f"to be on {at.en} ({source.en})"))
    said.append(_gap_text(one, asked))
    if one.answer == ON_SITE:
        look = Text(
            "现场核实所在楼层和最低居住层", "look at the floor and the lowest dwelling floor"
        )
        needs = (Need("look", look), *needs)
    if one.reason is Reason.ATTRIBUTE_MISSING and not doubts:
        add = Text(
            "补充该建筑的最低居住层（lowest_dwelling_floor）", "add its lowest dwelling floor"
        )
        needs = (*needs, Need("layer", add, layer="buildings"))
    measured = None
    if one.value is not None:
        measured = Measured(one.value, 0.0, "floor", "register", AT_SITE, _label(host, one))
    return Explained(
        joined(said),
        clauses=tuple(said),
        measured=measured,
        threshold=asked,
        margin=None if one.value is None else one.value - asked,
        evidence=building_evidence(host, one),
        decided=host.buildings.known,
        needs=needs,
    )


def _gap_text(one: One, asked: float) -> Text:
    if one.value is None:
        homes = hosts(one.asking)
        zones = homes.found.met.zone
        if one.answer == MET and len(zones) and (homes.buildings.homes[zones] == NO).all():
            return Text("该建筑没有居住层", "it has no dwellings")
        return Text("", "")
    gap, between = number(one.value), max(int(asked) - 1, 0)
    if one.value <= 0:
        return Text("所在楼层即为居住层或在其上", "which is a dwelling floor or above one")
    rule = Text(
        f"规定至少相差 {number(asked)} 层（中间隔 {between} 层）",
        f"at least {number(asked)} are asked for ({between} between)",
    )
    return Text(f"与居住层相差 {gap} 层，{rule.zh}", f"{gap} floors below dwellings; {rule.en}")


def _buildings_text(host: Hosts, one: One) -> Text:
    """The buildings the site may be in."""
    zones = host.found.met.zone
    if not len(zones):
        return Text("", "") if _doubts(host, one) else _NO_BUILDING
    every = listed((_building(host, int(at), one) for at in zones), "、或 ", ", or ")
    if len(zones) == 1:
        return Text(f"场址位于{every.zh}", f"the site is in {every.en}")
    return Text(
        f"位置误差以内有 {len(zones)} 栋建筑：{every.zh}",
        f"within the error of position there are {len(zones)} buildings: {every.en}",
    )


def _building(host: Hosts, at: int, one: One) -> Text:
    """One building: its name, use, floors and lowest dwelling floor."""
    layer = host.buildings
    name = layer.names[at] if may_name(layer.known, one) else None
    called = Text(name or f"建筑 {layer.ids[at]}", name or f"building {layer.ids[at]}")
    use = layer.said[at]
    told = _USE_UNKNOWN
    if use is not None:
        title = use_text(str(use), one.vocabulary)
        told = Text(f"用途：{title.zh}", f"use: {title.en}")
    zh, en = [told.zh], [told.en]
    if layer.floors[at] == layer.floors[at]:
        zh.append(f"共 {layer.floors[at]:g} 层")
        en.append(f"{layer.floors[at]:g} floors")
    if layer.lowest_dwelling[at] == layer.lowest_dwelling[at]:
        zh.append(f"最低居住层为 {layer.lowest_dwelling[at]:g} 层")
        en.append(f"lowest dwellings on floor {layer.lowest_dwelling[at]:g}")
    return Text(f"{called.zh}（{'，'.join(zh)}）", f"{called.en} ({', '.join(en)})")


def _label(host: Hosts, one: One) -> Text:
    """What the building that decided is called."""
    at = one.feature
    name = host.buildings.names[at] if may_name(host.buildings.known, one) else None
    return Text(
        name or f"建筑 {host.buildings.ids[at]}", name or f"building {host.buildings.ids[at]}"
    )


def _use(host: Hosts, one: One) -> Measured | None:
    """The use of the building that decided, as the layer calls it."""
    if one.feature < 0 or host.buildings.said[one.feature] is None:
        return None
    use = str(host.buildings.said[one.feature])
    return Measured(use, None, "", "register", AT_SITE, _label(host, one))


def building_evidence(host: Hosts, one: One) -> tuple[Evidence, ...]:
    """The outline of the building that decided."""
    if one.feature < 0:
        return ()
    shape, name = host.buildings.shapes[one.feature], str(host.buildings.ids[one.feature])
    return (Evidence("feature", shape, _label(host, one), name),)


def _doubts(host: Hosts, one: One) -> tuple[Doubt, ...]:
    if one.answer != UNKNOWN:
        return ()
    look_m = float(one.sites.error_m[0]) + host.buildings.known.error_m
    doubt = doubt_of(host.buildings.known, one.asking.here, look_m)
    return () if doubt is None else (doubt,)


def _use_needs(one: One) -> tuple[Need, ...]:
    if one.answer == ON_SITE:
        look = Text(
            "现场核实房屋用途（查验不动产权证）", "look at the use of the building, and its title"
        )
        return (Need("look", look),)
    if one.reason is Reason.ATTRIBUTE_MISSING:
        add = Text("补充该建筑的用途（buildings.use）", "add what the building is used for")
        fact = Text(
            "由申请人说明房屋用途，并附不动产权证", "the applicant says its use, with the title"
        )
        return (Need("layer", add, layer="buildings"), Need("fact", fact, fact="building_use"))
    return ()
