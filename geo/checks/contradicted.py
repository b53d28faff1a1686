"""Facts that a layer knows too: where it says otherwise a person must look."""

from dataclasses import replace

import numpy as np

from geo.checks.answers import ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.host import floor_contradicted, hosts, use_contradicted
from geo.checks.judged import Judged, Reason

# Facts that the layer `buildings` knows too.
_AGAINST = {"floor": floor_contradicted, "building_use": use_contradicted}


def unless_contradicted(fact: str, found: Judged, asking: Asking) -> Judged:
    """What a check of one fact found, but on site where a layer contradicts the fact.

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
    return replace(
        found,
        answer=np.where(against, ON_SITE, found.answer).astype(np.uint8),
        reason=np.where(against, Reason.CONTRADICTED, found.reason).astype(np.uint8),
    )
