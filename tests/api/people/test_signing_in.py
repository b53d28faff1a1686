"""Signing in and out, one's own password, and what the log keeps of it."""

import pytest
from argon2 import PasswordHasher
from support.office import PASSWORD

from api.people.caller import Caller
from api.people.errors import AccountError, ForbiddenError, SignInError, TooManyError
from api.people.own_account import change_password
from api.people.signing_in import sign_in, sign_out
from api.store.accounts import find_account
from api.store.sessions import find_session

HERE = Caller("10.0.0.1")


def session_of(office, secret):
    with office.service.store.reading() as connection:
        return find_session(connection, secret, office.watch.at)


def person(account_id):
    return Caller("10.0.0.1", account_id, by_session=True)


def test_a_session_lasts_as_long_as_the_office_says(office):
    office.account("li")
    signed_in = sign_in(office.service, HERE, "LI", PASSWORD)
    office.watch.move(hours=11, minutes=59)
    assert session_of(office, signed_in.secret).account_id == "acc-li"
    office.watch.move(minutes=1)
    assert session_of(office, signed_in.secret) is None


@pytest.mark.parametrize(
    ("login", "password"),
    [("li", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("by-oidc", ""), ("li", "")],
)
def test_all_refusals_say_the_same(office, login, password):
    office.account("li")
    office.account("gone", disabled=True)
    office.account("by-oidc", password=None)
    with pytest.raises(SignInError) as refused:
        sign_in(office.service, HERE, login, password)
    assert str(refused.value) == str(SignInError.refused())


def test_the_log_has_both_and_no_login_that_nobody_has(office):
    office.account("li")
    for login, password in (("li", "wrong"), ("my secret password", "li")):
        with pytest.raises(SignInError):
            sign_in(office.service, HERE, login, password)
    secret = sign_in(office.service, HERE, "li", PASSWORD).secret
    sign_out(office.service, HERE, secret)
    assert office.log() == [
        ("sign_in_refused", None, "li"),
        ("sign_in_refused", None, ""),
        ("sign_in", "acc-li", "li"),
        ("sign_out", "acc-li", "acc-li"),
    ]


def test_after_ten_wrong_ones_the_right_one_has_to_wait(office):
    office.account("li")
    for _ in range(10):
        with pytest.raises(SignInError):
            sign_in(office.service, HERE, "li", "wrong")
    with pytest.raises(TooManyError):
        sign_in(office.service, HERE, "li", PASSWORD)
    assert sign_in(office.service, Caller("10.0.0.2"), "li", PASSWORD)


def test_when_to_come_again_is_told_by_the_clock_that_counts(office):
    office.watch.move(days=400)  # the clock of the service is another one
    with pytest.raises(TooManyError) as refused:
        for _ in range(11):
            with pytest.raises(SignInError):
                sign_in(office.service, HERE, "nobody", "wrong")
    assert 60 < refused.value.retry_s <= 15 * 60


def test_a_hash_of_former_parameters_is_made_anew(office):
    former = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    account_id = office.account("li", password=None)
    from api.store.accounts import set_password

    with office.service.store.writing() as connection:
        set_password(connection, account_id, former)
    sign_in(office.service, HERE, "li", PASSWORD)
    with office.service.store.reading() as connection:
        assert "t=1" in find_account(connection, account_id).password


def test_signing_out_twice_is_signing_out(office):
    office.account("li")
    secret = sign_in(office.service, HERE, "li", PASSWORD).secret
    sign_out(office.service, HERE, secret)
    sign_out(office.service, HERE, secret)
    assert session_of(office, secret) is None


def test_with_another_password_all_other_sessions_end(office):
    account_id = office.account("li")
    before = sign_in(office.service, HERE, "li", PASSWORD).secret
    after = change_password(office.service, person(account_id), PASSWORD, "another good one").secret
    assert session_of(office, before) is None and session_of(office, after)
    assert sign_in(office.service, HERE, "li", "another good one")


def test_ones_password_is_changed_only_with_the_current_one(office):
    account_id = office.account("li")
    with pytest.raises(SignInError):
        change_password(office.service, person(account_id), "wrong", "another good one")
    with pytest.raises(AccountError):
        change_password(office.service, person(account_id), PASSWORD, "short")
    with pytest.raises(ForbiddenError):
        change_password(office.service, Caller("", account_id), PASSWORD, "another good one")
