from datetime import timedelta

import pytest
from support.stores import answer, district, hand, handed, keep, settle, version

from api.store.answers import keep_answer
from api.store.districts import add_district, set_version
from api.store.listing import Position
from api.store.results import (
    Result,
    Wanted,
    find_own,
    find_result,
    find_verified,
    hand_out,
    list_results,
)
from api.store.secret_hash import new_secret, secret_hash


@pytest.fixture
def answered(store, clock):
    """One answer; nothing handed out yet."""
    with store.writing() as connection:
        settle(connection, clock())
        keep(connection, clock())
    return store


def ids(store, *, limit=100, after=None, **wanted):
    with store.reading() as connection:
        found = list_results(connection, Wanted(**wanted), limit=limit, after=after)
    return [each.id for each in found]


def test_a_result_tells_what_was_handed_out_and_what_its_answer_says(answered, clock):
    at, end = clock(), clock()
    given_out = handed(at, "svy-1", number="demo-2026-000001", expires_at=end)
    said = vars(answer(at))
    said = {
        name: said[name]
        for name in ("version_id", "level", "rules", "layers", "verdict", "business")
    }
    with answered.writing() as connection:
        hand_out(connection, given_out)
        assert find_result(connection, "svy-1") == Result(**vars(given_out), **said)
        assert find_result(connection, "svy-2") is None


def test_a_code_finds_its_result_and_is_not_in_the_store(answered, clock):
    code = new_secret()
    with answered.writing() as connection:
        hand(connection, clock(), "svy-1", code_hash=secret_hash(code))
        assert find_verified(connection, code).id == "svy-1"
        assert find_verified(connection, code + "x") is None
        assert code not in str(vars(find_result(connection, "svy-1")))


def test_a_result_is_over_from_its_last_moment_on(answered, clock):
    end = clock.at + timedelta(days=182)
    with answered.writing() as connection:
        hand(connection, clock(), "svy-1", expires_at=end)
        result = find_result(connection, "svy-1")
    assert [result.is_over(end - clock.step), result.is_over(end)] == [False, True]


def test_one_finds_the_newest_of_ones_own_that_is_not_over(answered, clock):
    first, second = clock(), clock()
    with answered.writing() as connection:
        hand(connection, first, "old")
        hand(connection, second, "over", expires_at=second)
        hand(connection, second, "theirs", owner="acc-2")
        assert find_own(connection, "acc-1", "k1", second).id == "old"
        assert find_own(connection, "acc-1", "k2", second) is None


def test_results_are_listed_newest_first(answered, clock):
    with answered.writing() as connection:
        for name in ("first", "second", "third"):
            hand(connection, clock(), name)
    assert ids(answered) == ["third", "second", "first"]


def test_of_a_long_table_a_list_says_how_many_rows_it_has(answered, clock):
    parameters = {"rows": [{"id": str(n)} for n in range(101)], "facts": ["floor=2"], "on": "x"}
    question = {"parameters": parameters, "language": "zh"}
    with answered.writing() as connection:
        hand(connection, clock(), "long", question=question)
        assert find_result(connection, "long").question == question
        (listed,) = list_results(connection, Wanted(), limit=1)
    assert listed.question == {"parameters": {**parameters, "rows": 101}, "language": "zh"}


def test_results_of_nobody_are_in_no_list(answered, clock):
    with answered.writing() as connection:
        hand(connection, clock(), "nobodys", owner=None)
        hand(connection, clock(), "mine")
    assert ids(answered) == ids(answered, districts=frozenset({"demo"})) == ["mine"]


@pytest.fixture
def varied(answered, clock):
    """mine, theirs, failed (another verdict), inside (internal), elsewhere (district other)."""
    with answered.writing() as connection:
        add_district(connection, district(clock(), "other"))
        set_version(connection, version(clock(), "ver-o", district_id="other"), instead_of=None)
        for changes in (
            {"key": "k2", "verdict": "fail", "business": "restaurant"},
            {"key": "k3", "level": "internal"},
            {"key": "k4", "version_id": "ver-o"},
        ):
            keep_answer(connection, answer(clock(), **changes), ())
        hand(connection, clock(), "mine")
        hand(connection, clock(), "theirs", owner="acc-2")
        hand(connection, clock(), "failed", key="k2")
        hand(connection, clock(), "inside", key="k3")
        hand(connection, clock(), "elsewhere", key="k4", district_id="other")
    return answered


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"owner_id": "acc-2"}, ["theirs"]),
        ({"verdict": "fail"}, ["failed"]),
        ({"business": "restaurant"}, ["failed"]),
        ({"districts": frozenset({"other"})}, ["elsewhere"]),
        ({"districts": frozenset()}, []),
        ({"kind": "coverage"}, []),
        (
            {"kind": "survey", "owner_id": "acc-1", "verdict": "pass"},
            ["elsewhere", "inside", "mine"],
        ),
    ],
)
def test_a_list_has_what_is_wanted(varied, wanted, expected):
    assert ids(varied, **wanted) == expected


def test_a_list_can_be_bounded_in_time(answered, clock):
    moments = [clock() for _ in range(4)]
    with answered.writing() as connection:
        for number, at in enumerate(moments):
            hand(connection, at, f"svy-{number}")
    assert ids(answered, since=moments[1], until=moments[3]) == ["svy-2", "svy-1"]


@pytest.mark.parametrize("size", [1, 2, 3, 9])
def test_pages_laid_together_are_the_list(answered, clock, size):
    # Some of them in the same moment, and not in the order of their ids.
    with answered.writing() as connection:
        for name, steps in (("b", 0), ("d", 0), ("a", 1), ("c", 0), ("f", 0), ("e", 2)):
            clock.at += steps * clock.step
            hand(connection, clock.at, name)
    pages, after = [], None
    while page := read(answered, size, after):
        pages += page
        after = Position(page[-1].created_at, page[-1].id)
    assert [each.id for each in pages] == ["e", "f", "c", "a", "d", "b"]


def read(store, limit, after):
    with store.reading() as connection:
        return list_results(connection, Wanted(), limit=limit, after=after)
