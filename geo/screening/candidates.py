"""The buildings or parcels of a land that qualify, the best first."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.comparison.compare import compare
from geo.scene.sites import FactColumn, Shape, outline_sites
from geo.survey.examine import Examined, examine
from geo.survey.outcome import Outcome, Outcomes, verdict
from geo.survey.prepared import Prepared, ask

# So many outlines are judged at a time, to bound memory.
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Candidates:
    """C outlines that qualify, the best first.

    Attributes:
        row: (C,) which of the outlines each is.
        verdict: (C,) codes of `Outcome`: pass, conditional or on site.
        findings: (C, R) codes of `Outcome` by rule.
    """

    row: NDArray[np.int64]
    verdict: Outcomes
    findings: Outcomes


def candidates(
    prepared: Prepared,
    outlines: NDArray[np.object_],
    what: Shape,
    error_m: float,
    facts: Mapping[str, FactColumn],
) -> Candidates:
    """Survey every outline as a whole and keep those that do not fail and are not unknown.

    They stand in the order of a comparison: by verdict, then by how many findings are as bad; of
    equal ones the earlier outline first.

    Args:
        prepared: The question.
        outlines: (N,) buildings or parcels.
        what: `Shape.BUILDING` or `Shape.PARCEL`.
        error_m: Their position error.
        facts: The applicant's facts, (1,) columns that hold for every outline.
    """
    turns = np.array_split(np.arange(len(outlines)), max(1, -(-len(outlines) // _AT_ONCE)))
    kept = [_qualifying(prepared, outlines, turn, what, error_m, facts) for turn in turns]
    row = np.concatenate([rows for rows, _ in kept])
    outcome = np.concatenate([found for _, found in kept], axis=1)
    worst = verdict(outcome)
    order = compare(Examined(prepared.rules, (), outcome, worst)).order
    return Candidates(row[order], worst[order], outcome[:, order].T)


def _qualifying(
    prepared: Prepared,
    outlines: NDArray[np.object_],
    turn: NDArray[np.int64],
    what: Shape,
    error_m: float,
    facts: Mapping[str, FactColumn],
) -> tuple[NDArray[np.int64], Outcomes]:
    """Rows of a turn that qualify, and (R, rows) their outcomes."""
    sites = outline_sites(outlines[turn], what, error_m, facts)
    found = examine(prepared.rules, ask(prepared, sites))
    good = np.flatnonzero(found.verdict <= Outcome.ON_SITE)
    return turn[good], found.outcome[:, good]
