"""The table of findings: one row a rule, grouped from the worst outcome to the best."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.rulepacks.book import SetBy
from data.rulepacks.labels import CONFIDENCE_TEXT, LEVEL_TEXT
from data.rulepacks.rule import Article
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.survey.finding import Finding, Part
from geo.survey.outcome import CONFIRMED, Outcome
from maps.siting.figures import measured_text, threshold_text, way_text
from maps.siting.joined import listed
from maps.siting.layer_rows import LayerRow, layer_rows
from maps.siting.marks import GROUPED

_WITHHELD = Text("对提问者不公开，仅给出结论", "withheld from the asker; the outcome only")
_ANSWERS = {
    "met": Text("满足", "met"),
    "not_met": Text("不满足", "not met"),
    "on_site": Text("待核实", "on site"),
    "unknown": Text("不明", "unknown"),
}
# One way of several that the rule leaves: that it is barred does not bar the site.
_ANOTHER = Text("此项不成立，看其他项", "not by this one; another may do")
# What a condition says of the rule: one that holds leaves the rule to be met.
_APPLIES = {
    "met": Text("本条不适用", "the rule does not apply"),
    "not_met": Text("本条适用", "the rule applies"),
    "on_site": Text("本条是否适用待核实", "whether the rule applies must be looked at"),
    "unknown": Text("本条是否适用不明", "whether the rule applies is not known"),
}


@dataclass(frozen=True)
class SetRow:
    """Who set the numbers and methods that the rule leaves open."""

    title: Text
    level: Text
    article: Article
    allowed_by: str | None
    made_up: bool


@dataclass(frozen=True)
class PartRow:
    """One check of a rule that has several.

    Attributes:
        answer: What it answers, or whether the rule applies by it.
        reason: What was found.
        decides: Whether the rule rests on it.
        told: Whether the rule's own reason says the same already.
    """

    answer: Text
    reason: Text
    decides: bool
    told: bool


@dataclass(frozen=True)
class FindingRow:
    """One row.

    Attributes:
        index: Its place among the findings, by which the map finds it.
        finding: What was found.
        answer: What the check itself answered.
        measured: What was measured, with its error; None where nothing was.
        threshold: What it was held against; None where there is no number.
        way: How and between what; None where nothing was measured.
        layers: The layers it looks at.
        set_by: Who set its local numbers.
        confirmed: Whether somebody read the rule in print.
        confidence: How sure we are of its text.
        parts: Its checks, where it has several; those that decide first.
        drawn: Whether the map shows something of it.
        note: What is kept back; None for nothing.
    """

    index: int
    finding: Finding
    answer: Text
    measured: Text | None
    threshold: Text | None
    way: Text | None
    layers: tuple[LayerRow, ...]
    set_by: tuple[SetRow, ...]
    confirmed: bool
    confidence: Text
    parts: tuple[PartRow, ...]
    drawn: bool
    note: Text | None


@dataclass(frozen=True)
class FindingGroup:
    """The rows of one outcome."""

    outcome: Outcome
    rows: tuple[FindingRow, ...]


def finding_groups(
    findings: Iterable[Finding], vocabulary: Vocabulary, drawn: Iterable[int]
) -> tuple[FindingGroup, ...]:
    """Findings by outcome, the worst first and remarks last; groups without any are left out.

    Args:
        findings: The findings; their places among them are the rows' indices.
        vocabulary: What things are called.
        drawn: Indices of those of which the map shows something.
    """
    shown = frozenset(drawn)
    rows = [_row(at, each, vocabulary, at in shown) for at, each in enumerate(findings)]
    groups = (
        FindingGroup(outcome, tuple(row for row in rows if row.finding.outcome is outcome))
        for outcome in GROUPED
    )
    return tuple(group for group in groups if group.rows)


def _row(index: int, finding: Finding, vocabulary: Vocabulary, drawn: bool) -> FindingRow:
    measured = finding.measured
    return FindingRow(
        index=index,
        finding=finding,
        answer=_ANSWERS[finding.answer],
        measured=None if measured is None else measured_text(measured, vocabulary),
        threshold=threshold_text(finding),
        way=None if measured is None else way_text(measured),
        layers=layer_rows(finding.knowns, vocabulary),
        set_by=_set_by(finding),
        confirmed=finding.rule.confidence in CONFIRMED,
        confidence=CONFIDENCE_TEXT[finding.rule.confidence],
        parts=tuple(_part(part, finding) for part in finding.parts),
        drawn=drawn,
        note=_WITHHELD if finding.withheld else None,
    )


def _part(part: Part, finding: Finding) -> PartRow:
    answer = (_APPLIES if part.condition else _ANSWERS)[part.answer]
    if not part.condition and part.answer == "not_met" and finding.answer != "not_met":
        answer = _ANOTHER
    return PartRow(answer, part.reason, part.decides, part.reason.zh in finding.reason.zh)


def _set_by(finding: Finding) -> tuple[SetRow, ...]:
    rule = finding.rule.rule
    named = {
        **{name: number.title.text for name, number in rule.numbers.items()},
        **{name: method.title.text for name, method in rule.methods.items()},
    }
    alike: dict[tuple[str, str, str | None], list[str]] = {}
    for name, by in sorted(finding.rule.set_by.items()):
        key = (by.pack, by.article.article, by.allowed_by)
        alike.setdefault(key, []).append(name)
    return tuple(
        _set_row(finding.rule.set_by[names[0]], [named.get(n, Text(n, n)) for n in names])
        for names in alike.values()
    )


def _set_row(by: SetBy, titles: list[Text]) -> SetRow:
    return SetRow(
        title=listed(titles),
        level=LEVEL_TEXT[by.level],
        article=by.article,
        allowed_by=by.allowed_by,
        made_up=by.made_up,
    )
