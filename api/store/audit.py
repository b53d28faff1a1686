"""The audit log: who asked what of which data, when. It takes rows and gives none back.

The tables themselves refuse that a row is changed or taken away (see the first migration).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import lt
from typing import Any

from sqlalchemy import Connection, insert, select

from api.store.listing import equal, narrowed, within
from api.store.records import every
from api.store.tables import audit

# What strangers may send in these is cut, not refused: the row has to be written.
_MOST_CHARACTERS = {"address": 80, "action": 80, "object": 400}


@dataclass(frozen=True)
class Deed:
    """What somebody did.

    Attributes:
        at: When.
        account_id: Who; None for nobody in particular.
        address: Where the request came from.
        action: A word, such as `survey` or `sign_in_refused`.
        object: What it was done to: an id, a layer, a login.
        district_id, version_id: On which data; None where it was on none.
        detail: What else there is to say; never a secret.
    """

    at: datetime
    account_id: str | None
    address: str
    action: str
    object: str
    district_id: str | None = None
    version_id: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entry(Deed):
    """A row of the log; `id` counts up."""

    id: int


@dataclass(frozen=True)
class WantedDeeds:
    """Which rows a list has; what is None is not asked for."""

    account_id: str | None = None
    district_id: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def append(connection: Connection, deed: Deed) -> None:
    """Write a row, in the transaction of the deed."""
    cut = {name: getattr(deed, name)[:most] for name, most in _MOST_CHARACTERS.items()}
    connection.execute(insert(audit).values({**vars(deed), **cut}))


def list_deeds(
    connection: Connection, wanted: WantedDeeds, *, limit: int, before: int | None = None
) -> tuple[Entry, ...]:
    """A page of the log, the newest first; `before` is the id of the last row of the last page."""
    conditions = (
        *equal(
            audit,
            account_id=wanted.account_id,
            district_id=wanted.district_id,
            action=wanted.action,
        ),
        *within(audit.c.at, wanted.since, wanted.until),
        *narrowed((lt, audit.c.id, before)),
    )
    query = select(audit).where(*conditions).order_by(audit.c.id.desc()).limit(limit)
    return every(connection, Entry, query)
