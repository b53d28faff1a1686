"""Layers that are not known well enough for a check: which, why, and what an office must add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.knowledge import Known
from geo.scene.placed import Placed
from geo.survey.explained.words import joined, listed, number
from geo.survey.finding import Need
from geo.survey.reasons import pick_title

# A layer, of which kinds are not told apart by a declaration of their own.
_WHOLE = ("buildings", "land_use", "areas", "residents", "streets", "addresses")
# How far is looked in a layer is told in whole metres, and never as nothing.
_LEAST_LOOK_M = 1.0


@dataclass(frozen=True)
class Doubt:
    """A kind that is not known as far round the site as a check looks.

    Attributes:
        known: The kind.
        why: Why.
        margin_m: How far round the site it is known; None where that is not what is wrong.
        look_m: How far round it must be.
    """

    known: Known
    why: Reason
    margin_m: float | None
    look_m: float


def doubts_of(found: Features, here: Placed, reach_m: float) -> tuple[Doubt, ...]:
    """The kinds among features that are not known well enough.

    Args:
        found: The features.
        here: The one site.
        reach_m: How far round it the check looks, with the site's position error, not the kinds'.
    """
    doubts = []
    for speakers in found.speakers:
        each = [
            doubt_of(found.knowns[at], here, reach_m + found.kind_error_m(at)) for at in speakers
        ]
        if all(one is not None for one in each):
            doubts += [one for one in each[:1] if one is not None]
    return tuple(doubts)


def doubt_of(known: Known, here: Placed, look_m: float) -> Doubt | None:
    """What is wrong with one kind; None where it is known well enough."""
    if known.trouble is not Reason.NONE:
        return Doubt(known, known.trouble, None, look_m)
    margin_m = float(here.margin_m[known.extent, 0])
    if margin_m < look_m:
        return Doubt(known, Reason.NOT_COMPLETE_HERE, margin_m, look_m)
    return None


def doubts_text(doubts: Sequence[Doubt], vocabulary: Vocabulary) -> Text:
    """Which layers lack what, kinds of the same layer together."""
    return joined(_said(group, vocabulary) for group in _groups(doubts))


def doubts_needs(doubts: Sequence[Doubt], vocabulary: Vocabulary) -> tuple[Need, ...]:
    """What an office must add to get from unknown to an answer."""
    return tuple(_need(group, vocabulary) for group in _groups(doubts))


def _groups(doubts: Sequence[Doubt]) -> Iterable[list[Doubt]]:
    groups: dict[tuple[str, Reason], list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault((doubt.known.pick.layer, doubt.why), []).append(doubt)
    return groups.values()


def _said(group: list[Doubt], vocabulary: Vocabulary) -> Text:
    title, first = _title(group, vocabulary), group[0]
    declared = first.known.declaration
    until = declared.stale_after if declared is not None else None
    match first.why:
        case Reason.LAYER_MISSING:
            return Text(f"没有{title.zh}", f"there is no {title.en}")
        case Reason.NOT_DECLARED:
            return Text(
                f"{title.zh}未作任何声明，视为没有数据",
                f"nothing is declared about {title.en}, so it counts as absent",
            )
        case Reason.STALE:
            return Text(f"{title.zh}已于 {until} 到期", f"{title.en} was good until {until} only")
        case Reason.FRESHNESS_UNDECLARED:
            return Text(f"{title.zh}未声明有效期", f"until when {title.en} is good is not declared")
        case Reason.ROWS_LOST:
            return Text(
                f"{title.zh}导入时有记录丢失，不完整", f"rows of {title.en} were lost on import"
            )
    return _too_near(first, title)


def _too_near(doubt: Doubt, title: Text) -> Text:
    """The extent ends before the check has seen enough."""
    look = _look(doubt)
    if doubt.margin_m is None or doubt.margin_m < 0:
        return Text(
            f"{title.zh}在需要查看的范围内不完整（须看到场址周围 {look} 米）",
            f"{title.en} is not complete around the site ({look} m must be seen)",
        )
    margin = number(doubt.margin_m, doubt.look_m)
    return Text(
        f"{title.zh}在需要查看的范围内不完整（只到场址周围 {margin} 米，须看到 {look} 米）",
        f"{title.en} is complete only to {margin} m round the site, {look} m must be seen",
    )


def _need(group: list[Doubt], vocabulary: Vocabulary) -> Need:
    title, first = _title(group, vocabulary), group[0]
    look = _look(first)
    match first.why:
        case Reason.STALE:
            said = Text(f"更新 {title.zh}", f"bring {title.en} up to date")
        case Reason.FRESHNESS_UNDECLARED:
            said = Text(f"声明 {title.zh}的有效期", f"declare until when {title.en} is good")
        case Reason.ROWS_LOST:
            said = Text(f"更正后重新导入 {title.zh}", f"mend {title.en} and import it again, whole")
        case Reason.NOT_COMPLETE_HERE:
            said = Text(
                f"补齐 {title.zh}，至少覆盖场址周围 {look} 米（含相邻区县）",
                f"complete {title.en} to {look} m round the site, over the border too",
            )
        case _:
            said = Text(
                f"补充 {title.zh}，并声明来源、日期、有效期、误差和完整范围",
                f"add {title.en}, and declare source, date, freshness, error and extent",
            )
    layer = first.known.pick.layer
    values = () if layer in _WHOLE else tuple(sorted({d.known.pick.value for d in group}))
    within = round(first.look_m, 3) if first.why is Reason.NOT_COMPLETE_HERE else None
    return Need("layer", said, layer=layer, values=values, within_m=within)


def _title(group: list[Doubt], vocabulary: Vocabulary) -> Text:
    layer = group[0].known.pick.layer
    if layer in _WHOLE:
        title = WHOLE_TITLES[layer]
        return Text(f"{layer} 图层的{title.zh}", f"{title.en} ({layer})")
    titles = listed(pick_title(doubt.known.pick, vocabulary) for doubt in group)
    return Text(f"{layer} 图层的{titles.zh}数据", f"data on {titles.en} ({layer})")


def _look(doubt: Doubt) -> str:
    return number(max(doubt.look_m, _LEAST_LOOK_M))


WHOLE_TITLES = {
    "buildings": Text("建筑数据", "data on buildings"),
    "land_use": Text("规划用地数据", "data on planned land use"),
    "areas": Text("行政区划和社区范围", "areas"),
    "residents": Text("人口数据", "data on residents"),
    "streets": Text("步行路网", "streets"),
    "addresses": Text("地址数据", "data on addresses"),
}
