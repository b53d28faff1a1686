"""Permits at the address explained: which stand there, and how they were matched."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.address_unique import permits_asked, told_within_m
from geo.checks.answers import MET, ON_SITE, UNKNOWN
from geo.checks.needed import needed
from geo.levels import MAY, YES
from geo.scene.features import Features
from geo.scene.same_place import NEAR_M, How, SamePlace, same_place
from geo.survey.explained.doubts import Doubt, doubt_of, doubts_needs, doubts_of, doubts_text
from geo.survey.explained.feature_label import feature_id, feature_label
from geo.survey.explained.one import AT_SITE, Explained, One
from geo.survey.explained.words import joined, listed
from geo.survey.finding import Evidence, Measured, Need
from geo.survey.reasons import reason_text

_HOW = {
    How.NAME: Text("地址相符（含标准、曾用、别名地址）", "by an address, present, former or alias"),
    How.HOUSE_NUMBER: Text("门牌号相符、单元不详", "by house number, units not told"),
    How.BUILDING: Text("同一建筑", "in the same building"),
    How.NEAR: Text(f"相距 {NEAR_M:g} 米以内", f"within {NEAR_M:g} m"),
}


def permits_here(leaf: of.AddressUnique, one: One) -> Explained:
    """The permits that stand at the address, or may, and by what they were matched."""
    found = permits_asked(leaf, one.asking.scene, one.asking.business)
    if not found.knowns:
        said = Text(
            "词表没有列出该业态对应的许可证类型", "no permit types are listed for the business"
        )
        return Explained(said)
    reach_m = NEAR_M + float(one.sites.error_m[0])
    doubts = (*doubts_of(found, one.asking.here, reach_m), *_untold(one))
    doubts = doubts if one.answer == UNKNOWN else ()
    same = same_place(needed(one.asking.scene.permits).register, one.sites)
    ids = pd.Index(needed(one.asking.scene.permits).ids)
    feature = pd.Index(found.ids).get_indexer(ids)[same.permit]
    here = np.flatnonzero(feature >= 0)
    here = here[np.lexsort((feature[here], -same.level[here].astype(int)))]
    needs = doubts_needs(doubts, one.vocabulary)
    sentence = _sentence(found, feature, same, here, one)
    if one.answer == UNKNOWN:
        why = doubts_text(doubts, one.vocabulary)
        why = why if why.zh else reason_text(one.reason, one.vocabulary)
        sentence = joined((why, sentence))
    if one.answer == ON_SITE:
        look = Text(
            "核实上述许可是否仍有效、是否即在本场址，必要时由原持证人注销",
            "find out whether these permits still stand, and on this very site",
        )
        needs = (Need("look", look), *needs)
    return Explained(
        sentence,
        measured=_measured(found, one),
        evidence=_evidence(found, feature[here], one),
        decided=found.knowns[found.pick[one.feature]] if one.feature >= 0 else found.knowns[0],
        needs=needs,
    )


def _untold(one: One) -> Iterator[Doubt]:
    """What is wrong with the layers that tell where permits stand."""
    for layer in needed(one.asking.scene.permits).told_by:
        reach_m = float(told_within_m(layer, float(one.sites.error_m[0])))
        doubt = doubt_of(layer, one.asking.here, reach_m)
        if doubt is not None:
            yield doubt


def _sentence(
    found: Features, feature: NDArray[np.int64], same: SamePlace, here: NDArray[np.int64], one: One
) -> Text:
    if not len(here):
        told = "未发现" if one.answer == MET else "已知部分未见"
        return Text(
            f"场址地址、所在建筑及周围 {NEAR_M:g} 米内{told}同类有效许可",
            f"no live permit of the kind is known at the address, in the building or within "
            f"{NEAR_M:g} m",
        )
    every = listed(
        (_permit(found, int(feature[at]), same, int(at), one) for at in here), "；", "; "
    )
    return Text(f"场址处有许可：{every.zh}", f"permits at the site: {every.en}")


def _permit(found: Features, feature: int, same: SamePlace, at: int, one: One) -> Text:
    label = feature_label(found, feature, one)
    ways = [text for how, text in _HOW.items() if int(same.how[at]) & how]
    zh, en = "、".join(way.zh for way in ways), ", ".join(way.en for way in ways)
    if found.level[feature] == MAY:
        zh, en = f"{zh}；已过有效期而未注销", f"{en}; past its date, not cancelled"
    if same.level[at] != YES:
        zh, en = f"{zh}；是否同一处待核实", f"{en}; perhaps not the same place"
    return Text(f"{label.zh}，{zh}", f"{label.en}, {en}")


def _measured(found: Features, one: One) -> Measured | None:
    if one.feature < 0 or one.value is None:
        return None
    label = feature_label(found, one.feature, one)
    return Measured(one.value, one.error, "m", "register", AT_SITE, label)


def _evidence(found: Features, features: NDArray[np.int64], one: One) -> tuple[Evidence, ...]:
    shown: list[Evidence] = []
    for feature in dict.fromkeys(features.tolist()):
        label, name = feature_label(found, feature, one), feature_id(found, feature, one)
        shape = found.shapes[feature]
        line = shapely.shortest_line(one.shape, shape)
        if feature == one.feature and line.length > 0:
            shown.insert(0, Evidence("measured_line", line, label, name))
        shown.append(Evidence("feature", shape, label, name))
    return tuple(shown)
