"""Passwords, as argon2id keeps them.

A login that nobody has takes as long to be refused as one with a wrong password. Each check costs
memory on purpose, so only a few run at a time, and only some wait for their turn: whoever else asks
of the service is served meanwhile.
"""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.people.common_passwords import is_common
from api.people.errors import AccountError, TooManyError
from data.text import Text

FEWEST_CHARACTERS = 10
MOST_CHARACTERS = 128
# A shorter login is in many a good password.
_SHORTEST_LOGIN_SEEN = 4
# 64 MiB each (the second recommendation of RFC 9106, section 4).
_AT_ONCE = 2
_IN_LINE = 16
_RETRY_S = 1


@dataclass(frozen=True)
class Checked:
    """What came of checking a password.

    Attributes:
        right: Whether it is the one.
        outdated: Whether it is right, and should be hashed again with today's parameters.
    """

    right: bool
    outdated: bool = False


@dataclass(frozen=True)
class Passwords:
    """Hashes and checks passwords.

    Attributes:
        hasher: The parameters of argon2.
    """

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _line: threading.Semaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(_IN_LINE), repr=False
    )
    _turns: threading.Semaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE), repr=False
    )

    def hashed(self, password: str) -> str:
        """The hash of a password, with salt and parameters in it.

        Raises:
            TooManyError: Too many wait for their turn.
        """
        with self._turn():
            return self.hasher.hash(_normal(password))

    def check(self, kept: str | None, password: str) -> Checked:
        """Check a password against the hash that is kept.

        Args:
            kept: The hash; None where there is none, which takes as long and is never right.
            password: What somebody typed.

        Raises:
            TooManyError: Too many wait for their turn.
        """
        if kept is None or len(password) > MOST_CHARACTERS:
            self.hashed("")
            return Checked(right=False)
        try:
            with self._turn():
                self.hasher.verify(kept, _normal(password))
        except (VerificationError, InvalidHashError):
            return Checked(right=False)
        return Checked(right=True, outdated=self.hasher.check_needs_rehash(kept))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._line.acquire(blocking=False):
            raise TooManyError("password", _RETRY_S)
        try:
            with self._turns:
                yield
        finally:
            self._line.release()


def check_new_password(password: str, login: str) -> None:
    """Refuse a password that others would find.

    Raises:
        AccountError: It is short, overlong, the login, or among the commonest.
    """
    if not FEWEST_CHARACTERS <= len(_normal(password)) <= MOST_CHARACTERS:
        raise _unfit(
            Text(
                f"不在 {FEWEST_CHARACTERS} 至 {MOST_CHARACTERS} 个字符之间",
                f"does not have {FEWEST_CHARACTERS} to {MOST_CHARACTERS} characters",
            )
        )
    if _has_in_it(password, login):
        raise _unfit(Text("包含账号", "has the login in it"))
    if is_common(_normal(password)):
        raise _unfit(Text("过于常见", "is too common"))


def _has_in_it(password: str, login: str) -> bool:
    plain, name = password.casefold(), login.casefold()
    return plain == name or (len(name) >= _SHORTEST_LOGIN_SEEN and name in plain)


def _unfit(found: Text) -> AccountError:
    expected = Text(
        f"至少 {FEWEST_CHARACTERS} 个字符、不含账号、不易被猜到的密码",
        f"at least {FEWEST_CHARACTERS} characters, without the login, not easily guessed",
    )
    return AccountError("password", found, expected)


def _normal(password: str) -> str:
    # The same word is typed as different code points on different keyboards (RFC 8265, 4.2).
    return unicodedata.normalize("NFC", password)
