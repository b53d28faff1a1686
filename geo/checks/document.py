"""材料: a document is there."""

import numpy as np

from data.rulepacks.checks import Document
from geo.checks.answers import MET, NOT_MET, ON_SITE
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere, plain
from geo.reason import Reason
from geo.scene.sites import Source


def document(check: Document, asking: Asking) -> Judged:
    """The document was seen: met; only said to be there: on site; not there: not met."""
    column = asking.here.sites.facts.get(check.fact)
    if column is None:
        return everywhere(NOT_MET, Reason.DOCUMENT_MISSING, asking.count)
    there = column.known & (np.asarray(column.value, dtype=float) == 1)
    said = column.source == Source.DECLARED
    answer = np.where(there, np.where(said, ON_SITE, MET), NOT_MET)
    reason = np.array([Reason.DOCUMENT_MISSING, Reason.NONE, Reason.ONLY_DECLARED, Reason.NONE])
    return plain(answer.astype(np.uint8), reason[answer].astype(np.uint8))
