"""楼层: the premises lie on one of the floors allowed."""

import numpy as np

from data.rulepacks.checks import Floor, Left
from geo.checks.answers import UNKNOWN
from geo.checks.asking import Asking
from geo.checks.contradicted import unless_contradicted
from geo.checks.facts import believed, with_value, within
from geo.checks.judged import Judged, everywhere
from geo.reason import Reason
from geo.scene.sites import FactColumn, Source


def floor(check: Floor, asking: Asking) -> Judged:
    """The floor lies from `lowest` to `highest`, both included; basements are negative.

    There is no floor 0: declared, it is no floor that anybody knows. On site where every building
    that the site may be in has fewer floors than declared.
    """
    column = asking.here.sites.facts.get("floor")
    if isinstance(check.lowest, Left) or isinstance(check.highest, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    if column is None:
        return everywhere(UNKNOWN, Reason.FACT_MISSING, asking.count)
    number = np.asarray(column.value, dtype=float)
    source = np.where(number == 0, Source.NONE, column.source).astype(np.uint8)
    real = FactColumn(number, source)
    right = within(number, check.lowest, check.highest)
    found = believed(real, right, asking.scene.vocabulary.facts["floor"])
    return unless_contradicted("floor", with_value(found, real), asking)
