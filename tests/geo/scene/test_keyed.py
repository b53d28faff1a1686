"""Joins by key, and pairs of which the surest stand, against what they mean."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.scene.keyed import Pairs, keyed, surest

keys = st.lists(st.integers(-1, 4), max_size=8).map(lambda v: np.array(v, dtype=np.int64))
pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=8)


@given(keys, keys)
def test_a_join_finds_every_pair_of_equal_keys_but_none_of_no_key(rows, wanted):
    which, row = keyed(rows).find(wanted)
    expected = [
        (w, r)
        for w, key in enumerate(wanted.tolist())
        for r, other in enumerate(rows.tolist())
        if key == other >= 0
    ]
    assert list(zip(which.tolist(), row.tolist(), strict=True)) == expected


def as_pairs(rows):
    site, other, sure = (np.array([row[k] for row in rows], dtype=int) for k in range(3))
    return Pairs(site, other, sure.astype(bool))


@given(pairs, pairs)
def test_every_pair_is_kept_once_as_sure_as_its_surest(first, second):
    found = surest([as_pairs(first), as_pairs(second)])
    expected: dict[tuple[int, int], bool] = {}
    for site, other, sure in (*first, *second):
        expected[site, other] = expected.get((site, other), False) or sure
    kept = zip(found.site.tolist(), found.other.tolist(), found.sure.tolist(), strict=True)
    assert list(kept) == [(*pair, expected[pair]) for pair in sorted(expected)]


def test_a_pair_is_the_only_one_of_its_site_or_not():
    assert as_pairs([(0, 1, 1), (2, 1, 1), (2, 3, 0)]).only.tolist() == [True, False, False]
