"""`/accounts`: accounts and what they are in districts, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.people.accounts import Wish, add, change, end_access, known_account
from api.people.bodies import (
    AccountBody,
    AccountChangeBody,
    AccountsTold,
    AccountTold,
    Id,
    RoleBody,
    StandingTold,
)
from api.people.caller import Role
from api.people.roles import (
    entrust_station,
    grant_role,
    relieve_station,
    standing_of,
    withdraw_role,
)
from api.service.depends import AskingAdmin, ServiceParts
from api.service.next_link import next_link
from api.store.accounts import list_accounts

router = APIRouter(prefix="/accounts", tags=["people"])
_MOST = 200
_AS_USUAL = RoleBody()


@router.get("", operation_id="list_accounts")
def accounts(
    request: Request,
    response: Response,
    caller: AskingAdmin,
    service: ServiceParts,
    limit: Annotated[int, Query(ge=1, le=_MOST, description="每页条数 Items on a page")] = 50,
    after: Annotated[Id | None, Query(description="上一页最后一个账号 The last id before")] = None,
) -> AccountsTold:
    """账号列表 All accounts, page by page."""
    with service.store.reading() as connection:
        found = list_accounts(connection, limit=limit, after=after or "")
    last = found[-1].id if len(found) == limit else None
    following = next_link(request, response, "after", last)
    return AccountsTold(items=[AccountTold.of(each) for each in found], next=following)


@router.post("", status_code=201, operation_id="add_account")
def add_account(
    body: AccountBody, response: Response, caller: AskingAdmin, service: ServiceParts
) -> AccountTold:
    """新建账号 Add an account; it has no role yet."""
    added = add(service, caller, body.login, body.name, body.password, admin=body.admin)
    response.headers["Location"] = f"{router.prefix}/{added.id}"
    return AccountTold.of(added)


@router.get("/{account_id}", operation_id="account")
def account(account_id: Id, caller: AskingAdmin, service: ServiceParts) -> StandingTold:
    """账号 An account, and what it is where."""
    with service.store.reading() as connection:
        found = known_account(connection, account_id)
        return StandingTold.of(found, standing_of(connection, account_id))


@router.patch("/{account_id}", operation_id="change_account")
def change_account(
    account_id: Id, body: AccountChangeBody, caller: AskingAdmin, service: ServiceParts
) -> AccountTold:
    """修改账号 Change an account; one that is disabled is shut out at once."""
    wish = Wish(body.name, body.password, body.admin, body.disabled)
    return AccountTold.of(change(service, caller, account_id, wish))


@router.delete("/{account_id}/access", status_code=204, operation_id="end_access")
def end(account_id: Id, caller: AskingAdmin, service: ServiceParts) -> None:
    """结束登录 End all sessions and tokens of an account."""
    end_access(service, caller, account_id)


@router.put("/{account_id}/roles/{district_id}/{role}", status_code=204, operation_id="grant_role")
def give(
    account_id: Id,
    district_id: Id,
    role: Role,
    caller: AskingAdmin,
    service: ServiceParts,
    body: RoleBody = _AS_USUAL,
) -> None:
    """授予角色 Let an account be something in a district; the body may be left out."""
    grant_role(service, caller, account_id, district_id, role, body.restricted)


@router.delete(
    "/{account_id}/roles/{district_id}/{role}", status_code=204, operation_id="withdraw_role"
)
def take(
    account_id: Id, district_id: Id, role: Role, caller: AskingAdmin, service: ServiceParts
) -> None:
    """收回角色 Take a role from an account."""
    withdraw_role(service, caller, account_id, district_id, role)


@router.put(
    "/{account_id}/stations/{district_id}/{station_id}",
    status_code=204,
    operation_id="entrust_station",
)
def hand_over(
    account_id: Id, district_id: Id, station_id: Id, caller: AskingAdmin, service: ServiceParts
) -> None:
    """交管站点 Let an account keep a station."""
    entrust_station(service, caller, account_id, district_id, station_id)


@router.delete(
    "/{account_id}/stations/{district_id}/{station_id}",
    status_code=204,
    operation_id="relieve_station",
)
def take_back(
    account_id: Id, district_id: Id, station_id: Id, caller: AskingAdmin, service: ServiceParts
) -> None:
    """收回站点 Let an account no longer keep a station."""
    relieve_station(service, caller, account_id, district_id, station_id)
