"""Who may read which results, how much of them, and lists of them.

A coverage is read by each as their level sees it: its files at other levels were made with it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from api.answering.kinds import KINDS
from api.answering.question import key_seen
from api.people.access import OpenTo, level, may, owns, sees_small_counts
from api.people.caller import Caller
from api.people.errors import AbsentError, SignInError
from api.store.answers import find_answer
from api.store.districts import find_district, list_districts
from api.store.listing import Position
from api.store.results import Result, Wanted, find_result, list_results
from data.declarations import Visibility
from data.text import Text
from data.visibility import within

_A_RESULT = Text("结果", "result")
_ORDER = list(Visibility)


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
    seen = None if result is None or result.kind != kind else _seen(connection, caller, result)
    if seen is None:
        raise AbsentError.of(_A_RESULT, result_id)
    return seen


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
    seen = (_seen(connection, caller, result) for result in found)
    kept = tuple(result for result in seen if result is not None)
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
        or_owner_id=caller.account_id if listed.district is None else None,
        owner_id=None if everybodys else caller.account_id,
        verdict=listed.verdict,
        business=listed.business,
        since=listed.since,
        until=listed.until,
    )


def _seen(connection: Connection, caller: Caller, result: Result) -> Result | None:
    """A result as far as the caller may read it; None where that is not at all."""
    known = find_district(connection, result.district_id)
    if known is None:
        return None
    place = OpenTo(known.id, known.anonymous)
    handed = (
        result.owner_id is None
        or owns(caller, result.owner_id)
        or may(caller, KINDS[result.kind].reading, place)
    )
    if not handed:
        return None
    up_to = level(caller, place)
    few = result.question["small_counts"] and not sees_small_counts(caller, place)
    if within(Visibility(result.level), up_to) and not few:
        return result
    return _reduced(connection, result, min(up_to, Visibility.INTERNAL, key=_ORDER.index))


def _reduced(connection: Connection, result: Result, up_to: Visibility) -> Result | None:
    """What people who see up to a level, and no small counts, are told of a result, if anything."""
    answer = find_answer(connection, key_seen(result.key, up_to))
    if answer is None:
        return None
    question = {**result.question, "level": up_to.value, "small_counts": False}
    return replace(result, key=answer.key, level=answer.level, question=question)
