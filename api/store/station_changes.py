"""What keepers have changed at their stations: what stood there before, and what stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from api.store.records import every
from api.store.tables import station_changes


@dataclass(frozen=True)
class StationChange:
    """One change at a station.

    Attributes:
        id: Its id.
        district_id: The district.
        station_id: The station.
        account_id: Who changed it.
        change: What stands now.
        before: What stood there before.
        version_id: The version of the district that came of it.
        created_at: When.
    """

    id: str
    district_id: str
    station_id: str
    account_id: str
    change: Mapping[str, Any]
    before: Mapping[str, Any]
    version_id: str
    created_at: datetime


def add_change(connection: Connection, change: StationChange) -> None:
    """Keep a change, in the transaction that sets the version."""
    connection.execute(insert(station_changes).values(vars(change)))


def list_changes(
    connection: Connection, district_id: str, station_id: str, *, limit: int
) -> tuple[StationChange, ...]:
    """The last changes at a station, the newest first."""
    table = station_changes.c
    chosen = (table.district_id == district_id) & (table.station_id == station_id)
    newest = (table.created_at.desc(), table.id.desc())
    query = select(station_changes).where(chosen).order_by(*newest).limit(limit)
    return every(connection, StationChange, query)


def changes_in(connection: Connection, district_id: str) -> tuple[StationChange, ...]:
    """All changes in a district, the newest first."""
    table = station_changes.c
    newest = (table.created_at.desc(), table.id.desc())
    query = select(station_changes).where(table.district_id == district_id).order_by(*newest)
    return every(connection, StationChange, query)
