"""Why a finding comes to what it does, as sentences."""

from collections.abc import Sequence

from data.rulepacks.vocabulary import Pick, Vocabulary
from data.text import Text
from geo.reason import Reason
from geo.scene.knowledge import Known

_PLAIN = {
    Reason.NONE: Text("符合要求", "the requirement is met"),
    Reason.MEASURED: Text("实测不满足要求", "what was measured does not meet the requirement"),
    Reason.WITHIN_ERROR: Text(
        "数值与限值之差在测量误差以内", "the value lies within its error of the threshold"
    ),
    Reason.MAY_COUNT: Text(
        "附近对象是否属于规定的类别或是否已建成尚待核实",
        "whether something near by is of the kind the rule means, or built yet, is to be found out",
    ),
    Reason.ONLY_DECLARED: Text(
        "仅有申请人自述，须核验证明材料", "only the applicant says so; proof must be seen"
    ),
    Reason.CONTRADICTED: Text(
        "申请人自述与图层不一致", "what the applicant says and what a layer says differ"
    ),
    Reason.PERSON_MUST_LOOK: Text("须现场查看", "a person must look"),
    Reason.DOCUMENT_MISSING: Text("尚未提供所需文件", "the document has not been presented"),
    Reason.NOTHING_THERE: Text(
        "图层在场址处没有对应的建筑或用地", "the layer has no building or land use at the site"
    ),
    Reason.ATTRIBUTE_MISSING: Text("图层中该项属性为空", "the layer leaves the attribute empty"),
    Reason.STREETS_INCOMPLETE: Text(
        "步行路网在此处不完整", "the walk network is not complete around here"
    ),
    Reason.NOT_JOINED: Text(
        "场址或对方出入口无法接入步行路网",
        "the site, or a gate of what lies near, cannot be joined to the streets",
    ),
    Reason.AMBIGUOUS_CODE: Text(
        "用地代码对应多种用途，须由自然资源部门认定",
        "the land-use code stands for several uses; the natural-resources office decides",
    ),
    Reason.NEEDS_PARCEL: Text(
        "该要求针对地块范围，而场址仅为一点", "the question is about a shape, the site is a point"
    ),
}
_LAYER = {
    Reason.LAYER_MISSING: Text("缺少图层", "the layer is missing"),
    Reason.NOT_DECLARED: Text(
        "未声明该类数据，视为缺失", "nothing is declared about the kind, so it counts as absent"
    ),
    Reason.STALE: Text("数据已过期", "the data is out of date"),
    Reason.FRESHNESS_UNDECLARED: Text(
        "数据未声明有效期", "until when the data may be used is not declared"
    ),
    Reason.ROWS_LOST: Text("导入时丢失了记录", "rows were lost on import"),
    Reason.NOT_COMPLETE_HERE: Text(
        "数据在需要查看的范围内不完整", "the data is not complete as far round as the rule looks"
    ),
}


def reason_text(
    reason: Reason,
    vocabulary: Vocabulary,
    *,
    troubles: Sequence[tuple[Known, Reason]] = (),
    facts: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> Text:
    """The sentence for a reason, with what it is about.

    Args:
        reason: Why.
        vocabulary: What things are called.
        troubles: The kinds that are not known well enough, and why.
        facts: The facts that are missing or doubted.
        numbers: The local numbers that nobody has set.
    """
    if reason in _LAYER and not troubles:
        return _LAYER[reason]
    if reason in _LAYER:
        return _joined([_trouble(known, why, vocabulary) for known, why in troubles])
    if reason is Reason.NUMBER_MISSING:
        names = "、".join(numbers)
        return Text(
            f"当地尚未规定数值或测量方法（{names}）",
            f"no locality has set a number or method ({', '.join(numbers)})",
        )
    if reason is Reason.FACT_MISSING:
        titles = [vocabulary.facts[name].title for name in facts if name in vocabulary.facts]
        return Text(
            f"缺少事实：{'、'.join(title.zh for title in titles)}",
            f"a fact is missing: {', '.join(title.en for title in titles)}",
        )
    return _PLAIN[reason]


def _trouble(known: Known, why: Reason, vocabulary: Vocabulary) -> Text:
    title = pick_title(known.pick, vocabulary)
    where = f"{known.pick.layer}/{known.pick.value}"
    said = _LAYER[why]
    return Text(f"{title.zh}（{where}）：{said.zh}", f"{title.en} ({where}): {said.en}")


def pick_title(pick: Pick, vocabulary: Vocabulary) -> Text:
    """What a pick is called: the narrowest term that means it, else its kind."""
    terms = [term for term in vocabulary.features.values() if pick in term.picks]
    if not terms:
        return Text(pick.value, pick.value)
    return min(terms, key=lambda term: (len(term.picks), term.name)).title


def _joined(parts: Sequence[Text]) -> Text:
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
