"""Accounts, what they are where, and how they come in."""

import pytest
from support.stores import account, district

from api.store.accounts import (
    add_account,
    find_account,
    find_by_login,
    find_by_subject,
    has_admin,
    list_accounts,
    replace_password,
    set_admin,
    set_disabled,
    set_name,
    set_password,
)
from api.store.districts import add_district
from api.store.errors import TakenError
from api.store.first_links import first_link_stands, make_first_link, use_first_link
from api.store.memberships import (
    KeptStation,
    Membership,
    entrust,
    grant,
    memberships_of,
    relieve,
    stations_of,
    withdraw,
)
from api.store.secret_hash import new_secret, secret_hash
from api.store.sessions import (
    Session,
    begin_session,
    end_session,
    end_sessions_of,
    find_session,
    forget_sessions,
)
from api.store.tokens import (
    Token,
    add_token,
    find_token,
    list_tokens,
    revoke_token,
    revoke_tokens_of,
)


@pytest.fixture
def writing(store, clock):
    """A transaction on a store with the account acc-1 and the district demo."""
    with store.writing() as connection:
        add_account(connection, account(clock()))
        add_district(connection, district(clock()))
        yield connection


def test_an_account_is_found_by_id_login_and_subject(writing, clock):
    other = account(clock(), "acc-2", login="li", subject="https://id.example 42")
    add_account(writing, other)
    found = (find_account(writing, "acc-2"), find_by_login(writing, "li"))
    assert found == (other, other) and find_by_subject(writing, other.subject) == other
    assert find_by_login(writing, "nobody\x00") is None


@pytest.mark.parametrize("same", [{"login": "acc-1"}, {"subject": "s"}])
def test_a_login_and_a_subject_have_one_account(writing, clock, same):
    add_account(writing, account(clock(), "acc-0", subject="s"))
    with pytest.raises(TakenError):
        add_account(writing, account(clock(), "acc-2", **same))


def test_an_account_can_be_changed(writing):
    assert set_name(writing, "acc-1", "李四") and set_password(writing, "acc-1", "$argon2id$")
    assert set_disabled(writing, "acc-1", True) and not set_disabled(writing, "none", True)
    changed = find_account(writing, "acc-1")
    assert (changed.name, changed.password, changed.disabled) == ("李四", "$argon2id$", True)
    assert "argon2" not in repr(changed)


def test_a_password_is_replaced_only_where_it_is_the_one_that_was_read(writing):
    set_password(writing, "acc-1", "$one$")
    assert replace_password(writing, "acc-1", "$one$", "$two$")
    assert not replace_password(writing, "acc-1", "$one$", "$three$")
    assert find_account(writing, "acc-1").password == "$two$"


def test_an_administrator_who_is_shut_out_is_none(writing):
    assert not has_admin(writing)
    set_admin(writing, "acc-1", True)
    assert has_admin(writing)
    set_disabled(writing, "acc-1", True)
    assert not has_admin(writing)


def test_accounts_are_paged(writing, clock):
    add_account(writing, account(clock(), "acc-0"))
    first = list_accounts(writing, limit=1)
    rest = list_accounts(writing, limit=5, after=first[-1].id)
    assert [each.id for each in (*first, *rest)] == ["acc-0", "acc-1"]


def test_roles_are_given_set_anew_and_taken(writing):
    officer = Membership("acc-1", "demo", "officer", restricted=False)
    named = Membership("acc-1", "demo", "officer", restricted=True)
    grant(writing, officer)
    assert memberships_of(writing, "acc-1") == (officer,)
    grant(writing, named)
    assert memberships_of(writing, "acc-1") == (named,)
    assert withdraw(writing, "acc-1", "demo", "officer")
    assert not withdraw(writing, "acc-1", "demo", "officer")


def test_stations_are_entrusted_and_taken_back(writing):
    kept = KeptStation("acc-1", "demo", "s-1")
    entrust(writing, kept)
    entrust(writing, kept)
    assert stations_of(writing, "acc-1") == (kept,)
    assert relieve(writing, kept) and not relieve(writing, kept)


def test_a_session_lasts_until_it_is_over_or_ended(writing, clock):
    secret, now = new_secret(), clock()
    session = Session("acc-1", now, now + 2 * clock.step)
    begin_session(writing, secret, session)
    assert find_session(writing, secret, now) == session
    assert find_session(writing, "guess", now) is None
    assert find_session(writing, secret, session.expires_at) is None
    assert end_session(writing, secret) and find_session(writing, secret, now) is None


def test_all_sessions_of_an_account_end_together(writing, clock):
    now = clock()
    for secret in ("a", "b", "c"):
        begin_session(writing, secret, Session("acc-1", now, now + clock.step))
    assert end_sessions_of(writing, "acc-1") == 3


def test_sessions_that_are_over_are_forgotten(writing, clock):
    now = clock()
    begin_session(writing, "over", Session("acc-1", now, now))
    begin_session(writing, "lasts", Session("acc-1", now, now + clock.step))
    assert forget_sessions(writing, now) == 1
    assert find_session(writing, "lasts", now)


def test_a_token_holds_until_it_is_revoked_or_over(writing, clock):
    now = clock()
    lasting, ending = (
        Token("t1", "acc-1", "脚本", now, None),
        Token("t2", "acc-1", "", now, clock()),
    )
    add_token(writing, "one", lasting)
    add_token(writing, "two", ending)
    assert (find_token(writing, "one", now), find_token(writing, "two", now)) == (lasting, ending)
    assert find_token(writing, "two", ending.expires_at) is None
    assert revoke_token(writing, "acc-1", "t1", clock())
    assert find_token(writing, "one", now) is None


def test_one_revokes_ones_own_tokens_only(writing, clock):
    add_token(writing, "one", Token("t1", "acc-1", "", clock(), None))
    assert not revoke_token(writing, "acc-2", "t1", clock())
    assert revoke_tokens_of(writing, "acc-1", clock()) == 1
    assert [each.revoked_at is None for each in list_tokens(writing, "acc-1")] == [False]


def test_a_first_link_is_used_once(writing, clock):
    now = clock()
    make_first_link(writing, "link", now, now + 9 * clock.step)
    assert first_link_stands(writing, "link", now)
    assert use_first_link(writing, "link", clock())
    assert not use_first_link(writing, "link", clock())


def test_only_the_last_first_link_leads_anywhere_and_not_for_ever(writing, clock):
    end = clock() + clock.step
    make_first_link(writing, "lost", clock.at, end)
    make_first_link(writing, "link", clock.at, end)
    assert not first_link_stands(writing, "lost", clock.at)
    assert not use_first_link(writing, "link", end)


def test_no_secret_is_in_the_store(store, clock):
    with store.writing() as connection:
        add_account(connection, account(clock()))
        begin_session(connection, "secret-s", Session("acc-1", clock(), clock()))
        add_token(connection, "secret-t", Token("t1", "acc-1", "", clock(), None))
        make_first_link(connection, "secret-l", clock(), clock())
        rows = [
            row
            for table in ("sessions", "tokens", "first_links")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert len(rows) == 3 and "secret-" not in str(rows)
    assert secret_hash("secret-s") in str(rows)
