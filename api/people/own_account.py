"""What people change of their own account."""

from api.people.access import require_person
from api.people.accounts import known_account
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AccountError, SignInError
from api.people.passwords import check_new_password
from api.people.signing_in import SignedIn, let_in
from api.service.service import Service
from api.store.accounts import replace_password
from api.store.sessions import end_sessions_of
from data.text import Text


def change_password(service: Service, caller: Caller, current: str, new: str) -> SignedIn:
    """Change one's password; all sessions end, and another one begins.

    Raises:
        SignInError: Nobody has signed in, or the current password is not right.
        ForbiddenError: The caller is a program.
        AccountError: The new password cannot be, or who somebody is is said by a provider.
        TooManyError: There were too many attempts.
    """
    account_id = require_person(caller, "password")
    passwords, counters = service.gate.passwords, service.gate.counters
    with service.store.reading() as connection:
        account = known_account(connection, account_id)
    if account.password is None:
        raise AccountError(
            "password",
            Text("此账号由统一身份认证登录", "is not what this account signs in with"),
            Text("在统一身份认证系统中修改", "a change at the identity provider"),
        )
    counters.count_sign_in(account.login, caller.address)
    if not passwords.check(account.password, current).right:
        raise SignInError.refused()
    check_new_password(new, account.login)
    hashed = passwords.hashed(new)
    with service.store.writing() as connection:
        # Checking takes a while: it may have been given another password meanwhile.
        if not replace_password(connection, account_id, account.password, hashed):
            raise SignInError.refused()
        end_sessions_of(connection, account_id)
        audited(connection, caller, service.now(), Action.PASSWORD_CHANGED, account_id)
        return let_in(connection, service, caller, account_id, "password")
