"""Sites against sites: the order and who dominates whom agree."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.comparison.compare import compare
from geo.survey.examine import Examined
from geo.survey.outcome import Outcome, verdict

CODES = tuple(int(code) for code in Outcome)


def of(*rows):
    """Outcomes of rules, by rule and site."""
    outcome = np.array(rows, dtype=np.uint8)
    return Examined((None,) * len(rows), (), outcome, verdict(outcome))


def test_who_is_concerned_by_nothing_is_no_better_than_who_may_open_on_conditions():
    found = compare(of([Outcome.NOT_CONCERNED, Outcome.CONDITIONAL]))
    assert found.order.tolist() == [1, 0]
    assert found.dominates.tolist() == [[False, False], [True, False]]


@given(st.lists(st.lists(st.sampled_from(CODES), min_size=4, max_size=4), min_size=1, max_size=4))
def test_who_dominates_stands_before(rows):
    found = compare(of(*rows))
    place = np.argsort(found.order)
    for better, worse in np.argwhere(found.dominates):
        assert place[better] < place[worse]
