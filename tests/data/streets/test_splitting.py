"""Chains split at junctions and gaps."""

import pytest

from data.streets.places import merged
from data.streets.splitting import present_runs, split_chain, without_repeats


@pytest.mark.parametrize(
    ("chain", "junctions", "pieces"),
    [
        ("abc", "", ["abc"]),
        ("abc", "b", ["ab", "bc"]),
        ("abc", "ac", ["abc"]),
        ("abcda", "a", ["abc", "cda"]),
        ("aba", "", ["ab", "ba"]),
        ("xabca", "a", ["xa", "ab", "bca"]),
    ],
)
def test_pieces_end_at_junctions_and_never_where_they_began(chain, junctions, pieces):
    spans = split_chain(chain, set(junctions))
    assert [chain[first : last + 1] for first, last in spans] == pieces


@pytest.mark.parametrize(
    ("present", "runs"),
    [("", []), ("-", []), ("++", [(0, 1)]), ("+-++", [(0, 0), (2, 3)]), ("-+-", [(1, 1)])],
)
def test_runs_of_what_is_present(present, runs):
    assert present_runs([sign == "+" for sign in present]) == runs


def test_only_immediate_repeats_are_passed_over():
    assert without_repeats("aabba") == [0, 2, 4]


@pytest.mark.parametrize("pairs", [["ab", "bc", "de"], ["de", "cb", "ba"]])
def test_what_is_joined_by_any_number_of_steps_is_one_named_by_its_least(pairs):
    assert merged(pairs) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}
