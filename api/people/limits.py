"""How often somebody may ask: beyond it there is a refusal, never another answer (law 11).

Counts are kept in the memory of the process that serves; they begin anew when it does. They are
counted by the clock of the machine; when to come again is told by the same.
"""

import hashlib
import math
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network, ip_address

from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
    RateLimitItemPerMonth,
)
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.clock import now
from api.people.caller import Caller
from api.people.errors import TooManyError

_QUARTER_MINUTES = 15
# Who mistypes has enough of them, who guesses has not. An office may share one address.
_OF_LOGIN_AND_ADDRESS = RateLimitItemPerMinute(10, _QUARTER_MINUTES)
_OF_ADDRESS = RateLimitItemPerMinute(100, _QUARTER_MINUTES)
_OF_LOGIN = RateLimitItemPerHour(50)
# So long an address is known from which a login has signed in.
_KNOWN = RateLimitItemPerMonth(1)
# What a provider of addresses gives to one customer.
_IPV6_CUSTOMER_BITS = 64


@dataclass(frozen=True)
class Counters:
    """Counts of what was asked lately, by account or address."""

    _limiter: FixedWindowRateLimiter = field(
        default_factory=lambda: FixedWindowRateLimiter(MemoryStorage()), repr=False
    )

    def count_request(self, caller: Caller, per_minute: int) -> None:
        """Count a request.

        Raises:
            TooManyError: There were too many within a minute.
        """
        self._count("requests", RateLimitItemPerMinute(per_minute), (_who(caller),))

    def count_questions(
        self,
        caller: Caller,
        per_day: int,
        *,
        questions: int = 1,
        of: str = "questions_per_day",
    ) -> None:
        """Count surveys, one for each site: of a comparison or a batch, as many as it has.

        Args:
            caller: Who is asking.
            per_day: How many there may be.
            questions: How many are asked.
            of: The limit by its name; each is counted by itself.

        Raises:
            TooManyError: There were too many within a day. What is refused is not counted.
        """
        self._count(of, RateLimitItemPerDay(per_day), (_who(caller),), questions)

    def count_sign_in(self, login: str, address: str) -> None:
        """Count an attempt to sign in, whether there is such a login or not.

        From where a login has signed in before, what others try elsewhere is not held against it:
        or anybody could keep its owner out by typing wrong passwords.

        Raises:
            TooManyError: There were too many for the login, from the address, or both.
        """
        who, where = _digest(login), place_of(address)
        self._count("sign-in", _OF_LOGIN_AND_ADDRESS, ("login-address", who, where))
        self._count("sign-in", _OF_ADDRESS, ("address", where))
        if self._limiter.test(_KNOWN, "known", who, where):
            self._count("sign-in", _OF_LOGIN, ("login", who))

    def forgive_sign_in(self, login: str, address: str) -> None:
        """Forget the attempts of a login from an address, and know it: its owner was there."""
        who, where = _digest(login), place_of(address)
        self._limiter.clear(_OF_LOGIN_AND_ADDRESS, "sign-in", "login-address", who, where)
        self._limiter.clear(_KNOWN, "known", who, where)
        self._limiter.hit(_KNOWN, "known", who, where)

    def _count(self, what: str, limit: RateLimitItem, who: tuple[str, ...], cost: int = 1) -> None:
        key = (what, *who)
        if self._limiter.test(limit, *key, cost=cost) and self._limiter.hit(limit, *key, cost=cost):
            return
        reset_s = self._limiter.get_window_stats(limit, *key).reset_time - now().timestamp()
        raise TooManyError(what, min(max(1, math.ceil(reset_s)), limit.get_expiry()))


def place_of(address: str) -> str:
    """Whom an address stands for in counts: of IPv6 the network of one customer."""
    try:
        read = ip_address(address)
    except ValueError:
        return _digest(address)
    if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
        return str(IPv6Network((int(read), _IPV6_CUSTOMER_BITS), strict=False))
    return str(getattr(read, "ipv4_mapped", None) or read)


def _who(caller: Caller) -> str:
    if caller.account_id is not None:
        return f"account {caller.account_id}"
    return f"address {place_of(caller.address)}"


def _digest(text: str) -> str:
    # However long and whatever it has in it, it takes the same room.
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
