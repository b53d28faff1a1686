"""An attacker types wrong passwords, so that somebody else cannot sign in."""

import pytest
from support.office import PASSWORD, open_office

from api.people.caller import Caller
from api.people.errors import SignInError, TooManyError
from api.people.signing_in import sign_in

DESK, ELSEWHERE = Caller("10.0.0.1"), Caller("10.0.0.77")
ATTACKERS = [Caller(f"192.0.2.{n}") for n in range(1, 7)]


@pytest.fixture
def office(tmp_path):
    made = open_office(tmp_path)
    made.account("li")
    yield made
    made.service.store.close()


def attack(office):
    """Ten wrong ones from each of six addresses; how many were heard."""
    heard = 0
    for attacker in ATTACKERS:
        for _ in range(10):
            with pytest.raises((SignInError, TooManyError)) as refused:
                sign_in(office.service, attacker, "li", "wrong")
            heard += isinstance(refused.value, SignInError)
    return heard


def test_who_has_signed_in_from_there_before_still_can(office):
    sign_in(office.service, DESK, "li", PASSWORD)
    assert attack(office) == 49  # of fifty, one was hers
    for _ in range(3):
        assert sign_in(office.service, DESK, "li", PASSWORD)


def test_from_anywhere_else_guesses_stay_bounded(office):
    sign_in(office.service, DESK, "li", PASSWORD)
    attack(office)
    with pytest.raises(TooManyError):
        sign_in(office.service, ELSEWHERE, "li", PASSWORD)


def test_one_address_may_not_guess_on_because_its_owner_was_there_once(office):
    sign_in(office.service, DESK, "li", PASSWORD)
    for _ in range(10):
        with pytest.raises(SignInError):
            sign_in(office.service, DESK, "li", "wrong")
    with pytest.raises(TooManyError):
        sign_in(office.service, DESK, "li", "wrong")


def test_who_signs_in_as_one_is_not_known_as_another(office):
    office.account("mallory")
    sign_in(office.service, ATTACKERS[0], "mallory", PASSWORD)
    assert attack(office) == 50
