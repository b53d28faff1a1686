"""Two requests about the same thing at once, on both databases: neither undoes the other."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count

import pytest
from support.office import PASSWORD, QUICK, open_office

from api.districts import intake
from api.districts.taking_in import Intake
from api.people import oidc_account, tokens
from api.people.accounts import Wish, change
from api.people.caller import Caller
from api.people.district_settings import SettingsWish, decide
from api.people.errors import AccountError, SignInError, TooManyError
from api.people.gate import Gate
from api.people.oidc import Identity
from api.people.own_account import change_password
from api.people.passwords import Passwords
from api.people.signing_in import sign_in
from api.store.districts import find_district, set_up_district

HERE = Caller("10.0.0.1")
ANOTHER = "another good one"


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request, tmp_path):
    url = None if request.param == "sqlite" else request.getfixturevalue("postgis_url")
    made = open_office(tmp_path, url=url)
    yield made
    made.service.store.close()


def slowly(deed):
    """The deed, done so late that all who do it at once have looked before."""

    def later(*given):
        time.sleep(0.3)
        return deed(*given)

    return later


def at_once(deed, times):
    """What comes of doing it so often at once; an error of ours is one of the things."""

    def done(_):
        try:
            return deed()
        except AccountError as error:
            return error

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(done, range(times)))


def test_what_one_administrator_decides_stays_when_another_decides_something_else(office, admin):
    office.district("d", anonymous=True)
    asked = threading.Thread(
        target=decide, args=(office.service, admin, "d", SettingsWish(grid_m=50))
    )
    with office.service.store.writing() as connection:
        set_up_district(connection, "d", {"anonymous": False})
        asked.start()
        time.sleep(0.3)  # by now it waits for us
    asked.join()
    with office.service.store.reading() as connection:
        known = find_district(connection, "d")
    assert (known.anonymous, known.grid_m) == (False, 50)


def test_there_are_no_more_tokens_than_there_may_be(office, monkeypatch):
    account_id = office.account("li")
    person = Caller("10.0.0.1", account_id, by_session=True)
    for _ in range(48):
        tokens.make_token(office.service, person, "t", 1)
    monkeypatch.setattr(tokens, "add_token", slowly(tokens.add_token))
    made = at_once(lambda: tokens.make_token(office.service, person, "t", 1), 4)
    assert sum(isinstance(each, AccountError) for each in made) == 2
    assert len(tokens.own_tokens(office.service, person)) == 50


def test_no_more_uploads_wait_than_may(office, monkeypatch):
    account_id = office.account("li", admin=True)
    person, numbers = Caller("10.0.0.1", account_id, admin=True), count()
    monkeypatch.setattr(intake, "add_job", slowly(intake.add_job))
    sent = Intake("d", None, check_only=True, note="", by=account_id, address="")

    def order():
        try:
            intake.order_intake(office.service, person, f"job-{next(numbers)}", sent, 7)
        except TooManyError:
            return 429
        return 202

    assert sorted(at_once(order, 6)) == [202] * 4 + [429] * 2


def test_who_comes_for_the_first_time_twice_at_once_has_one_account(office, monkeypatch):
    monkeypatch.setattr(oidc_account, "add_account", slowly(oidc_account.add_account))
    who = Identity("https://id.example", "42", "王五")
    came = at_once(lambda: oidc_account.sign_in_as(office.service, HERE, who), 3)
    assert len({signed_in.account.id for signed_in in came}) == 1
    assert [action for action, *_ in office.log()].count("account_added") == 1


@pytest.fixture
def reset(office, admin):
    """`acc-li`, whose password is reset while it is checked for the first time."""
    account_id = office.account("li")
    meanwhile = [lambda: change(office.service, admin, account_id, Wish(password=ANOTHER))]

    class Slow(Passwords):
        def check(self, kept, password):
            checked = super().check(kept, password)
            while meanwhile:
                meanwhile.pop()()
            return replace(checked, outdated=checked.right)

    office.service = replace(office.service, gate=Gate(Slow(QUICK)))
    yield account_id
    assert sign_in(office.service, HERE, "li", ANOTHER)


def test_a_reset_holds_against_a_sign_in_under_way(office, reset):
    with pytest.raises(SignInError):
        sign_in(office.service, HERE, "li", PASSWORD)


def test_it_holds_against_a_change_of_ones_own_under_way(office, reset):
    with pytest.raises(SignInError):
        change_password(
            office.service, Caller("", reset, by_session=True), PASSWORD, "a third good one"
        )
