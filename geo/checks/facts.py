"""Conditions on the applicant's facts, and what believing them takes."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import Fact, Left
from data.rulepacks.vocabulary import FactTerm, Proof
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.contradicted import unless_contradicted
from geo.checks.judged import Judged, everywhere, plain
from geo.reason import Reason
from geo.scene.sites import FactColumn, Source


def fact(check: Fact, asking: Asking) -> Judged:
    """A fact equals a value, or lies from `at_least` to `at_most`; bounds are included.

    On site where a layer that knows the same says otherwise. `value` is the number.
    """
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
    found = believed(column, right, asking.scene.vocabulary.facts.get(check.fact))
    if not isinstance(check.equals, str):
        found = with_value(found, column)
    return unless_contradicted(check.fact, found, asking)


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


def doubted(column: FactColumn, term: FactTerm | None) -> NDArray[np.bool_]:
    """(N,) where a fact wants a document and is only declared."""
    wants = term is not None and term.proof is Proof.DOCUMENT
    return np.asarray((column.source == Source.DECLARED) & wants, dtype=bool)


def believed(column: FactColumn, right: NDArray[np.bool_], term: FactTerm | None = None) -> Judged:
    """Met where a fact is right and believed; a fact that wants a document and has none, on site.

    Args:
        column: The fact.
        right: (N,) whether it is as wanted, wherever it is known.
        term: What believing it takes.
    """
    weak = doubted(column, term)
    answer = np.where(right, np.where(weak, ON_SITE, MET), NOT_MET)
    reason = np.where(right, np.where(weak, Reason.ONLY_DECLARED, Reason.NONE), Reason.MEASURED)
    answer = np.where(column.known, answer, UNKNOWN).astype(np.uint8)
    reason = np.where(column.known, reason, Reason.FACT_MISSING).astype(np.uint8)
    return replace(plain(answer, reason), unproven=weak & column.known)


def with_value(found: Judged, column: FactColumn) -> Judged:
    """What was found, with the number that was held against the bounds."""
    known = column.known
    number = np.full(len(known), np.nan)
    number[known] = np.asarray(column.value[known], dtype=float)
    return replace(found, value=number, error=np.where(known, 0.0, np.nan))
