"""What requests about people say, and what they are answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.people.caller import Role
from api.people.roles import Standing
from api.people.tokens import MOST_DAYS, USUAL_DAYS
from api.store.accounts import Account
from api.store.audit import Entry
from api.store.tokens import Token

_NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
Login = Annotated[
    str, Field(min_length=1, max_length=64, pattern=_NO_CONTROLS, description="账号 Login")
]
# How long it is, is said by `api.people.passwords`: what was sent is never repeated.
Password = Annotated[str, Field(description="密码 Password")]
Name = Annotated[
    str, Field(min_length=1, max_length=80, pattern=_NO_CONTROLS, description="名称 Name")
]
Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_NO_CONTROLS)]


class Asked(BaseModel):
    """A JSON object of a request."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Told(BaseModel):
    """A JSON object of an answer."""

    model_config = ConfigDict(frozen=True)


class SignInBody(Asked):
    """登录 Signing in."""

    login: Login
    password: Password


class PasswordBody(Asked):
    """修改自己的密码 Changing one's password."""

    current: Password
    new: Password


class TokenBody(Asked):
    """新建令牌 A token to be made."""

    name: Name
    days: Annotated[
        int, Field(ge=1, le=MOST_DAYS, description="有效天数 How many days it lasts")
    ] = USUAL_DAYS


class AccountBody(Asked):
    """新建账号 An account to be added."""

    login: Login
    name: Name
    password: Password
    admin: Annotated[bool, Field(description="是否管理员 Whether it is an administrator")] = False


class AccountChangeBody(Asked):
    """修改账号 What is to be changed; what is left out stays."""

    name: Name | None = None
    password: Password | None = None
    admin: Annotated[bool | None, Field(description="是否管理员 Administrator")] = None
    disabled: Annotated[bool | None, Field(description="是否停用 Shut out")] = None


class RoleBody(Asked):
    """授予角色 A role to be given."""

    restricted: Annotated[
        bool, Field(description="可查看受限图层 Named to see restricted layers")
    ] = False


class DistrictSettingsBody(Asked):
    """区县设置 What is to be decided otherwise; what is left out stays."""

    name: Name | None = None
    anonymous: Annotated[
        bool | None, Field(description="无需账号即可查看 Whether everybody may read it")
    ] = None
    grid_m: Annotated[
        int | None,
        Field(ge=50, le=10_000, description="受限图层的网格边长（米） Cell of restricted layers"),
    ] = None


class DistrictSettingsTold(Told):
    """区县设置 What is decided about a district."""

    id: str
    name: str
    anonymous: bool
    grid_m: int


class AccountTold(Told):
    """账号 An account."""

    id: str
    login: str
    name: str
    admin: bool
    disabled: bool
    by_provider: Annotated[bool, Field(description="统一身份认证登录 Signs in at a provider")]
    created_at: datetime

    @classmethod
    def of(cls, account: Account) -> Self:
        """An account without its password."""
        return cls(
            id=account.id,
            login=account.login,
            name=account.name,
            admin=account.admin,
            disabled=account.disabled,
            by_provider=account.subject is not None,
            created_at=account.created_at,
        )


class RoleTold(Told):
    """角色 What an account is in a district."""

    district: str
    role: Role
    restricted: bool


class StationTold(Told):
    """所管站点 A station that an account keeps."""

    district: str
    station: str


class StandingTold(Told):
    """账号及其角色 An account and what it is where."""

    account: AccountTold
    roles: list[RoleTold]
    stations: list[StationTold]

    @classmethod
    def of(cls, account: Account, standing: Standing) -> Self:
        """An account with what it is everywhere."""
        roles = [
            RoleTold(district=m.district_id, role=Role(m.role), restricted=m.restricted)
            for m in standing.memberships
        ]
        stations = [
            StationTold(district=kept.district_id, station=kept.station_id)
            for kept in standing.stations
        ]
        return cls(account=AccountTold.of(account), roles=roles, stations=stations)


class SessionTold(Told):
    """登录状态 A session; `csrf` goes into the header X-CSRF-Token of requests that write."""

    account: AccountTold
    csrf: str
    expires_at: datetime


class TokenTold(Told):
    """令牌 A token, without its secret."""

    id: str
    name: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, token: Token) -> Self:
        """A token as it is listed."""
        return cls(**{name: getattr(token, name) for name in cls.model_fields})


class NewTokenTold(Told):
    """新令牌 A new token; `secret` is shown this once."""

    token: TokenTold
    secret: str


class TokensTold(Told):
    """令牌列表 Tokens."""

    items: list[TokenTold]


class AccountsTold(Told):
    """账号列表 Accounts."""

    items: list[AccountTold]
    next: str | None


class EntryTold(Told):
    """审计记录 A row of the audit log."""

    id: int
    at: datetime
    account: str | None
    address: str
    action: str
    object: str
    district: str | None
    version: str | None
    detail: Mapping[str, Any]

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """A row as it is listed."""
        return cls(
            id=entry.id,
            at=entry.at,
            account=entry.account_id,
            address=entry.address,
            action=entry.action,
            object=entry.object,
            district=entry.district_id,
            version=entry.version_id,
            detail=entry.detail,
        )


class AuditTold(Told):
    """审计日志 A page of the audit log, the newest first."""

    items: list[EntryTold]
    next: str | None
