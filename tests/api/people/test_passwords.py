"""Passwords: hashed so that they cannot be read back, and not those that everybody tries."""

import threading
import time

import pytest
from argon2 import PasswordHasher
from support.office import QUICK

from api.people.errors import AccountError, TooManyError
from api.people.passwords import Checked, Passwords, check_new_password


@pytest.fixture
def passwords():
    return Passwords(QUICK)


def test_a_password_is_right_or_not(passwords):
    kept = passwords.hashed("天府大道四百号楼的密码")
    assert passwords.check(kept, "天府大道四百号楼的密码") == Checked(right=True)
    assert passwords.check(kept, "天府大道四百号楼的密碼") == Checked(right=False)
    assert "天府" not in kept and kept.startswith("$argon2id$")


def test_two_people_with_one_password_have_different_hashes(passwords):
    assert passwords.hashed("four score and 7") != passwords.hashed("four score and 7")


def test_the_same_letters_typed_otherwise_are_the_same_password(passwords):
    assert passwords.check(passwords.hashed("caf\u00e9 au lait"), "cafe\u0301 au lait").right


@pytest.mark.parametrize("kept", [None, "", "no hash", "$argon2id$v=19$"])
def test_without_a_hash_nothing_is_right(passwords, kept):
    assert passwords.check(kept, "") == Checked(right=False)


def test_who_has_no_password_is_refused_at_the_same_cost():
    """What takes the time is hashing, and it is done once in either case."""
    done = []

    class Counting(PasswordHasher):
        def hash(self, password, *, salt=None):
            done.append("hash")
            return super().hash(password, salt=salt)

        def verify(self, kept, password):
            done.append("verify")
            return super().verify(kept, password)

    passwords = Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1))
    kept = passwords.hashed("four score and 7")
    done.clear()
    for known in (kept, None):
        passwords.check(known, "wrong")
    passwords.check(kept, "x" * 1_000_000)
    assert done == ["verify", "hash", "hash"]


def test_who_finds_a_long_line_is_sent_away_so_that_others_are_served():
    begun, go_on = threading.Semaphore(0), threading.Event()

    class Slow(PasswordHasher):
        def hash(self, password, *, salt=None):
            begun.release()
            go_on.wait(10)
            return ""

    passwords = Passwords(Slow())
    threads = [threading.Thread(target=passwords.hashed, args=("p",)) for _ in range(16)]
    for thread in threads:
        thread.start()
    begun.acquire(timeout=10)
    while any(thread.ident is None for thread in threads) or passwords._line._value:
        time.sleep(0.001)
    with pytest.raises(TooManyError):
        passwords.hashed("p")
    go_on.set()
    for thread in threads:
        thread.join()


def test_a_hash_of_other_parameters_is_outdated(passwords):
    kept = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)).hashed("p" * 10)
    assert passwords.check(kept, "p" * 10) == Checked(right=True, outdated=True)


@pytest.mark.parametrize(
    "password",
    [
        "short pw",
        "x1" * 65,
        "password123",
        "PassWord123!!",
        "qwertyuiop",
        "11111222223333",
        "zhangsan01",
        "my zhangsan01 x",
    ],
)
def test_passwords_that_others_would_find_are_refused(password):
    with pytest.raises(AccountError) as refused:
        check_new_password(password, "zhangsan01")
    assert password not in str(refused.value)


@pytest.mark.parametrize("password", ["four score and 7", "我家门前有两棵枣树呀", "bad wolf li 9"])
def test_others_are_taken(password):
    check_new_password(password, "li")
