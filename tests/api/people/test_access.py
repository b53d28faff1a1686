"""Who may do what: the roles of the issue, one line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.people.access import (
    Deed,
    OpenTo,
    level,
    may,
    owns,
    require,
    require_kept,
    sees_small_counts,
)
from api.people.caller import Caller, Role
from api.people.errors import AbsentError, ForbiddenError, SignInError
from data.declarations import Visibility

HERE, OPEN = OpenTo("d", anonymous=False), OpenTo("d", anonymous=True)
NOBODY = Caller("10.0.0.1")
ADMIN = Caller("", "acc-0", admin=True)


def person(*roles, district="d", **other):
    return Caller("", "acc-1", roles={district: frozenset(roles)}, **other)


@pytest.mark.parametrize(
    ("role", "deeds"),
    [
        (Role.ENTERPRISE, {Deed.READ, Deed.SURVEY, Deed.READ_COVERAGE}),
        (Role.KEEPER, {Deed.READ, Deed.READ_COVERAGE, Deed.KEEP_STATION}),
        (Role.OFFICER, {Deed.READ, Deed.SURVEY, Deed.SURVEY_MANY, Deed.READ_SURVEYS,
                        Deed.READ_COVERAGE}),
        (Role.PLANNER, {Deed.READ, Deed.SURVEY, Deed.COVER, Deed.READ_COVERAGE, Deed.REPLACE}),
    ],
)  # fmt: skip
def test_each_role_does_its_own_and_nothing_elsewhere(role, deeds):
    assert {deed for deed in Deed if may(person(role), deed, HERE)} == deeds
    assert not any(may(person(role, district="other"), deed, HERE) for deed in Deed)


def test_an_administrator_does_everything_and_nobody_nothing():
    assert all(may(ADMIN, deed, HERE) for deed in Deed)
    assert not any(may(NOBODY, deed, HERE) for deed in Deed)


def test_a_district_that_everybody_may_read_is_surveyed_by_everybody_too():
    for caller in (NOBODY, person()):
        found = {deed for deed in Deed if may(caller, deed, OPEN)}
        assert found == {Deed.READ, Deed.SURVEY, Deed.READ_COVERAGE}


def test_where_a_request_comes_from_gives_no_rights():
    assert not may(Caller("127.0.0.1"), Deed.READ, HERE)


@pytest.mark.parametrize(
    ("caller", "place", "refusal"),
    [
        (NOBODY, HERE, AbsentError),
        (person(), HERE, AbsentError),
        (NOBODY, OPEN, SignInError),
        (person(), OPEN, ForbiddenError),
        (person(Role.ENTERPRISE), HERE, ForbiddenError),
    ],
)
def test_what_one_may_not_know_of_is_absent_and_what_one_may_not_do_forbidden(
    caller, place, refusal
):
    with pytest.raises(refusal):
        require(caller, Deed.REPLACE, place)


@pytest.mark.parametrize(
    ("caller", "seen"),
    [
        (NOBODY, Visibility.PUBLIC),
        (person(Role.ENTERPRISE, Role.KEEPER, restricted=frozenset("d")), Visibility.PUBLIC),
        (person(Role.OFFICER), Visibility.INTERNAL),
        (person(Role.PLANNER), Visibility.INTERNAL),
        (person(Role.OFFICER, restricted=frozenset({"other"})), Visibility.INTERNAL),
        (person(Role.OFFICER, restricted=frozenset("d")), Visibility.RESTRICTED),
        (ADMIN, Visibility.INTERNAL),
        (Caller("", "acc-0", admin=True, restricted=frozenset("d")), Visibility.RESTRICTED),
    ],
)
def test_restricted_layers_are_for_those_who_are_named(caller, seen):
    assert level(caller, HERE) is seen
    assert level(caller, OPEN) is seen


def test_counts_below_ten_are_for_planners():
    told = [sees_small_counts(person(role), HERE) for role in Role]
    assert told == [role is Role.PLANNER for role in Role] and sees_small_counts(ADMIN, HERE)


def test_a_keeper_keeps_its_own_stations():
    keeper = person(Role.KEEPER, stations={"d": frozenset({"s-1"}), "other": frozenset({"s-2"})})
    require_kept(keeper, HERE, "s-1")
    require_kept(ADMIN, HERE, "s-2")
    for caller, refusal in ((keeper, ForbiddenError), (person(), AbsentError)):
        with pytest.raises(refusal):
            require_kept(caller, HERE, "s-2")


def test_a_station_that_is_entrusted_without_the_role_is_not_kept():
    with pytest.raises(ForbiddenError):
        require_kept(person(Role.ENTERPRISE, stations={"d": frozenset({"s-1"})}), HERE, "s-1")


def test_what_belongs_to_nobody_is_nobodys_own():
    assert owns(person(), "acc-1") and not owns(person(), "acc-2") and not owns(NOBODY, None)


@given(
    roles=st.frozensets(st.sampled_from(Role)),
    more=st.frozensets(st.sampled_from(Role)),
    named=st.booleans(),
    deed=st.sampled_from(Deed),
    anonymous=st.booleans(),
)
def test_another_role_never_takes_anything_away(roles, more, named, deed, anonymous):
    place, order = OpenTo("d", anonymous), list(Visibility)
    restricted = frozenset("d") if named else frozenset()
    fewer, all_ = (
        person(*roles, restricted=restricted),
        person(*roles, *more, restricted=restricted),
    )
    assert may(all_, deed, place) >= may(fewer, deed, place)
    assert order.index(level(all_, place)) >= order.index(level(fewer, place))
    assert sees_small_counts(all_, place) >= sees_small_counts(fewer, place)
