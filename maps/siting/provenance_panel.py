"""What a siting page is made from: data dates, rule versions, hashes; and what it warns of."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.declarations import Visibility
from data.layers import LAYER_BY_NAME
from data.rulepacks.book import StandingRule
from data.rulepacks.labels import LEVEL_TEXT, UNDERTAKING_TEXT
from data.text import Text
from data.version import __version__
from data.visibility import hashes_told
from geo.scene.knowledge import Known
from maps.siting.layer_rows import LayerRow, layer_rows
from maps.siting.view import AskedView
from maps.siting.words import MADE_UP, RESTRICTED_INSIDE

# So many digits of a hash tell versions apart to the eye; files carry all of them.
_DIGITS = 12


@dataclass(frozen=True)
class RuleLine:
    """A rule that took part, with its version."""

    rule: StandingRule
    level: Text


@dataclass(frozen=True)
class ProvenancePanel:
    """What the answer is made from.

    Attributes:
        on: The day whose rules and facilities hold.
        jurisdiction: Division code of the place; empty for none.
        layers: The layers that the rules looked at, with their dates.
        rules: The rules that took part.
        packs: The packs that say anything of these rules, and the first digits of their hashes.
        hashes: The layers looked at, and the first digits of their hashes.
        version: The product's version.
    """

    on: str
    jurisdiction: str
    layers: tuple[LayerRow, ...]
    rules: tuple[RuleLine, ...]
    packs: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[Text, str], ...]
    version: str


def provenance_panel(
    asked: AskedView, rules: Iterable[StandingRule], knowns: Iterable[Known]
) -> ProvenancePanel:
    """What an answer is made from.

    Args:
        asked: What was asked.
        rules: The rules that took part.
        knowns: The layers and kinds they looked at.
    """
    seen = {(known.pick.layer, known.pick.value): known for known in knowns}
    took_part = tuple(rules)
    packs = {rule.pack for rule in took_part}
    packs |= {by.pack for rule in took_part for by in rule.set_by.values()}
    looked_at = {layer for layer, _ in seen}
    told = hashes_told(asked.district, asked.level, small_counts=False)
    hashes = {name: sha for name, sha in told.items() if name in looked_at and sha is not None}
    return ProvenancePanel(
        on=asked.book.on.isoformat(),
        jurisdiction=asked.book.jurisdiction or "",
        layers=layer_rows((seen[key] for key in sorted(seen)), asked.vocabulary),
        rules=tuple(RuleLine(rule, LEVEL_TEXT[rule.level]) for rule in took_part),
        packs=tuple(
            (name, sha[:_DIGITS]) for name, sha in sorted(asked.book.packs.items()) if name in packs
        ),
        hashes=tuple(
            (
                LAYER_BY_NAME[name].title if name in LAYER_BY_NAME else Text(name, name),
                sha[:_DIGITS],
            )
            for name, sha in sorted(hashes.items())
        ),
        version=__version__,
    )


def question_text(asked: AskedView) -> Text:
    """What was asked, in one line."""
    what, how = asked.business.title, UNDERTAKING_TEXT[asked.undertaking]
    on = asked.book.on.isoformat()
    return Text(
        f"{what.zh} · {how.zh} · 按 {on} 有效的规则和设施",
        f"{what.en} · {how.en} · rules and facilities as of {on}",
    )


def warnings(asked: AskedView) -> tuple[Text, ...]:
    """What must stand on top of the page: invented numbers, restricted layers."""
    found = [MADE_UP] if any(rule.made_up for rule in asked.book.rules) else []
    found += [RESTRICTED_INSIDE] if asked.level is Visibility.RESTRICTED else []
    return tuple(found)


def data_dates(knowns: Iterable[Known]) -> Text:
    """From when to when the data is that the answer rests on."""
    days = sorted(
        known.declaration.as_of
        for known in knowns
        if not known.hidden
        and known.declaration is not None
        and known.declaration.as_of is not None
    )
    if not days:
        return Text("数据日期未声明", "data dates not declared")
    first, last = days[0].isoformat(), days[-1].isoformat()
    said = first if first == last else f"{first} – {last}"
    return Text(f"数据日期 {said}", f"data of {said}")
