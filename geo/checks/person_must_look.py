"""现场查看: a person must look, and what they saw decides."""

import numpy as np

from data.rulepacks.checks import PersonMustLook
from geo.checks.answers import MET, NOT_MET, ON_SITE
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere, plain
from geo.reason import Reason
from geo.scene.sites import Source


def person_must_look(check: PersonMustLook, asking: Asking) -> Judged:
    """On site until the fact was seen there: then met if it is so, not met if not."""
    column = asking.here.sites.facts.get(check.fact) if check.fact is not None else None
    if column is None:
        return everywhere(ON_SITE, Reason.PERSON_MUST_LOOK, asking.count)
    seen = column.source == Source.SEEN
    right = np.asarray(column.value, dtype=float) == 1
    answer = np.where(seen, np.where(right, MET, NOT_MET), ON_SITE).astype(np.uint8)
    reason = np.array([Reason.MEASURED, Reason.NONE, Reason.PERSON_MUST_LOOK, Reason.NONE])
    return plain(answer, reason[answer].astype(np.uint8))
