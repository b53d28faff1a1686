"""现场核查清单: what a person takes along to the site, and which facts would change the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from data.rulepacks.vocabulary import Vocabulary
from data.sites.facts import FactSource
from data.text import Text
from geo.scene.sites import Source
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from geo.survey.what_would_change import Change
from maps.siting.figures import fact_text, fact_title
from maps.siting.joined import clauses, listed
from maps.siting.view import AskedView, SurveyView
from maps.siting.words import FACT_SOURCE_TEXT, SOURCE_TEXT

CHECK_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "on_site": Text("现场核实", "to be seen on site"),
        "declared": Text("申请人自述，须核对", "declared, to be verified"),
        "missing": Text("待补充", "to be supplied"),
    }
)


@dataclass(frozen=True)
class FactRow:
    """A fact given, and on what it rests."""

    title: Text
    value: Text
    source: Text
    declared: bool


@dataclass(frozen=True)
class CheckRow:
    """One thing to look at.

    Attributes:
        kind: `on_site`, `declared` or `missing`.
        what: What to look at.
        why: Why.
        rule: The rule it is for; None for none in particular.
    """

    kind: str
    what: Text
    why: Text
    rule: str | None


@dataclass(frozen=True)
class ChangeRow:
    """Other values of one fact that give one other verdict."""

    title: Text
    values: Text
    source: Text
    verdict: Outcome


def fact_rows(asked: AskedView) -> tuple[FactRow, ...]:
    """The facts given, by name."""
    terms = asked.vocabulary.facts
    return tuple(
        FactRow(
            title=fact_title(name, terms.get(name)),
            value=fact_text(fact.value, terms.get(name)),
            source=FACT_SOURCE_TEXT[fact.source],
            declared=fact.source is FactSource.DECLARED,
        )
        for name, fact in sorted(asked.facts.items())
    )


def checklist(view: SurveyView) -> tuple[CheckRow, ...]:
    """What must be found out: on site, of what the applicant says, and what is missing."""
    found = [
        CheckRow("on_site", f.rule.rule.requirement.text, _settled_by(f), f.rule.rule.id)
        for f in view.findings
        if f.outcome is Outcome.ON_SITE
    ]
    declared = [
        CheckRow(
            "declared",
            Text(f"{row.title.zh}：{row.value.zh}", f"{row.title.en}: {row.value.en}"),
            row.source,
            None,
        )
        for row in fact_rows(view.asked)
        if row.declared
    ]
    missing = [
        CheckRow("missing", f.rule.rule.requirement.text, _settled_by(f), f.rule.rule.id)
        for f in view.findings
        if f.outcome is Outcome.UNKNOWN
    ]
    return (*found, *declared, *missing)


def _settled_by(finding: Finding) -> Text:
    """What would settle a finding; why it is not settled, where nobody can say what would."""
    return clauses(need.text for need in finding.needs) if finding.needs else finding.reason


def change_rows(changes: Sequence[Change], vocabulary: Vocabulary) -> tuple[ChangeRow, ...]:
    """Facts that would change the verdict; values of one fact that give the same, together."""

    def key(change: Change) -> tuple[int, str, int]:
        return (int(change.verdict), change.fact, int(change.source))

    rows = []
    for (verdict, name, source), same in groupby(sorted(changes, key=key), key=key):
        term = vocabulary.facts.get(name)
        rows.append(
            ChangeRow(
                title=fact_title(name, term),
                values=_values([change.value for change in same], name, vocabulary),
                source=SOURCE_TEXT.get(Source(source), Text("", "")),
                verdict=Outcome(verdict),
            )
        )
    return tuple(rows)


def _values(values: Sequence[float | str], name: str, vocabulary: Vocabulary) -> Text:
    """Values of one fact; runs of whole numbers as a range."""
    term = vocabulary.facts.get(name)
    numbers = sorted(v for v in values if not isinstance(v, str))
    if len(numbers) < 3 or name != "floor":
        every: list[float | str] = [*numbers, *_words(values)]
        return listed(fact_text(value, term) for value in every)
    return listed(
        fact_text(low, term)
        if low == high
        else Text(
            f"{fact_text(low, term).zh} 至 {fact_text(high, term).zh}",
            f"{fact_text(low, term).en} to {fact_text(high, term).en}",
        )
        for low, high in _runs(numbers)
    )


def _words(values: Sequence[float | str]) -> list[str]:
    return sorted(value for value in values if isinstance(value, str))


def _runs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    """First and last of each run of consecutive floors; there is no floor 0."""
    runs: list[tuple[float, float]] = []
    for number in numbers:
        if runs and number in (runs[-1][1] + 1, runs[-1][1] + 2 if runs[-1][1] == -1 else None):
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
