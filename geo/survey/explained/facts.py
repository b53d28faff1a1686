"""The applicant's facts explained: what is said, on what it rests, and what is asked for."""

from data.rulepacks import checks as of
from data.text import Text
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.host import hosts
from geo.reason import Reason
from geo.scene.sites import Source
from geo.survey.asked_number import left_open, threshold
from geo.survey.explained.one import AT_SITE, Explained, One, number_needed
from geo.survey.explained.words import (
    SOURCE,
    fact_title,
    fact_value,
    floor_text,
    joined,
    number,
    use_text,
)
from geo.survey.finding import Measured, Need

_Bound = of.Number | None


def source_text(source: Source) -> Text:
    """On what a fact rests."""
    return SOURCE.get(source, Text("", ""))


def fact_needed(name: str, one: One) -> Need:
    """The applicant must say a fact."""
    title = fact_title(name, one.vocabulary)
    said = Text(f"由申请人说明：{title.zh}（{name}）", f"the applicant says: {title.en} ({name})")
    return Need("fact", said, fact=name)


def proof_needed(name: str, one: One) -> Need:
    """A document must be seen."""
    title = fact_title(name, one.vocabulary)
    return Need("proof", Text(f"核验{title.zh}的证明材料", f"see proof of: {title.en}"), fact=name)


def fact(leaf: of.Fact, one: One) -> Explained:
    """What the fact is, and what it should be."""
    left = left_open(leaf)
    if one.reason is Reason.NUMBER_MISSING and left:
        return number_needed(one, left)
    term = one.vocabulary.facts.get(leaf.fact)
    if leaf.equals is None:
        wanted = _bounds(leaf.at_least, leaf.at_most)
        held = _first(leaf.at_least, leaf.at_most)
    else:
        value = leaf.equals if isinstance(leaf.equals, str) else float(leaf.equals)
        title = fact_value(value, term)
        wanted, held = Text(f"条件为“{title.zh}”", f'asked for: "{title.en}"'), None
    return _of_fact(leaf.fact, one, wanted, held, smaller=leaf.at_least is None)


def floor(leaf: of.Floor, one: One) -> Explained:
    """On which floor, and which are allowed."""
    left = left_open(leaf)
    if left:
        return number_needed(one, left)
    wanted = _floors_allowed(_plain(leaf.lowest), _plain(leaf.highest))
    return _of_fact("floor", one, wanted, threshold(leaf), smaller=leaf.highest is not None)


def floor_area(leaf: of.FloorArea, one: One) -> Explained:
    """The area, in all or for each, and what is asked for."""
    left = left_open(leaf)
    if left:
        return number_needed(one, left)
    wanted = _bounds(leaf.at_least_m2, leaf.at_most_m2, " 平方米", " m²")
    held, smaller = threshold(leaf), leaf.at_least_m2 is None
    found = _of_fact(leaf.fact, one, wanted, held, smaller=smaller, unit="m2")
    if leaf.per is None:
        return found
    names = [name for name in (leaf.fact, leaf.per) if one.fact(name) is None]
    if names:
        return Explained(
            _missing(names, one),
            clauses=tuple(_missing([name], one) for name in names),
            needs=tuple(fact_needed(name, one) for name in names),
        )
    if one.value is None:
        return found
    per, share = fact_title(leaf.per, one.vocabulary), number(one.value, held)
    each = Text(
        f"{_said(leaf.fact, one).zh}，{_said(leaf.per, one).zh}，平均 {share} 平方米，{wanted.zh}",
        f"{_said(leaf.fact, one).en}, {_said(leaf.per, one).en}: {share} m² each ({per.en}), "
        f"{wanted.en}",
    )
    measured = Measured(one.value, 0.0, "m2", "fact", AT_SITE, per)
    margin = _margin(one.value, held, smaller=smaller)
    needs = tuple(proof_needed(n, one) for n in (leaf.fact, leaf.per) if one.answer == ON_SITE)
    return Explained(each, measured, held, margin, needs=needs)


def document(leaf: of.Document, one: One) -> Explained:
    """Which document, and whether it was seen."""
    title, given = fact_title(leaf.fact, one.vocabulary), one.fact(leaf.fact)
    if one.answer == MET and given is not None:
        source = source_text(given[1])
        return Explained(Text(f"{title.zh}：{source.zh}", f"{title.en}: {source.en}"))
    if one.answer == ON_SITE:
        said = Text(
            f"{title.zh}仅有申请人自述，须核验证明材料",
            f"{title.en}: only the applicant says so, proof must be seen",
        )
    else:
        said = Text(f"未提供“{title.zh}”的证明材料", f"no proof was given of: {title.en}")
    return Explained(said, needs=(proof_needed(leaf.fact, one),))


def person_must_look(leaf: of.PersonMustLook, one: One) -> Explained:
    """What to look at, and what was seen."""
    what = leaf.what.text
    if one.answer == ON_SITE:
        need = Need("look", what, fact=leaf.fact)
        return Explained(
            Text(f"须现场查看：{what.zh}", f"to be seen on site: {what.en}"), needs=(need,)
        )
    seen = Text("现场所见符合", "seen on site: it is so")
    if one.answer == NOT_MET:
        seen = Text("现场所见不符合", "seen on site: it is not so")
    return Explained(Text(f"{seen.zh}（{what.zh}）", f"{seen.en} ({what.en})"))


def _of_fact(
    name: str, one: One, wanted: Text, held: float | None, *, smaller: bool, unit: str = ""
) -> Explained:
    """What one fact is, on what it rests, and what is asked for."""
    given = one.fact(name)
    if given is None or one.answer == UNKNOWN:
        return Explained(_missing([name], one), threshold=held, needs=(fact_needed(name, one),))
    doubt, needs = _doubt(name, one)
    said = [_said(name, one), wanted, *doubt]
    title = fact_title(name, one.vocabulary)
    value: float | str = one.value if one.value is not None else given[0]
    numeric = isinstance(value, float) and held is not None
    unit = unit or ("floor" if name == "floor" else "")
    return Explained(
        joined(said),
        clauses=tuple(said),
        measured=Measured(value, None, unit, "fact", AT_SITE, title)
        if numeric or isinstance(value, str)
        else None,
        threshold=held,
        margin=_margin(one.value, held, smaller=smaller),
        needs=needs,
    )


def _doubt(name: str, one: One) -> tuple[tuple[Text, ...], tuple[Need, ...]]:
    """Why what is said is not enough, and what it takes."""
    if one.reason is Reason.ONLY_DECLARED:
        proof = Text("须核验证明材料", "proof must be seen")
        return (proof,), (proof_needed(name, one),)
    if one.answer != ON_SITE:
        return (), ()
    why = Text(
        "没有可与之核对的建筑数据，须现场核实",
        "there are no data on buildings to hold it against; a person must look",
    )
    if one.reason is Reason.CONTRADICTED:
        why = _against(name, one)
    title = fact_title(name, one.vocabulary)
    look = Text(f"现场核实{title.zh}", f"look on site: {title.en}")
    return (why,), (Need("look", look, fact=name),)


def _said(name: str, one: One) -> Text:
    """A fact, its value and its source."""
    title, given = fact_title(name, one.vocabulary), one.fact(name)
    if given is None:
        return title
    value, source = given[0], source_text(given[1])
    shown = fact_value(value, one.vocabulary.facts.get(name))
    if name == "floor" and isinstance(value, float):
        shown = floor_text(value)
    return Text(f"{title.zh}：{shown.zh}（{source.zh}）", f"{title.en}: {shown.en} ({source.en})")


def _missing(names: list[str], one: One) -> Text:
    titles = [fact_title(name, one.vocabulary) for name in names]
    return Text(
        f"申请人未说明{'、'.join(title.zh for title in titles)}",
        f"the applicant has not said: {', '.join(title.en for title in titles)}",
    )


def _against(name: str, one: One) -> Text:
    """What the layer `buildings` says instead."""
    host = hosts(one.asking)
    zones = host.found.met.zone
    if host.buildings.known.hidden:
        return Text(
            "与建筑图层不一致，须现场核实", "the buildings layer differs; a person must look"
        )
    if name == "floor":
        floors = sorted({f"{f:g}" for f in host.buildings.floors[zones] if f == f})
        most = "、".join(floors)
        return Text(
            f"建筑图层记载该建筑只有 {most} 层，须现场核实",
            f"the buildings layer has {', '.join(floors)} floors only; a person must look",
        )
    said = [str(use) for use in host.buildings.said[zones] if use is not None]
    uses = [use_text(use, one.vocabulary) for use in dict.fromkeys(said)]
    zh, en = "、".join(u.zh for u in uses), ", ".join(u.en for u in uses)
    return Text(
        f"建筑图层记载为{zh}，二者不一致，须现场核实",
        f"the buildings layer says {en}; the two differ, a person must look",
    )


def _floors_allowed(low: float | None, high: float | None) -> Text:
    """Between which floors the premises must lie."""
    if low is not None and high is not None:
        least, most = floor_text(low), floor_text(high)
        if low == high:
            return Text(f"限设在{_spaced(least.zh)}", f"only {least.en} allowed")
        return Text(
            f"限设在{_spaced(least.zh)}至{_spaced(most.zh)}", f"{least.en} to {most.en} allowed"
        )
    if low is not None:
        least = floor_text(low)
        return Text(f"不得低于{_spaced(least.zh)}", f"no lower than {least.en}")
    most = floor_text(high or 0.0)
    return Text(f"不得高于{_spaced(most.zh)}", f"no higher than {most.en}")


def _spaced(floor: str) -> str:
    """Chinese text keeps a space before figures only."""
    return f" {floor}" if floor[0].isdigit() else floor


def _bounds(low: _Bound, high: _Bound, zh: str = "", en: str = "") -> Text:
    """What a number must lie between."""
    least, most = _plain(low), _plain(high)
    if least is not None and most is not None:
        if least == most:
            return Text(f"规定为 {number(least)}{zh}", f"must be {number(least)}{en}")
        return Text(
            f"规定为 {number(least)} 至 {number(most)}{zh}",
            f"must be {number(least)} to {number(most)}{en}",
        )
    if least is not None:
        return Text(f"规定不少于 {number(least)}{zh}", f"at least {number(least)}{en} asked for")
    if most is not None:
        return Text(f"规定不超过 {number(most)}{zh}", f"at most {number(most)}{en} allowed")
    return Text("", "")


def _plain(bound: _Bound) -> float | None:
    return None if bound is None or isinstance(bound, of.Left) else float(bound)


def _first(low: _Bound, high: _Bound) -> float | None:
    return _plain(low) if low is not None else _plain(high)


def _margin(value: float | None, held: float | None, *, smaller: bool) -> float | None:
    if value is None or held is None:
        return None
    return held - value if smaller else value - held
