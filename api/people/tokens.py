"""Tokens with which programs come in, for the account that made them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.people.access import require_account, require_person
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AbsentError, AccountError
from api.people.token_form import new_token
from api.service.service import Service
from api.store.accounts import hold_account
from api.store.ids import new_id
from api.store.tokens import Token, add_token, list_tokens, revoke_token
from data.text import Text

MOST_DAYS = 730
USUAL_DAYS = 180
_MOST_HELD = 50
_A_TOKEN = Text("令牌", "token")


@dataclass(frozen=True)
class NewToken:
    """A token, and its secret, which is told once."""

    token: Token
    secret: str


def make_token(service: Service, caller: Caller, name: str, days: int) -> NewToken:
    """Make a token for the caller; a program with it may do what the account may.

    Raises:
        SignInError: Nobody has signed in.
        ForbiddenError: The caller is a program itself.
        AccountError: The account has too many tokens.
    """
    account_id, now = require_person(caller, "tokens"), service.now()
    secret = new_token()
    token = Token(new_id("tok"), account_id, name, now, now + timedelta(days=days))
    with service.store.writing() as connection:
        hold_account(connection, account_id)
        _require_room(list_tokens(connection, account_id), now)
        add_token(connection, secret, token)
        audited(
            connection,
            caller,
            now,
            Action.TOKEN_MADE,
            token.id,
            called=name,
            days=days,
        )
    return NewToken(token, secret)


def own_tokens(service: Service, caller: Caller) -> tuple[Token, ...]:
    """The tokens of the caller, the newest first.

    Raises:
        SignInError: Nobody has signed in.
    """
    account_id = require_account(caller, "tokens")
    with service.store.reading() as connection:
        return list_tokens(connection, account_id)


def revoke_own(service: Service, caller: Caller, token_id: str) -> None:
    """Revoke a token of the caller; from now on it lets nobody in.

    Raises:
        SignInError: Nobody has signed in.
        AbsentError: There is none, none of the caller's, or it is revoked already.
    """
    account_id, now = require_account(caller, "tokens"), service.now()
    with service.store.writing() as connection:
        if not revoke_token(connection, account_id, token_id, now):
            raise AbsentError.of(_A_TOKEN, token_id)
        audited(connection, caller, now, Action.TOKEN_REVOKED, token_id)


def _require_room(tokens: Iterable[Token], now: datetime) -> None:
    held = sum(each.revoked_at is None and not _is_over(each, now) for each in tokens)
    if held >= _MOST_HELD:
        raise AccountError(
            "tokens",
            Text(f"已有 {held} 个", f"are {held} already"),
            Text("先撤销不用的令牌", "those not in use revoked first"),
        )


def _is_over(token: Token, now: datetime) -> bool:
    return token.expires_at is not None and token.expires_at <= now
