"""What a caller may do, in one place: every route asks here, and nowhere else.

What somebody may not know of is answered as if it were not there (`AbsentError`); what they may
know of but not do, as forbidden (`ForbiddenError`); where an account would help, `SignInError`.
"""

from dataclasses import dataclass
from enum import StrEnum

from api.people.caller import Caller, Role
from api.people.errors import AbsentError, ForbiddenError, SignInError
from data.declarations import Visibility
from data.text import Text

INSIDERS = (Role.OFFICER, Role.PLANNER)


class Deed(StrEnum):
    """What may be done in a district."""

    READ = "read"  # its public layers, rules, and what hangs on them
    SURVEY = "survey"  # survey and compare sites
    SURVEY_MANY = "survey_many"  # batches and screenings
    READ_SURVEYS = "read_surveys"  # of others
    COVER = "cover"  # coverage and scenarios
    READ_COVERAGE = "read_coverage"
    REPLACE = "replace"  # take in a new version
    KEEP_STATION = "keep_station"  # hours, closures and matters of one's own stations
    GOVERN = "govern"  # accounts, roles, settings, audit log


_ROLES: dict[Deed, tuple[Role, ...]] = {
    Deed.READ: tuple(Role),
    Deed.SURVEY: (Role.ENTERPRISE, *INSIDERS),
    Deed.SURVEY_MANY: (Role.OFFICER,),
    Deed.READ_SURVEYS: (Role.OFFICER,),
    Deed.COVER: (Role.PLANNER,),
    Deed.READ_COVERAGE: tuple(Role),  # as far as their level sees it
    Deed.REPLACE: (Role.PLANNER,),
    Deed.KEEP_STATION: (Role.KEEPER,),
    Deed.GOVERN: (),
}
# What a district that may be read without an account lets everybody do.
_ANYBODY = (Deed.READ, Deed.SURVEY, Deed.READ_COVERAGE)


@dataclass(frozen=True)
class OpenTo:
    """What decides about a district: its id, and whether it may be read without an account."""

    district: str
    anonymous: bool


def may(caller: Caller, deed: Deed, place: OpenTo) -> bool:
    """Whether a caller may do it there."""
    if place.anonymous and deed in _ANYBODY:
        return True
    return caller.is_any(place.district, *_ROLES[deed])


def require(caller: Caller, deed: Deed, place: OpenTo) -> None:
    """Refuse a deed in a district.

    Raises:
        AbsentError: The caller may not know that there is such a district.
        SignInError: Nobody has signed in, and somebody might.
        ForbiddenError: The account may not do it.
    """
    if may(caller, deed, place):
        return
    if not may(caller, Deed.READ, place):
        raise AbsentError.of(Text("区县", "district"), place.district)
    if caller.account_id is None:
        raise SignInError.of(deed.value)
    raise ForbiddenError.of(deed.value)


def require_admin(caller: Caller) -> None:
    """Refuse what only administrators do, in no district in particular.

    Raises:
        SignInError: Nobody has signed in.
        ForbiddenError: The account is no administrator.
    """
    if caller.account_id is None:
        raise SignInError.of(Deed.GOVERN.value)
    if not caller.admin:
        raise ForbiddenError.of(Deed.GOVERN.value)


def require_account(caller: Caller, deed: str) -> str:
    """The account of a caller who has one.

    Raises:
        SignInError: Nobody has signed in.
    """
    if caller.account_id is None:
        raise SignInError.of(deed)
    return caller.account_id


def require_person(caller: Caller, deed: str) -> str:
    """The account of somebody who has signed in; a token is not enough.

    Who comes by a stolen token must not be able to stay when it is revoked.

    Raises:
        SignInError: Nobody has signed in.
        ForbiddenError: It is a program with a token.
    """
    account_id = require_account(caller, deed)
    if not caller.by_session:
        raise ForbiddenError.by_token(deed)
    return account_id


def require_kept(caller: Caller, place: OpenTo, station_id: str) -> None:
    """Refuse a change to a station that is not the caller's to keep.

    Raises:
        AbsentError: The caller may not know that there is such a district.
        SignInError: Nobody has signed in, and somebody might.
        ForbiddenError: The account keeps no stations there, or others.
    """
    require(caller, Deed.KEEP_STATION, place)
    if caller.admin or station_id in caller.stations.get(place.district, frozenset()):
        return
    raise ForbiddenError.of(Deed.KEEP_STATION.value)


def level(caller: Caller, place: OpenTo) -> Visibility:
    """Up to which visibility a caller sees the layers of a district (law 11)."""
    if not caller.is_any(place.district, *INSIDERS):
        return Visibility.PUBLIC
    # An administrator names who sees restricted layers, and may name himself.
    return Visibility.RESTRICTED if place.district in caller.restricted else Visibility.INTERNAL


def sees_small_counts(caller: Caller, place: OpenTo) -> bool:
    """Whether counts of fewer than ten residents are told."""
    return caller.is_any(place.district, Role.PLANNER)


def owns(caller: Caller, owner_id: str | None) -> bool:
    """Whether something is the caller's own."""
    return caller.account_id is not None and caller.account_id == owner_id
