"""原址新办: what stands at the address, how it was looked for, and the steps to a new permit."""

from dataclasses import dataclass

from data.rulepacks.vocabulary import Pick, Vocabulary
from data.text import Text
from geo.survey.reasons import pick_title
from geo.survey.reopening import Step
from geo.survey.same_address import PermitHere, SameAddress
from maps.siting.joined import listed
from maps.siting.words import BLOCKED_TEXT, EFFECT_TEXT, HOW_TEXT, NOT_RECORDED

_WITHHELD = Text("对提问者不公开", "withheld")
_MAYBE_HERE = Text("是否同一处所待核实", "whether the same premises is to be found out")
_MAYBE_STANDS = Text("是否仍有效待核实", "whether it still stands is to be found out")
_STATUS = {
    "active": Text("有效", "active"),
    "valid": Text("有效", "valid"),
    "suspended": Text("暂停", "suspended"),
    "cancelled": Text("已注销", "cancelled"),
    "expired": Text("已过期", "expired"),
}


@dataclass(frozen=True)
class PermitLine:
    """A permit at the address, or perhaps there."""

    id: str
    type: Text
    holder: Text
    address: Text
    status: Text
    expires: Text
    how: Text
    effect: Text
    doubts: tuple[Text, ...]


@dataclass(frozen=True)
class AddressPanel:
    """What the page says of the address.

    Attributes:
        blocked: Whether a new permit can be had there.
        permits: What stands there.
        looked: How it was looked for.
        not_looked: Ways of looking that could not be gone, and why.
        missing: Why it is not known that nothing else stands there.
        steps: Steps by stage; those of one stage run in parallel.
    """

    blocked: Text
    permits: tuple[PermitLine, ...]
    looked: Text
    not_looked: tuple[tuple[Text, Text], ...]
    missing: tuple[Text, ...]
    steps: tuple[tuple[int, tuple[Step, ...]], ...]


def address_panel(found: SameAddress, vocabulary: Vocabulary) -> AddressPanel:
    """What stands at the address, in words."""
    stages = sorted({step.stage for step in found.steps})
    return AddressPanel(
        blocked=BLOCKED_TEXT[found.blocked],
        permits=tuple(_permit(p, found.withheld, vocabulary) for p in found.permits),
        looked=listed(HOW_TEXT[m.how] for m in found.matches if m.possible),
        not_looked=tuple((HOW_TEXT[m.how], m.reason) for m in found.matches if m.reason),
        missing=found.missing,
        steps=tuple((at, tuple(s for s in found.steps if s.stage == at)) for at in stages),
    )


def _permit(permit: PermitHere, withheld: tuple[str, ...], vocabulary: Vocabulary) -> PermitLine:
    def said(column: str, value: str | None) -> Text:
        if column in withheld:
            return _WITHHELD
        return Text(value, value) if value else NOT_RECORDED

    doubts = [] if permit.surely_here else [_MAYBE_HERE]
    doubts += [] if permit.surely_stands else [_MAYBE_STANDS]
    return PermitLine(
        id=permit.id or "",
        type=pick_title(Pick("permits", permit.type), vocabulary),
        holder=said("holder", permit.holder),
        address=said("address", permit.address),
        status=_STATUS.get(permit.status or "", said("status", permit.status)),
        expires=said("expires", permit.expires),
        how=listed(HOW_TEXT[how] for how in permit.how),
        effect=EFFECT_TEXT[permit.effect],
        doubts=tuple(doubts),
    )
