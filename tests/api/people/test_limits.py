"""How often somebody may ask: a refusal that says when to come again, and nothing else."""

import pytest

from api.people.caller import Caller
from api.people.errors import TooManyError
from api.people.limits import Counters, place_of

HERE, THERE = Caller("10.0.0.1"), Caller("10.0.0.2")


def ask(counters, caller, times, per_minute=3):
    for _ in range(times):
        counters.count_request(caller, per_minute)


def test_beyond_the_limit_it_is_said_when_to_come_again():
    counters = Counters()
    ask(counters, HERE, 3)
    with pytest.raises(TooManyError) as refused:
        ask(counters, HERE, 1)
    assert 1 <= refused.value.retry_s <= 60


def test_addresses_and_accounts_have_counts_of_their_own():
    counters = Counters()
    ask(counters, HERE, 3)
    ask(counters, THERE, 3)
    ask(counters, Caller("10.0.0.1", "acc-1"), 3)
    with pytest.raises(TooManyError):
        ask(counters, Caller("10.0.0.9", "acc-1"), 1)


def test_sites_count_each_and_what_is_refused_does_not():
    counters = Counters()
    counters.count_questions(HERE, 10, questions=9)
    with pytest.raises(TooManyError):
        counters.count_questions(HERE, 10, questions=2)
    counters.count_questions(HERE, 10)


def test_who_guesses_is_stopped_whether_there_is_such_a_login_or_not():
    counters = Counters()
    for _ in range(10):
        counters.count_sign_in("nobody", "10.0.0.1")
    with pytest.raises(TooManyError):
        counters.count_sign_in("nobody", "10.0.0.1")
    counters.count_sign_in("nobody", "10.0.0.2")
    counters.count_sign_in("li", "10.0.0.1")


def test_who_guesses_from_many_addresses_is_stopped_too():
    counters = Counters()
    with pytest.raises(TooManyError):
        for n in range(60):
            counters.count_sign_in("li", f"10.0.1.{n}")


def test_who_tries_many_logins_from_one_address_is_stopped_too():
    counters = Counters()
    with pytest.raises(TooManyError):
        for n in range(110):
            counters.count_sign_in(f"li{n}", "10.0.0.1")


def test_an_owner_who_mistypes_now_and_then_is_not_stopped():
    counters = Counters()
    for _ in range(20):
        counters.count_sign_in("li", "10.0.0.1")
        counters.forgive_sign_in("li", "10.0.0.1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("", "unix:", False),
    ],
)
def test_an_address_stands_for_a_customer(one, other, same):
    assert (place_of(one) == place_of(other)) is same
