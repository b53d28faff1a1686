"""Accounts and roles, as administrators keep them; each change is in the log."""

import threading

import pytest
from support.office import PASSWORD

from api.people.accounts import Wish, add, change
from api.people.caller import Caller, Role
from api.people.errors import AbsentError, AccountError, ForbiddenError, LastAdminError
from api.people.recognise import caller_for
from api.people.roles import entrust_station, grant_role, relieve_station, withdraw_role
from api.people.signing_in import sign_in
from api.store.errors import TakenError


@pytest.fixture
def li(office):
    office.district("d")
    return office.account("li")


def as_caller(office, account_id):
    with office.service.store.reading() as connection:
        return caller_for(connection, account_id)


def test_an_added_account_signs_in_and_is_nothing_yet(office, admin):
    added = add(office.service, admin, " Li.Si ", "李四", PASSWORD)
    assert sign_in(office.service, Caller(""), "li.si", PASSWORD).account == added
    caller = as_caller(office, added.id)
    assert (caller.admin, dict(caller.roles), caller.restricted) == (False, {}, frozenset())


def test_a_login_has_one_account(office, admin, li):
    with pytest.raises(TakenError):
        add(office.service, admin, "LI", "另一个", PASSWORD)


def test_roles_stations_and_names_are_what_a_caller_is_made_of(office, admin, li):
    grant_role(office.service, admin, li, "d", Role.OFFICER, True)
    grant_role(office.service, admin, li, "d", Role.KEEPER, False)
    entrust_station(office.service, admin, li, "d", "s-1")
    caller = as_caller(office, li)
    assert caller.roles["d"] == {Role.OFFICER, Role.KEEPER}
    assert (caller.restricted, caller.stations["d"]) == ({"d"}, {"s-1"})
    withdraw_role(office.service, admin, li, "d", Role.OFFICER)
    relieve_station(office.service, admin, li, "d", "s-1")
    caller = as_caller(office, li)
    assert (caller.roles["d"], caller.restricted, caller.stations) == ({Role.KEEPER}, set(), {})


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.KEEPER])
def test_nobody_below_an_officer_is_named_for_restricted_layers(office, admin, li, role):
    with pytest.raises(AccountError):
        grant_role(office.service, admin, li, "d", role, True)


def test_an_administrator_may_name_himself(office, admin):
    office.district("d")
    assert as_caller(office, admin.account_id).restricted == set()
    grant_role(office.service, admin, admin.account_id, "d", Role.OFFICER, True)
    assert as_caller(office, admin.account_id).restricted == {"d"}


def test_what_there_is_not_is_said_to_be_absent(office, admin, li):
    for account_id, district_id in (("acc-none", "d"), (li, "none")):
        with pytest.raises(AbsentError):
            grant_role(office.service, admin, account_id, district_id, Role.OFFICER, False)
    with pytest.raises(AbsentError):
        withdraw_role(office.service, admin, li, "d", Role.OFFICER)


@pytest.mark.parametrize("wish", [Wish(disabled=True), Wish(admin=False)])
def test_the_last_administrator_stays(office, admin, wish):
    with pytest.raises(LastAdminError):
        change(office.service, admin, admin.account_id, wish)
    other = office.account("other", admin=True)
    change(office.service, admin, admin.account_id, wish)
    assert as_caller(office, other).admin


def test_two_administrators_do_not_shut_each_other_out_at_once(office, admin):
    other = office.account("other", admin=True)
    pairs = ((admin, other), (Caller("", other, admin=True), admin.account_id))
    refused = []

    def shut_out(caller, account_id):
        try:
            change(office.service, caller, account_id, Wish(disabled=True))
        except LastAdminError as error:
            refused.append(error)

    threads = [threading.Thread(target=shut_out, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1


def test_a_password_that_is_set_anew_ends_sessions(office, admin, li):
    change(office.service, admin, li, Wish(password="another good one"))
    assert sign_in(office.service, Caller(""), "li", "another good one")


def test_every_change_is_in_the_log_and_no_password(office, admin, li):
    added = add(office.service, admin, "wu", "吴", PASSWORD, admin=True)
    change(office.service, admin, added.id, Wish(name="吴五", password="another good one"))
    grant_role(office.service, admin, added.id, "d", Role.PLANNER, False)
    assert office.log() == [
        ("account_added", "acc-root", added.id),
        ("account_changed", "acc-root", added.id),
        ("password_changed", "acc-root", added.id),
        ("role_granted", "acc-root", added.id),
    ]
    with office.service.store.reading() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM audit").all())
    assert PASSWORD not in rows and "another good" not in rows


def test_only_administrators_keep_accounts(office, li):
    with pytest.raises(ForbiddenError):
        change(office.service, Caller("", li, by_session=True), li, Wish(admin=True))
    assert office.log() == []
