"""面积: the premises' area lies within a bound, in all or for each person, seat or bed."""

from dataclasses import replace

import numpy as np

from data.rulepacks.checks import FloorArea, Left
from geo.checks.answers import MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.facts import believed, doubted, with_value, within
from geo.checks.judged import Judged, everywhere
from geo.reason import Reason
from geo.scene.sites import FactColumn, Source


def floor_area(check: FloorArea, asking: Asking) -> Judged:
    """Area, or area over the number of `per`, from `at_least_m2` or up to `at_most_m2`.

    Bounds are included. Unknown where one of the two facts is not known, or nobody is to share the
    area. Believed as the less believed of the two. `value` is the area, or the share of each.
    """
    facts, terms = asking.here.sites.facts, asking.scene.vocabulary.facts
    area = facts.get(check.fact)
    if isinstance(check.at_least_m2, Left) or isinstance(check.at_most_m2, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    if area is None or (check.per is not None and check.per not in facts):
        return everywhere(UNKNOWN, Reason.FACT_MISSING, asking.count)
    doubt = doubted(area, terms.get(check.fact))
    if check.per is not None:
        doubt |= doubted(facts[check.per], terms.get(check.per))
        area = _each(area, facts[check.per])
    right = within(area.value, check.at_least_m2, check.at_most_m2)
    found = with_value(believed(area, right), area)
    weak = doubt & (found.answer == MET)
    return replace(
        found,
        answer=np.where(weak, ON_SITE, found.answer).astype(np.uint8),
        reason=np.where(weak, Reason.ONLY_DECLARED, found.reason).astype(np.uint8),
        unproven=doubt & area.known,
    )


def _each(area: FactColumn, per: FactColumn) -> FactColumn:
    """What each of the number has of the area."""
    number = np.asarray(per.value, dtype=float)
    known = area.known & per.known & (number > 0)
    share = np.full(len(number), np.nan)
    np.divide(np.asarray(area.value, dtype=float), number, out=share, where=known)
    return FactColumn(share, np.where(known, area.source, Source.NONE).astype(np.uint8))
