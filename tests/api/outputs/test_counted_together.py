"""Neighbours are counted together until they are ten: whatever is summed then gives away no few."""

import math
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from support.tiny import district, table
from support.town import town

from api.outputs.counted_together import counted_together
from data.small_counts import GROUPS, without_small_counts


def homes(*rows):
    """A town with these homes in a line; each a number, or a record of groups."""
    said = [row if isinstance(row, dict) else {"population": row} for row in rows]
    layers = town().layers
    placed = [{"id": f"r{i:02d}", "at": (i * 10, 10), **row} for i, row in enumerate(said)]
    return replace(town(), layers={**layers, "residents": table("residents", placed)[0]})


def counted(place, group="population"):
    return counted_together(place).district.table("residents")[group].tolist()


def test_neighbours_are_counted_where_most_of_them_live():
    assert counted(homes(3, 6, 4, 50)) == [0, 13, 0, 50]


def test_who_is_left_over_is_counted_with_the_last():
    assert counted(homes(9, 9, 5)) == [23, 0, 0]


def test_of_one_community_before_two():
    # The community border is at x = 1000: the first two homes lie west of it.
    rows = [{"population": n, "at": (x, 10)} for n, x in [(6, 900), (7, 990), (8, 1010), (5, 1100)]]
    assert counted(homes(*rows)) == [0, 13, 13, 0]


def test_too_few_in_the_whole_district_are_left_out_and_it_is_said():
    found = counted_together(homes(9, 50))
    assert (found.left_out, found.district.table("residents")["population"].tolist()) == (
        {"population"}, [0, 50],
    )  # fmt: skip


def test_what_is_told_or_not_known_stays_as_it_is():
    place = homes({"population": 50}, {"population": 12, "households": None}, {"population": 0})
    assert counted(place) == [50, 12, 0]
    assert counted_together(place).district.table("residents")["households"].isna().all()


def test_nor_may_the_others_be_fewer_than_ten():
    # Three of fifteen are younger than sixty: neither number may be told beside the other.
    place = homes({"population": 15, "age_60_plus": 12}, {"population": 40, "age_60_plus": 20})
    residents = place.table("residents")
    seen, hidden = without_small_counts(residents, residents)
    assert seen["age_60_plus"].isna().tolist() == [True, False] and hidden == 1
    assert counted_together(place).left_out == {"age_60_plus"}


def test_the_order_of_rows_does_not_matter():
    place = homes(3, 6, 4, 50, 2, 8)
    turned = place.table("residents").iloc[::-1]
    again = replace(place, layers={**place.layers, "residents": turned})
    assert counted(again)[::-1] == counted(place)


def test_without_areas_neighbours_are_neighbours():
    residents = [{"id": f"r{i}", "population": 6, "at": (i, 0)} for i in range(4)]
    assert sum(counted(district(residents=residents))) == 24


PEOPLE = st.integers(0, 30)
ROWS = st.lists(st.tuples(PEOPLE, PEOPLE, PEOPLE, st.booleans(), st.booleans()), max_size=12)


def nested(population, sixty, eighty):
    sixty = min(population, sixty)
    return {"population": population, "age_60_plus": sixty, "age_80_plus": min(sixty, eighty)}


@settings(max_examples=60, deadline=None)
@given(ROWS.filter(len))
def test_two_sums_never_differ_by_one_to_nine(rows):
    """Whoever is counted twice, some of them the second time; and who is seen, row by row."""
    place = homes(*(nested(*row[:3]) for row in rows))
    together = counted_together(place).district.table("residents")
    residents = place.table("residents")
    seen, _ = without_small_counts(residents, residents)
    more = [row[3] for row in rows]
    fewer = [row[3] and row[4] for row in rows]
    for group in GROUPS[:3]:
        sums = [math.fsum(together.loc[members, group]) for members in (more, fewer)]
        rest = sums[0] - math.fsum(seen.loc[more, group].fillna(0))
        assert not any(0 < n < 10 for n in (*sums, sums[0] - sums[1], rest))


@pytest.mark.parametrize("group", ["population", "age_60_plus"])
def test_nobody_is_lost_where_there_are_ten(group):
    place = homes(*(nested(n, n - 3, 0) for n in (14, 9, 8, 30, 7)))
    assert sum(counted(place, group)) == place.table("residents")[group].sum()
