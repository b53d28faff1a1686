"""Facts that a layer knows too: where it says otherwise, or might, a person must look."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.host import floor_contradicted, hosts, use_contradicted
from geo.checks.judged import Judged
from geo.reason import Reason
from geo.scene.sites import FactColumn, Source

# The one floor above ground that every building has.
_GROUND_FLOOR = 1
# Facts that the layer `buildings` knows too.
_AGAINST = {"floor": floor_contradicted, "building_use": use_contradicted}


def unless_contradicted(fact: str, found: Judged, asking: Asking) -> Judged:
    """What a check of one fact found, but on site where a layer contradicts the fact.

    Where the layer is not known, a fact that helps and that it might contradict is to be looked at
    on site too: to know less never makes an answer better. What was seen on site stands.

    Args:
        fact: Name of the fact.
        found: What the check found.
        asking: The question.
    """
    column = asking.here.sites.facts.get(fact)
    if fact not in _AGAINST or column is None or asking.scene.buildings is None:
        return found
    host = hosts(asking)
    against = _AGAINST[fact](host, column) & (found.answer != UNKNOWN)
    unheld = (host.found.unknown != Reason.NONE) & (found.answer == MET) & ~against
    unheld &= _might_be_contradicted(fact, column)
    reason = np.where(unheld, host.found.unknown, found.reason)
    return replace(
        found,
        answer=np.where(against | unheld, ON_SITE, found.answer).astype(np.uint8),
        reason=np.where(against, Reason.CONTRADICTED, reason).astype(np.uint8),
    )


def _might_be_contradicted(fact: str, column: FactColumn) -> NDArray[np.bool_]:
    """(N,) where a layer could say otherwise, if there were one."""
    said = np.asarray(column.source != Source.SEEN, dtype=bool)
    if fact == "floor":
        said &= np.asarray(column.value, dtype=float) > _GROUND_FLOOR
    return said
