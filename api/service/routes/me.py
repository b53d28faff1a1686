"""`/me`: one's own account."""

from fastapi import APIRouter, Request, Response

from api.people.access import require_account
from api.people.accounts import known_account
from api.people.bodies import PasswordBody, SessionTold, StandingTold
from api.people.own_account import change_password
from api.people.roles import standing_of
from api.service.depends import Asking, ServiceParts
from api.service.routes.session import session_told

router = APIRouter(prefix="/me", tags=["people"])


@router.get("", operation_id="me")
def me(caller: Asking, service: ServiceParts) -> StandingTold:
    """本人账号 Who one is, and what one is where."""
    account_id = require_account(caller, "me")
    with service.store.reading() as connection:
        account = known_account(connection, account_id)
        return StandingTold.of(account, standing_of(connection, account_id))


@router.put("/password", operation_id="change_password")
def password(
    body: PasswordBody,
    request: Request,
    response: Response,
    caller: Asking,
    service: ServiceParts,
) -> SessionTold:
    """修改密码 Change one's password; all other sessions end."""
    signed_in = change_password(service, caller, body.current, body.new)
    return session_told(service, request, response, signed_in)
