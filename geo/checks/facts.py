"""Conditions on the applicant's facts, and what believing them takes."""

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import Fact, Left
from data.rulepacks.vocabulary import FactTerm, Proof
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, Reason, everywhere, plain
from geo.scene.sites import FactColumn, Source


def fact(check: Fact, asking: Asking) -> Judged:
    """事实: a fact equals a value, or lies from `at_least` to `at_most`; bounds are included."""
    column = asking.here.sites.facts.get(check.fact)
    if column is None:
        return everywhere(UNKNOWN, Reason.FACT_MISSING, asking.count)
    if isinstance(check.at_least, Left) or isinstance(check.at_most, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    if check.equals is not None:
        wanted = check.equals if isinstance(check.equals, str) else float(check.equals)
        right = np.asarray(column.value == wanted, dtype=bool)
    else:
        right = within(column.value, check.at_least, check.at_most)
    return believed(column, right, asking.scene.vocabulary.facts[check.fact])


def within(
    value: NDArray[np.float64] | NDArray[np.object_], low: float | None, high: float | None
) -> NDArray[np.bool_]:
    """(N,) whether numbers lie within bounds, both included."""
    number = np.asarray(value, dtype=float)
    right = np.ones(len(number), dtype=bool)
    if low is not None:
        right &= number >= low
    if high is not None:
        right &= number <= high
    return right


def believed(column: FactColumn, right: NDArray[np.bool_], term: FactTerm) -> Judged:
    """Met where a fact is right and believed; a fact that wants a document and has none, on site.

    Args:
        column: The fact.
        right: (N,) whether it is as wanted, wherever it is known.
        term: What believing it takes.
    """
    doubted = (column.source == Source.DECLARED) & (term.proof is Proof.DOCUMENT)
    answer = np.where(right, np.where(doubted, ON_SITE, MET), NOT_MET)
    reason = np.where(right & doubted, Reason.ONLY_DECLARED, Reason.MEASURED)
    answer = np.where(column.known, answer, UNKNOWN).astype(np.uint8)
    reason = np.where(column.known, reason, Reason.FACT_MISSING).astype(np.uint8)
    return plain(answer, reason)
