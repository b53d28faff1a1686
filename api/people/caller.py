"""Who is asking, for the length of one request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What an account is in a district: 企业, 站点管理员, 勘验人员, 规划人员."""

    ENTERPRISE = "enterprise"
    KEEPER = "keeper"
    OFFICER = "officer"
    PLANNER = "planner"


@dataclass(frozen=True)
class Caller:
    """Who is asking.

    Attributes:
        address: Where the request comes from, for limits and the audit log; never for rights.
        account_id: The account; None for nobody in particular.
        name: What the account is called.
        admin: Whether it is an administrator.
        roles: District to what the account is there.
        restricted: Districts in which an administrator has named it to see restricted layers.
        stations: District to the stations it keeps.
        by_session: Whether it came by a cookie, so that a forged request must be ruled out.
    """

    address: str
    account_id: str | None = None
    name: str = ""
    admin: bool = False
    roles: Mapping[str, frozenset[Role]] = field(default_factory=lambda: MappingProxyType({}))
    restricted: frozenset[str] = frozenset()
    stations: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    by_session: bool = False

    def is_any(self, district: str, *roles: Role) -> bool:
        """Whether the account is one of `roles` in a district; an administrator is all of them."""
        return self.admin or bool(self.roles.get(district, frozenset()) & set(roles))
