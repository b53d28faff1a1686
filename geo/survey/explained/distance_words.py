"""Distances in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.rulepacks import checks as of
from data.rulepacks.vocabulary import Pick
from data.text import Text
from geo.checks.answers import MET, NOT_MET, ON_SITE
from geo.levels import MAY
from geo.reason import Reason
from geo.survey.explained.doubts import Doubt, doubts_text
from geo.survey.explained.one import One
from geo.survey.explained.words import give_or_take, number
from geo.survey.finding import Measured, Need
from geo.survey.reasons import reason_text

_ASSUMED = Text("，对方误差未声明，按 50 米计", "; its own is not declared and counts as 50 m")


@dataclass(frozen=True)
class Apart:
    """A site and a feature, and how far they are apart.

    Attributes:
        leaf: The check.
        label: What the feature is called.
        measured: What was measured.
        least_m: What it is held against.
        straight_m: The straight distance, in any case.
        edge_m: How far beside the line the edge lies from which the law measures.
        assumed: Whether nobody declared the feature's position error.
        level: Whether the feature counts, or only may.
        pick: The kind it came by.
    """

    leaf: of.LeastDistance | of.Spacing | of.Adjacency | of.CorridorWidth
    label: Text
    measured: Measured
    least_m: float
    straight_m: float
    edge_m: tuple[float, float]
    assumed: bool
    level: np.uint8
    pick: Pick


def distance_text(apart: Apart, one: One) -> Text:
    """What was measured to the feature that decided, and what that means."""
    value = apart.measured.value
    if not isinstance(value, float):
        return _no_walk(apart, one)
    way = Text("步行距离", "on foot")
    if apart.measured.method != "walking":
        way = Text("直线距离", "in a straight line")
    said, held = number(value, apart.least_m), number(apart.least_m)
    most = apart.measured.most
    zh = f"{said} 米" if most is None else f"{said} 至 {number(most)} 米之间"
    en = f"{said} m" if most is None else f"{said} to {number(most)} m"
    error = give_or_take(apart.measured.error, _ASSUMED if apart.assumed else Text("", ""))
    compared = _compared(apart, one, value, held)
    return Text(
        f"至{apart.label.zh}的{way.zh}为 {zh}{error.zh}{_edge(apart).zh}，{compared.zh}",
        f"{apart.label.en} is {en} away {way.en}{error.en}{_edge(apart).en}: {compared.en}",
    )


def _compared(apart: Apart, one: One, value: float, held: str) -> Text:
    if one.reason is Reason.ATTRIBUTE_MISSING:
        return Text(
            f"其等级未记载，按最宽 {held} 米计，须核实",
            f"its class is not recorded, so the widest, {held} m, counts until it is found out",
        )
    if one.reason is Reason.MAY_COUNT:
        why = _may(apart)
        return Text(f"小于 {held} 米，但{why.zh}", f"less than {held} m, but {why.en}")
    if isinstance(apart.leaf, of.Adjacency):
        near = Text(f"在毗连间距 {held} 米以内", f"within {held} m, so it adjoins")
        clear = Text(f"超出毗连间距 {held} 米", f"beyond {held} m, so it does not adjoin")
    else:
        least = value == apart.least_m
        near = Text(f"小于规定的 {held} 米", f"less than the {held} m asked for")
        if least:
            near = Text(f"未超过规定的 {held} 米", f"no more than the {held} m asked for")
        clear = Text(f"不小于规定的 {held} 米", f"no less than the {held} m asked for")
    if one.answer == NOT_MET:
        return near
    if one.answer == ON_SITE:
        return _open(apart, held)
    return clear


def _open(apart: Apart, held: str) -> Text:
    if apart.measured.most is not None:
        return Text(
            f"门或出入口的确切位置未定，是否达到 {held} 米须现场测量",
            f"just where the door or gate is is not known; whether {held} m are kept must be "
            "measured",
        )
    return Text(
        f"与规定的 {held} 米之差在误差以内，须现场测量",
        f"too close to the {held} m asked for to tell; it must be measured",
    )


def _may(apart: Apart) -> Text:
    """Why a feature only may count."""
    if apart.level != MAY:
        return Text("可能就在本场址，须核实", "it may stand on this very site")
    if apart.pick.layer == "permits":
        return Text("该证已过有效期而未见注销，须核实", "it is past its date and not cancelled")
    return Text(
        "其是否属于规定的类别、是否已建成尚待核实",
        "whether it is of the kind meant, and built yet, is to be found out",
    )


def _edge(apart: Apart) -> Text:
    low, high = apart.edge_m
    if high == 0:
        return Text("", "")
    return Text(
        f"（自边线起算，边线距中心线 {number(low)} 至 {number(high)} 米）",
        f" (from its edge, {number(low)} to {number(high)} m beside the line drawn)",
    )


def _no_walk(apart: Apart, one: One) -> Text:
    """A walk without a length: all over a cell it is long enough, or it could not be measured."""
    if one.answer == MET:
        return _long_enough(apart)
    why = reason_text(one.reason, one.vocabulary)
    if one.answer == ON_SITE:
        why = Text("门或出入口的确切位置未定", "just where the door or gate is is not known")
    said, held = number(apart.straight_m), number(apart.least_m)
    return Text(
        f"至{apart.label.zh}的直线距离为 {said} 米，步行距离无法算出（{why.zh}），不能判断是否达到"
        f" {held} 米",
        f"{apart.label.en} is {said} m away in a straight line; the walk could not be measured "
        f"({why.en}), so nobody knows whether {held} m are kept",
    )


def _long_enough(apart: Apart) -> Text:
    said, held = number(apart.straight_m, apart.least_m), number(apart.least_m)
    return Text(
        f"至{apart.label.zh}的直线距离为 {said} 米，步行距离不小于规定的 {held} 米",
        f"{apart.label.en} is {said} m away in a straight line, and on foot no less than the "
        f"{held} m asked for",
    )


def far_text(apart: Apart | None, terms: Text) -> Text:
    """That nothing is near enough to matter, and what is nearest."""
    if apart is None:
        return Text(f"区县数据中没有已知的{terms.zh}", f"no {terms.en} is known in the district")
    held, said = number(apart.least_m), number(apart.straight_m, apart.least_m)
    return Text(
        f"{held} 米范围内没有{terms.zh}；已知最近的是{apart.label.zh}，直线距离 {said} 米"
        f"{_edge(apart).zh}",
        f"no {terms.en} within {held} m; the nearest known is {apart.label.en}, {said} m away in a "
        f"straight line{_edge(apart).en}",
    )


def unknown_text(doubts: Sequence[Doubt], one: One) -> Text:
    """Why it is not known."""
    if doubts:
        return doubts_text(doubts, one.vocabulary)
    return reason_text(one.reason, one.vocabulary)


def look_needs(apart: Apart, one: One) -> tuple[Need, ...]:
    """What a person must measure or find out."""
    if one.reason in (Reason.STREETS_INCOMPLETE, Reason.NOT_JOINED):
        said = Text(
            f"补齐场址至{apart.label.zh}一带的步行路网（streets、street_extent）",
            f"complete the streets between the site and {apart.label.en}",
        )
        return (Need("layer", said, layer="streets"),)
    if one.answer != ON_SITE:
        return ()
    if one.reason in (Reason.MAY_COUNT, Reason.ATTRIBUTE_MISSING):
        said = Text(
            f"核实{apart.label.zh}的类别、等级和现状",
            f"find out what {apart.label.en} is, and if it stands",
        )
        return (Need("look", said),)
    held = number(apart.least_m)
    way = Text("步行距离", "walk") if _walks(apart) else Text("直线距离", "straight distance")
    said = Text(
        f"现场测量场址至{apart.label.zh}的{way.zh}，看是否达到 {held} 米",
        f"measure the {way.en} to {apart.label.en}: is it {held} m?",
    )
    return (Need("look", said),)


def _walks(apart: Apart) -> bool:
    return apart.measured.method == "walking"
