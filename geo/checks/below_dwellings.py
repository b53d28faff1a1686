"""与居住层的间隔: so many floors lie between the premises and the lowest dwellings above."""

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import BelowDwellings, Left
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.asking import Asking
from geo.checks.candidates import blind, together, zone_of
from geo.checks.facts import doubted
from geo.checks.floors import steps_up
from geo.checks.host import hosts, too_high
from geo.checks.hosts import Hosts
from geo.checks.judged import Judged, everywhere
from geo.levels import NO, YES
from geo.reason import Reason
from geo.scene.sites import FactColumn, Source


def below_dwellings(check: BelowDwellings, asking: Asking) -> Judged:
    """Lowest dwelling floor less the floor of the premises is at least `gap_floors`.

    Counted without a floor 0: from -1 to 1 is one floor. Met where the building has no dwellings;
    not met at or above the lowest dwelling floor. Unknown where the floor, or the lowest dwelling
    floor of a building with dwellings, is not known, or the layer is not; on site where the
    buildings within the position error disagree, where none stands, and where the building has
    fewer floors than declared. `value` is the gap, `feature` the building in `buildings`.
    """
    if isinstance(check.gap_floors, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    host = hosts(asking)
    column = asking.here.sites.facts.get("floor", _nowhere(asking.count))
    floor = steps_up(np.where(column.known, np.asarray(column.value, dtype=float), np.nan))
    homes = host.buildings.homes[host.found.met.zone] != NO
    gap = gaps(host, floor)
    each = np.where(gap >= max(check.gap_floors, 1), MET, NOT_MET)
    each = np.where(too_high(host, column), ON_SITE, np.where(np.isnan(gap), UNKNOWN, each))
    each = np.where(homes, each, MET).astype(np.uint8)
    whole = together(host.found, each)
    surely_bad = (each == NOT_MET) & (host.found.met.level == YES)
    lost = blind(host.found, whole.answer, surely_bad)
    bare = host.found.cell & ~host.found.none & (whole.answer == MET)
    answer = np.where(bare, ON_SITE, whole.answer)
    term = asking.scene.vocabulary.facts.get("floor")
    only_said = (answer == MET) & host.found.any_of(homes) & doubted(column, term)
    answer = np.where(only_said, ON_SITE, np.where(lost, UNKNOWN, answer)).astype(np.uint8)
    reason = _reasons(host, answer, column, np.isnan(floor))
    reason = np.where(only_said, Reason.ONLY_DECLARED, reason)
    return Judged(
        answer=answer,
        reason=np.where(lost, host.found.unknown, reason).astype(np.uint8),
        value=np.append(gap, np.nan)[whole.pair],
        error=np.zeros(asking.count),
        feature=zone_of(host.found, whole.pair),
        approximate=np.zeros(asking.count, dtype=bool),
    )


def gaps(host: Hosts, floor: NDArray[np.float64]) -> NDArray[np.float64]:
    """(M,) floors up from the premises to the lowest dwellings of each building they may be in."""
    met = host.found.met
    lowest = steps_up(host.buildings.lowest_dwelling[met.zone])
    return np.asarray(lowest - floor[met.site], dtype=float)


def _nowhere(count: int) -> FactColumn:
    return FactColumn(np.full(count, np.nan), np.full(count, Source.NONE, dtype=np.uint8))


def _reasons(
    host: Hosts, answer: Answers, column: FactColumn, no_floor: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    plain = [Reason.MEASURED, Reason.ATTRIBUTE_MISSING, Reason.WITHIN_ERROR, Reason.NONE]
    reason = np.array(plain)[answer]
    reason = np.where((answer == UNKNOWN) & no_floor, Reason.FACT_MISSING, reason)
    against = (answer == ON_SITE) & host.found.any_of(too_high(host, column))
    reason = np.where(against, Reason.CONTRADICTED, reason)
    return np.where(host.found.none, Reason.NOTHING_THERE, reason).astype(np.uint8)
