"""What an account is in a district, and which stations it keeps there."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select, update

from api.store.records import changed, every, insert_absent
from api.store.tables import kept_stations, memberships


@dataclass(frozen=True)
class Membership:
    """That an account is something in a district.

    Attributes:
        account_id: The account.
        district_id: The district.
        role: enterprise, keeper, officer or planner.
        restricted: Whether an administrator has named it to see restricted layers.
    """

    account_id: str
    district_id: str
    role: str
    restricted: bool


@dataclass(frozen=True)
class KeptStation:
    """That an account keeps a station."""

    account_id: str
    district_id: str
    station_id: str


def grant(connection: Connection, membership: Membership) -> None:
    """Let an account be something in a district; a role that it has is set anew."""
    if insert_absent(connection, memberships, **vars(membership)):
        return
    statement = (
        update(memberships).where(*_same(membership)).values(restricted=membership.restricted)
    )
    changed(connection, statement)


def withdraw(connection: Connection, account_id: str, district_id: str, role: str) -> bool:
    """Take a role from an account; whether it had it."""
    chosen = _same(Membership(account_id, district_id, role, restricted=False))
    return changed(connection, delete(memberships).where(*chosen)) == 1


def memberships_of(connection: Connection, account_id: str) -> tuple[Membership, ...]:
    """Everything that an account is, by district and role."""
    query = select(memberships).where(memberships.c.account_id == account_id)
    ordered = query.order_by(memberships.c.district_id, memberships.c.role)
    return every(connection, Membership, ordered)


def entrust(connection: Connection, kept: KeptStation) -> None:
    """Let an account keep a station."""
    insert_absent(connection, kept_stations, **vars(kept))


def relieve(connection: Connection, kept: KeptStation) -> bool:
    """Let an account no longer keep a station; whether it kept it."""
    chosen = (kept_stations.c[name] == value for name, value in vars(kept).items())
    return changed(connection, delete(kept_stations).where(*chosen)) == 1


def stations_of(connection: Connection, account_id: str) -> tuple[KeptStation, ...]:
    """The stations that an account keeps, by district and id."""
    query = select(kept_stations).where(kept_stations.c.account_id == account_id)
    ordered = query.order_by(kept_stations.c.district_id, kept_stations.c.station_id)
    return every(connection, KeptStation, ordered)


def _same(membership: Membership) -> list[ColumnElement[bool]]:
    columns = ("account_id", "district_id", "role")
    return [memberships.c[name] == getattr(membership, name) for name in columns]
