"""`/tokens`: tokens with which one's programs come in."""

from fastapi import APIRouter

from api.people.bodies import NewTokenTold, TokenBody, TokensTold, TokenTold
from api.people.tokens import make_token, own_tokens, revoke_own
from api.service.depends import Asking, ServiceParts

router = APIRouter(prefix="/tokens", tags=["people"])


@router.get("", operation_id="list_tokens")
def tokens(caller: Asking, service: ServiceParts) -> TokensTold:
    """令牌列表 One's own tokens, the newest first."""
    return TokensTold(items=[TokenTold.of(token) for token in own_tokens(service, caller)])


@router.post("", status_code=201, operation_id="make_token")
def make(body: TokenBody, caller: Asking, service: ServiceParts) -> NewTokenTold:
    """新建令牌 Make a token; its secret is shown this once."""
    made = make_token(service, caller, body.name, body.days)
    return NewTokenTold(token=TokenTold.of(made.token), secret=made.secret)


@router.delete("/{token_id}", status_code=204, operation_id="revoke_token")
def revoke(token_id: str, caller: Asking, service: ServiceParts) -> None:
    """撤销令牌 Revoke a token; it ends at once."""
    revoke_own(service, caller, token_id)
