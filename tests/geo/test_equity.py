"""The walk of a group: by hand, and against every single person standing in line."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sweeps import examples

from geo.answers import Tally
from geo.equity import PERCENTILES, equity
from geo.judge import COVERED, UNCOVERED
from geo.tally import people, tally

NEVER = math.nan


def measured(counts, minutes, whole=None):
    """Equity of rows of so many people, each so many minutes away; covered within 15."""
    minutes = np.array(minutes, dtype=float)
    who = people(np.array(counts, dtype=float), np.zeros(len(counts), dtype=bool))
    counted = tally(who, np.where(minutes <= 15, COVERED, UNCOVERED).astype(np.uint8))
    return equity(who, counted, whole, minutes)


def share(covered, total):
    of_all = covered / total if total else None
    return Tally(total, covered, total - covered, 0.0, 0.0, of_all, of_all)


class TestByHand:
    def test_the_mean_is_over_people_and_not_over_rows(self):
        assert measured([30, 10], [4, 20]).mean_min == 8

    def test_it_leaves_out_whom_no_walk_leads_anywhere(self):
        found = measured([30, 10, 5], [4, 20, NEVER])
        assert (found.mean_min, found.left_out) == (8, 5)

    def test_nobody_reached_has_no_mean(self):
        found = measured([30, 10], [NEVER, NEVER])
        assert (found.mean_min, found.left_out) == (None, 40)
        assert set(found.percentiles_min.values()) == {None}

    def test_rows_without_people_weigh_nothing(self):
        found = measured([0, 10, 0], [1, 4, NEVER])
        assert (found.mean_min, found.left_out) == (4, 0)
        assert set(found.percentiles_min.values()) == {4}

    def test_a_group_of_nobody(self):
        found = measured([0, 0], [1, NEVER])
        assert (found.mean_min, found.left_out, found.difference) == (None, 0, None)
        assert set(found.percentiles_min.values()) == {None}

    def test_no_rows_at_all(self):
        assert measured([], []).mean_min is None

    def test_percentiles_are_inclusive(self):
        found = measured([25, 25, 25, 15, 5, 5], [1, 2, 3, 4, 5, 6]).percentiles_min
        assert found == {25: 1, 50: 2, 75: 3, 90: 4, 95: 5}

    def test_who_is_not_reached_is_beyond_any_limit(self):
        found = measured([60, 40], [3, NEVER]).percentiles_min
        assert found == {25: 3, 50: 3, 75: None, 90: None, 95: None}

    def test_tenths_of_people_add_up(self):
        """Ten times 0.1 are not quite 1.0 to a computer."""
        found = measured([0.1] * 10 + [1.0], [*range(1, 11), 99]).percentiles_min
        assert found[50] == 10

    def test_its_share_against_that_of_all(self):
        found = measured([30, 10], [4, 20], whole=share(100, 200))
        assert found.difference == 0.25
        assert measured([30], [4]).difference is None
        assert measured([30], [4], whole=share(0, 0)).difference is None


@examples(100)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from([0, 1, 2.5, 7, 30, None])), max_size=9)
)
def test_against_everybody_standing_in_line(rows):
    line = sorted(math.inf if m is None else m for count, m in rows for _ in range(count))
    found = measured([c for c, _ in rows], [NEVER if m is None else m for _, m in rows])
    arrive = [minutes for minutes in line if minutes < math.inf]
    assert found.left_out == len(line) - len(arrive)
    assert found.mean_min == (pytest.approx(sum(arrive) / len(arrive)) if arrive else None)
    for percent in PERCENTILES:
        # The first in line behind whom, himself counted, stand so many percent.
        there = [
            m for k, m in enumerate(line, 1) if Fraction(k, len(line)) >= Fraction(percent, 100)
        ]
        wanted = there[0] if there and there[0] < math.inf else None
        assert found.percentiles_min[percent] == wanted
