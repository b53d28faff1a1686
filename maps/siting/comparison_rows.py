"""Sites by rules: one row a rule, differences first; and who is no worse than whom."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.book import StandingRule
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from maps.siting.figures import measured_text
from maps.siting.joined import listed
from maps.siting.place_rows import PlaceRow, place_row
from maps.siting.view import ComparisonView


@dataclass(frozen=True)
class SiteColumn:
    """One site of the table.

    Attributes:
        number: What it is called on the map: 1, 2, ...
        index: Its place in the view.
        label: What it was given as.
        verdict: The worst of its findings.
        rank: Its place from the best, from 1; sites that compare the same share none.
        nearest: Where it fails, the nearest places that would pass.
    """

    number: int
    index: int
    label: str
    verdict: Outcome
    rank: int
    nearest: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class Cell:
    """What one rule comes to at one site."""

    outcome: Outcome
    measured: Text | None
    reason: Text | None


@dataclass(frozen=True)
class RuleRow:
    """One rule at every site, in the order of the columns."""

    rule: StandingRule
    cells: tuple[Cell, ...]


def site_columns(view: ComparisonView) -> tuple[SiteColumn, ...]:
    """The sites, the best first; their numbers are their places as given."""
    return tuple(
        SiteColumn(
            number=int(at) + 1,
            index=int(at),
            label=view.sites[at].site.label,
            verdict=Outcome(int(view.comparison.verdict[at])),
            rank=rank,
            nearest=tuple(place_row(place) for place in view.sites[at].nearest),
        )
        for rank, at in enumerate(view.comparison.order, start=1)
    )


def rule_rows(view: ComparisonView) -> tuple[tuple[RuleRow, ...], tuple[RuleRow, ...]]:
    """Rules on which the sites differ, and those on which they do not."""
    found = [{f.rule.rule.id: f for f in site.findings} for site in view.sites]
    rows = [
        RuleRow(
            rule,
            tuple(
                _cell(
                    Outcome(int(view.comparison.outcome[at, site])),
                    found[site].get(rule.rule.id),
                    view.asked.vocabulary,
                )
                for site in view.comparison.order
            ),
        )
        for at, rule in enumerate(view.comparison.rules)
    ]
    differs = view.comparison.differs
    return (
        tuple(row for row, other in zip(rows, differs, strict=True) if other),
        tuple(row for row, other in zip(rows, differs, strict=True) if not other),
    )


def dominance(view: ComparisonView) -> tuple[Text, ...]:
    """Who is no worse than whom on every rule, and better on one; whom nobody dominates."""
    over = view.comparison.dominates
    said = [
        _over(best, np.flatnonzero(over[best]))
        for best in view.comparison.order
        if over[best].any()
    ]
    if said:
        return tuple(said)
    if (view.comparison.outcome == view.comparison.outcome[:, :1]).all():
        return (Text("各场址在每条规则上结论相同。", "The sites come to the same on every rule."),)
    return (
        Text(
            "没有哪处场址在每条规则上都不差于另一处，须权衡取舍。",
            "No site is at least as good as another on every rule; it is a matter of weighing.",
        ),
    )


def _over(best: int, others: NDArray[np.int64]) -> Text:
    worse = listed(Text(f"场址 {at + 1}", f"site {at + 1}") for at in others.tolist())
    return Text(
        f"场址 {best + 1} 在每条规则上都不差于{worse.zh}，且至少一条更好。",
        f"Site {best + 1} is no worse than {worse.en} on every rule, and better on at least one.",
    )


def _cell(outcome: Outcome, finding: Finding | None, vocabulary: Vocabulary) -> Cell:
    if finding is None:
        return Cell(outcome, None, None)
    measured = None if finding.measured is None else measured_text(finding.measured, vocabulary)
    told = outcome in (Outcome.PASS, Outcome.REMARK)
    return Cell(outcome, measured, None if told else finding.reason)
