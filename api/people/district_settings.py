"""What an office decides about a district: its name, whether everybody may read it, its grid."""

from dataclasses import dataclass
from typing import Any

from api.people.access import require_admin
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.districts import District, find_district, set_up_district
from data.text import Text


@dataclass(frozen=True)
class SettingsWish:
    """What is to be decided otherwise; what is None stays.

    Attributes:
        name: What people call it.
        anonymous: Whether it may be read without an account.
        grid_m: Side of a law 11 cell, in metres.
    """

    name: str | None = None
    anonymous: bool | None = None
    grid_m: int | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What is to be changed, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}


def district_settings(service: Service, caller: Caller, district_id: str) -> District:
    """What is decided about a district.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: There is no such district.
    """
    require_admin(caller)
    with service.store.reading() as connection:
        return _known(find_district(connection, district_id), district_id)


def decide(service: Service, caller: Caller, district_id: str, wish: SettingsWish) -> District:
    """Decide something about a district otherwise; it counts from the next request on.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: There is no such district.
    """
    require_admin(caller)
    said = wish.said
    with service.store.writing() as connection:
        if said:
            set_up_district(connection, district_id, said)
        decided = _known(find_district(connection, district_id), district_id)
        audited(
            connection, caller, service.now(), Action.DISTRICT_SET_UP, district_id,
            district_id=district_id, decided=said,
        )  # fmt: skip
    return decided


def _known(found: District | None, district_id: str) -> District:
    if found is None:
        raise AbsentError.of(Text("区县", "district"), district_id)
    return found
