"""原址新办: which steps lead from a permit that stands at an address to a new one, soonest.

The gap, in which nobody may do business there, lies between the end of the old permit and the new
one. It is shortest where all that needs no old permit to be gone is done before or beside its
cancelling, so that only the decision itself waits for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        key: Its name: `look`, `prepare`, `change`, `cancel`, `cancel_ex_officio`, `apply`,
            `issue`, `others`.
        who: Who takes it.
        what: What it is.
        when: In which case; None always. Of `change`, `cancel` and `cancel_ex_officio` one
            applies to each permit.
        after: Keys of the steps that must be done before; all others may run beside it.
        stage: The turn in which it is taken, from 1; those of one stage run in parallel. Nothing is
            cancelled before the papers of the new permit are ready, or the gap would begin early.
        permits: Ids of the permits it is about.
    """

    key: str
    who: Text
    what: Text
    when: Text | None
    after: tuple[str, ...]
    stage: int
    permits: tuple[str, ...]


_APPLICANT = Text("申请人", "the applicant")
_HOLDER = Text("原持证人", "the holder of the old permit")
_ISSUER = Text("原发证机关", "the office that issued it")
_LOOK = Text(
    "核实在册许可是否就在这处房屋（同一门牌、同一单元）、是否仍然有效",
    "find out whether the permit on record stands at these very premises, and still holds",
)
_PREPARE = Text(
    "备齐新办材料（场所使用证明、平面图等）并先行预审，同步办理不以旧证注销为前提的事项",
    "have the papers of the new permit ready and looked at beforehand, and do beside it whatever "
    "does not need the old permit to be gone",
)
_CHANGE = Text(
    "办理许可变更或延续，不必注销后新办，营业不中断",
    "have the permit changed or renewed instead of cancelled; business goes on",
)
_SAME_HOLDER = Text("原持证人就是申请人", "the applicant holds it")
_CANCEL = Text(
    "向原发证机关申请注销旧证", "apply for the old permit to be cancelled at the office it is from"
)
_OTHER_HOLDER = Text("原持证人另有其人且能联系", "somebody else holds it and can be found")
_EX_OFFICIO = Text(
    "依职权办理注销手续（行政许可法第七十条）",
    "cancel it ex officio (Administrative Licensing Law, art. 70)",
)
_GONE = Text(
    "有效期届满未延续，或原持证人已终止、死亡",
    "it ran out and was not renewed, or its holder has ceased to exist",
)
_APPLY = Text(
    "与旧证注销申请同日一并提交新办申请，请求并联受理",
    "hand in the application on the day of the cancelling, and ask for both to be taken together",
)
_ISSUE = Text(
    "旧证注销登记后当即作出决定并发证",
    "decide and issue the new permit as soon as the old one is struck off the record",
)
_OTHERS = Text(
    "同址其他种类的许可不妨碍新办，由原持证人另行注销或变更",
    "permits of other kinds at the address do not stand in the way; their holders have them "
    "cancelled or changed",
)
_DECIDER = Text("审批部门", "the deciding office")
_SURVEYOR = Text("勘验人员", "the survey officer")


_NOT_CHANGED = Text("不是由原持证人变更", "unless its holder has it changed")


def reopening(
    blocking: Sequence[str], perhaps: Sequence[str], others: Sequence[str]
) -> tuple[Step, ...]:
    """The steps to a new permit; none where nothing stands in its way, or may.

    Args:
        blocking: Ids of permits of the same kind that surely stand here.
        perhaps: Ids of those that may: their place or their standing is not sure.
        others: Ids of permits of other kinds.
    """
    if not blocking and not perhaps:
        return ()
    same, maybe = (*blocking, *perhaps), tuple(perhaps)
    looked = ("look",) if perhaps else ()
    ready = (*looked, "prepare")
    steps = [
        Step("look", _SURVEYOR, _LOOK, None, (), 1, maybe),
        Step("prepare", _APPLICANT, _PREPARE, None, (), 1, ()),
        Step("others", _HOLDER, _OTHERS, None, (), 1, tuple(others)),
        Step("change", _APPLICANT, _CHANGE, _SAME_HOLDER, looked, len(looked) + 1, same),
        Step("cancel", _HOLDER, _CANCEL, _OTHER_HOLDER, ready, 2, same),
        Step("cancel_ex_officio", _ISSUER, _EX_OFFICIO, _GONE, ready, 2, same),
        Step("apply", _APPLICANT, _APPLY, _NOT_CHANGED, ready, 2, ()),
        Step(
            "issue", _DECIDER, _ISSUE, _NOT_CHANGED, ("cancel", "cancel_ex_officio", "apply"), 3,
            same,
        ),
    ]  # fmt: skip
    left_out = {"look": not perhaps, "others": not others}
    return tuple(step for step in steps if not left_out.get(step.key, False))
