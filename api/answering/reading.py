"""Who may read which results, and lists of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from api.answering.kinds import KINDS
from api.people.access import OpenTo, level, may, owns, sees_small_counts
from api.people.caller import Caller
from api.people.errors import AbsentError, SignInError
from api.store.districts import find_district, list_districts
from api.store.listing import Position
from api.store.results import Result, Wanted, find_result, list_results
from data.declarations import Visibility
from data.text import Text
from data.visibility import within

_A_RESULT = Text("结果", "result")


@dataclass(frozen=True)
class Listed:
    """Which results a list is to have; what is None is not asked for.

    Attributes:
        district: Of this district.
        verdict, business: Of surveys.
        since, until: Issued then or later, and before then.
        mine: Only the caller's own.
    """

    district: str | None = None
    verdict: str | None = None
    business: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    mine: bool = False


def readable_result(connection: Connection, caller: Caller, kind: str, result_id: str) -> Result:
    """A result of a kind that the caller may read.

    Raises:
        AbsentError: There is none, or none that the caller may know of.
    """
    result = find_result(connection, result_id)
    if result is None or result.kind != kind or not _readable(connection, caller, result):
        raise AbsentError.of(_A_RESULT, result_id)
    return result


def readable_results(
    connection: Connection,
    caller: Caller,
    kind: str,
    listed: Listed,
    *,
    limit: int,
    after: Position | None,
) -> tuple[tuple[Result, ...], Position | None]:
    """A page of results that the caller may read, the newest first, and where the next begins.

    A page may be shorter than `limit` and not be the last: what may not be read is left out.

    Raises:
        SignInError: Nobody has signed in; who would the results belong to?
    """
    wanted = _wanted(connection, caller, kind, listed)
    found = list_results(connection, wanted, limit=limit, after=after)
    kept = tuple(result for result in found if _readable(connection, caller, result))
    last = Position(found[-1].created_at, found[-1].id) if len(found) == limit else None
    return kept, last


def _wanted(connection: Connection, caller: Caller, kind: str, listed: Listed) -> Wanted:
    reading = KINDS[kind].reading
    places = [OpenTo(known.id, known.anonymous) for known in list_districts(connection)]
    of_others = {place.district for place in places if may(caller, reading, place)}
    everybodys = not listed.mine and (
        listed.district in of_others if listed.district is not None else bool(of_others)
    )
    if not everybodys and caller.account_id is None:
        raise SignInError.of("list")
    districts = of_others if listed.district is None else {listed.district}
    own = listed.district is None and not everybodys
    return Wanted(
        kind=kind,
        districts=None if own else frozenset(districts),
        owner_id=None if everybodys else caller.account_id,
        verdict=listed.verdict,
        business=listed.business,
        since=listed.since,
        until=listed.until,
    )


def _readable(connection: Connection, caller: Caller, result: Result) -> bool:
    known = find_district(connection, result.district_id)
    if known is None:
        return False
    place = OpenTo(known.id, known.anonymous)
    handed = (
        result.owner_id is None
        or owns(caller, result.owner_id)
        or may(caller, KINDS[result.kind].reading, place)
    )
    counts_told = not result.question["small_counts"] or sees_small_counts(caller, place)
    return handed and counts_told and within(Visibility(result.level), level(caller, place))
