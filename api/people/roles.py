"""What accounts are in districts, as administrators decide it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from api.people.access import INSIDERS, require_admin
from api.people.accounts import known_account
from api.people.audited import Action, audited
from api.people.caller import Caller, Role
from api.people.errors import AbsentError, AccountError
from api.service.service import Service
from api.store.districts import find_district
from api.store.memberships import (
    KeptStation,
    Membership,
    entrust,
    grant,
    memberships_of,
    relieve,
    stations_of,
    withdraw,
)
from data.text import Text

_A_DISTRICT = Text("区县", "district")
_A_ROLE = Text("角色", "role")
_A_STATION = Text("所管站点", "station that it keeps")


@dataclass(frozen=True)
class Standing:
    """What an account is, and which stations it keeps."""

    memberships: tuple[Membership, ...]
    stations: tuple[KeptStation, ...]


def standing_of(connection: Connection, account_id: str) -> Standing:
    """What an account is everywhere."""
    return Standing(memberships_of(connection, account_id), stations_of(connection, account_id))


def grant_role(
    service: Service,
    caller: Caller,
    account_id: str,
    district_id: str,
    role: Role,
    restricted: bool,
) -> None:
    """Let an account be something in a district.

    Args:
        service: The service.
        caller: An administrator.
        account_id: The account.
        district_id: The district.
        role: What it will be there.
        restricted: Whether it is named to see restricted layers.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: There is no such account or district.
        AccountError: People in that role never see restricted layers.
    """
    require_admin(caller)
    if restricted and role not in INSIDERS:
        raise AccountError(
            "restricted",
            Text(f"不能授予角色 {role.value}", f"cannot be given to the role {role.value}"),
            Text("勘验人员或规划人员", "an officer or a planner"),
        )
    with service.store.writing() as connection:
        _both_known(connection, account_id, district_id)
        grant(connection, Membership(account_id, district_id, role.value, restricted))
        audited(
            connection, caller, service.now(), Action.ROLE_GRANTED, account_id,
            district_id=district_id, role=role.value, restricted=restricted,
        )  # fmt: skip


def withdraw_role(
    service: Service, caller: Caller, account_id: str, district_id: str, role: Role
) -> None:
    """Take a role from an account.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: It has no such role there.
    """
    require_admin(caller)
    with service.store.writing() as connection:
        if not withdraw(connection, account_id, district_id, role.value):
            raise AbsentError.of(_A_ROLE, role.value)
        audited(
            connection, caller, service.now(), Action.ROLE_WITHDRAWN, account_id,
            district_id=district_id, role=role.value,
        )  # fmt: skip


def entrust_station(
    service: Service, caller: Caller, account_id: str, district_id: str, station_id: str
) -> None:
    """Let an account keep a station; it needs the role of a keeper there beside it.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: There is no such account or district.
    """
    require_admin(caller)
    with service.store.writing() as connection:
        _both_known(connection, account_id, district_id)
        entrust(connection, KeptStation(account_id, district_id, station_id))
        audited(
            connection, caller, service.now(), Action.STATION_ENTRUSTED, account_id,
            district_id=district_id, station=station_id,
        )  # fmt: skip


def relieve_station(
    service: Service, caller: Caller, account_id: str, district_id: str, station_id: str
) -> None:
    """Let an account no longer keep a station.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: It does not keep it.
    """
    require_admin(caller)
    with service.store.writing() as connection:
        if not relieve(connection, KeptStation(account_id, district_id, station_id)):
            raise AbsentError.of(_A_STATION, station_id)
        audited(
            connection, caller, service.now(), Action.STATION_RELIEVED, account_id,
            district_id=district_id, station=station_id,
        )  # fmt: skip


def _both_known(connection: Connection, account_id: str, district_id: str) -> None:
    known_account(connection, account_id)
    if find_district(connection, district_id) is None:
        raise AbsentError.of(_A_DISTRICT, district_id)
