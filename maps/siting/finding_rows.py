"""The table of findings: one row a rule, grouped from the worst outcome to the best."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.rulepacks.labels import CONFIDENCE_TEXT, LEVEL_TEXT
from data.rulepacks.rule import Article
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.checks.judged import Reason
from geo.scene.knowledge import Known
from geo.survey.finding import Finding
from geo.survey.outcome import CONFIRMED, Outcome
from geo.survey.reasons import pick_title
from maps.siting.figures import measured_text, threshold_text, way_text
from maps.siting.marks import GROUPED
from maps.siting.words import NOT_DECLARED

_LATER = Text("晚于勘验日期", "later than the day asked about")
_WITHHELD = Text("对提问者不公开，仅给出结论", "withheld from the asker; the outcome only")
_ANSWERS = {
    "met": Text("满足", "met"),
    "not_met": Text("不满足", "not met"),
    "on_site": Text("待核实", "on site"),
    "unknown": Text("不明", "unknown"),
}


@dataclass(frozen=True)
class LayerRow:
    """A layer that a rule looks at.

    Attributes:
        title: What it is called.
        source: Who made it.
        as_of: The day it describes.
        error: How far a position in it may be off.
        trouble: Whether it is known nowhere.
        note: What else; None for nothing.
    """

    title: Text
    source: Text
    as_of: Text
    error: Text
    trouble: bool
    note: Text | None


@dataclass(frozen=True)
class SetRow:
    """Who set a number or method that the rule leaves open."""

    title: Text
    level: Text
    article: Article
    allowed_by: str | None
    made_up: bool


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
        parts: What each of its checks answered, and why, where it has several.
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
    parts: tuple[tuple[Text, Text], ...]
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
        measured=None if measured is None else measured_text(measured),
        threshold=threshold_text(finding),
        way=None if measured is None else way_text(measured),
        layers=layer_rows(finding.knowns, vocabulary),
        set_by=_set_by(finding),
        confirmed=finding.rule.confidence in CONFIRMED,
        confidence=CONFIDENCE_TEXT[finding.rule.confidence],
        parts=tuple((_ANSWERS[part.answer], part.reason) for part in finding.parts),
        drawn=drawn,
        note=_WITHHELD if finding.withheld else None,
    )


def layer_rows(knowns: Iterable[Known], vocabulary: Vocabulary) -> tuple[LayerRow, ...]:
    """The kinds that rules look at; a kind that does not tell apart only where it is known."""
    return tuple(
        layer_row(known, vocabulary)
        for known in knowns
        if known.trouble is Reason.NONE or known.pick not in vocabulary.broader
    )


def layer_row(known: Known, vocabulary: Vocabulary) -> LayerRow:
    """One kind that a rule looks at, with its source and date."""
    declared = known.declaration
    source = declared.source if declared is not None else ""
    as_of = declared.as_of if declared is not None else None
    error = f"±{known.error_m:g}"
    assumed = declared is None or declared.position_error_m is None
    return LayerRow(
        title=pick_title(known.pick, vocabulary),
        source=Text(source, source) if source else NOT_DECLARED,
        as_of=Text(as_of.isoformat(), as_of.isoformat()) if as_of else NOT_DECLARED,
        error=Text(
            f"{error} 米{'（未声明，按此计）' if assumed else ''}",
            f"{error} m{' (not declared, assumed)' if assumed else ''}",
        ),
        trouble=known.trouble is not Reason.NONE,
        note=_LATER if known.later else None,
    )


def _set_by(finding: Finding) -> tuple[SetRow, ...]:
    rule = finding.rule.rule
    named = {
        **{name: number.title.text for name, number in rule.numbers.items()},
        **{name: method.title.text for name, method in rule.methods.items()},
    }
    return tuple(
        SetRow(
            title=named.get(name, Text(name, name)),
            level=LEVEL_TEXT[by.level],
            article=by.article,
            allowed_by=by.allowed_by,
            made_up=by.made_up,
        )
        for name, by in sorted(finding.rule.set_by.items())
    )
