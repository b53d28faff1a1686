"""One check at many sites: the closed set, and how checks are put together."""

from data.rulepacks import checks as of
from geo.checks.asking import Asking
from geo.checks.combined import best, opposite, worst
from geo.checks.facts import fact
from geo.checks.judged import Judged
from geo.checks.least_distance import least_distance


def judge(check: of.Check, asking: Asking) -> Judged:
    """What `check` answers at every site of `asking`."""
    match check:
        case of.AllOf():
            return worst([judge(part, asking) for part in check.of])
        case of.AnyOf():
            return best([judge(part, asking) for part in check.of])
        case of.Not():
            return opposite(judge(check.of, asking))
        case of.LeastDistance():
            return least_distance(check, asking)
        case of.Fact():
            return fact(check, asking)
