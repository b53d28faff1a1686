"""Planned land use explained: the codes found under the site, and what was asked."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.candidates import Candidates, candidates
from geo.checks.land_use import asked_codes, ground
from geo.checks.needed import needed
from geo.reason import Reason
from geo.scene.land_use import LandUses
from geo.survey.explained.distances import cut
from geo.survey.explained.doubts import doubt_of, doubts_needs, doubts_text
from geo.survey.explained.one import AT_SITE, Explained, One
from geo.survey.explained.words import give_or_take, joined, listed, number
from geo.survey.finding import Evidence, Measured, Need

_NOTHING = Text("规划用地图层在场址处没有图斑", "the layer has no planned land use at the site")
_OFFICE = Text(
    "由自然资源部门依据详细规划认定用地性质",
    "the natural-resources office says what the land is for",
)


def land_use(leaf: of.LandUse, one: One) -> Explained:
    """The codes of the polygons the site lies in, or may lie in, and the codes asked for."""
    asked = asked_codes(leaf, one.asking.business.land_use_fit)
    if not asked:
        none = Text(
            "词表没有列出该业态适用的用地代码", "no land-use code is known for the business"
        )
        need = Text("由自然资源部门明确该业态适用的用地分类", "an office says which codes fit")
        return Explained(none, needs=(Need("number", need),))
    land = needed(one.asking.scene.land_use)
    found = candidates(one.asking.here, land.known, ground(land))
    look_m = float(one.sites.error_m[0]) + land.known.error_m
    doubt = doubt_of(land.known, one.asking.here, look_m) if one.answer == UNKNOWN else None
    doubts = () if doubt is None else (doubt,)
    said = [doubts_text(doubts, one.vocabulary), *_found(land, found, one)]
    said.append(_asked(leaf, asked, one))
    needs = doubts_needs(doubts, one.vocabulary)
    if one.answer == ON_SITE or one.reason is Reason.ATTRIBUTE_MISSING:
        needs = (*needs, Need("look", _OFFICE))
    code = str(land.codes[one.feature]) if one.feature >= 0 else None
    measured = None
    if code is not None:
        to = Text(f"规划用地 {code}", f"planned land use {code}")
        measured = Measured(code, one.error, "", "overlap", AT_SITE, to)
    return Explained(
        joined(said),
        clauses=tuple(said),
        measured=measured,
        evidence=_evidence(land, found, one),
        decided=land.known,
        needs=needs,
    )


def _found(land: LandUses, found: Candidates, one: One) -> list[Text]:
    """Which codes lie there, and how much of a drawn site each takes."""
    if not len(found.met.zone):
        return [] if one.answer == UNKNOWN else [_NOTHING]
    whole = float(shapely.area(one.shape))
    codes = []
    for at in found.met.zone:
        code = str(land.codes[at]) if isinstance(land.codes[at], str) else ""
        shared = float(shapely.area(shapely.intersection(one.shape, land.shapes[at])))
        part = f" {number(shared)} 平方米" if whole and shared else ""
        part_en = f" ({number(shared)} m²)" if whole and shared else ""
        codes.append(
            Text(f"{code}{part}", f"{code}{part_en}")
            if code
            else Text("代码空缺", "no code recorded")
        )
    every = listed(codes)
    error = give_or_take(one.error)
    many = "误差以内涉及" if len(set(codes)) > 1 else ""
    return [
        Text(f"规划用地代码：{many}{every.zh}{error.zh}", f"planned land use: {every.en}{error.en}")
    ]


def _asked(leaf: of.LandUse, asked: tuple[str, ...], one: One) -> Text:
    codes = listed(Text(code, code) for code in asked)
    if one.reason is Reason.AMBIGUOUS_CODE:
        return Text(
            f"该代码对应多种用途或为混合用地，是否符合（{codes.zh}）须由自然资源部门认定",
            f"that code stands for several uses; an office decides whether it fits ({codes.en})",
        )
    if one.answer in (MET, NOT_MET) and leaf.none_of:
        no = "" if one.answer == NOT_MET else "不"
        en = "among" if one.answer == NOT_MET else "not among"
        return Text(f"{no}属于不得使用的 {codes.zh}", f"{en} those barred: {codes.en}")
    if one.answer in (MET, NOT_MET):
        no = "" if one.answer == MET else "不"
        en = "among" if one.answer == MET else "not among"
        return Text(f"{no}属于要求的 {codes.zh}", f"{en} those asked for: {codes.en}")
    if leaf.none_of:
        return Text(f"规定不得使用 {codes.zh}", f"barred: {codes.en}")
    return Text(f"要求为 {codes.zh}", f"asked for: {codes.en}")


def _evidence(land: LandUses, found: Candidates, one: One) -> tuple[Evidence, ...]:
    """The polygons, that which decided first, and what of a drawn site each takes."""
    shown = []
    for at in sorted(found.met.zone.tolist(), key=lambda at: (at != one.feature, at)):
        code = str(land.codes[at])
        label = Text(f"规划用地 {code}", f"planned land use {code}")
        shown.append(Evidence("feature", cut(land.shapes[at], one), label, str(land.ids[at])))
        shared: BaseGeometry = shapely.intersection(one.shape, land.shapes[at])
        if shapely.area(shared) > 0 and at == one.feature:
            shown.append(Evidence("overlap", shared, label, str(land.ids[at])))
    return tuple(shown)
