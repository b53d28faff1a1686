"""Whether somebody may still do, when a job comes to its end, what they might when they asked."""

from sqlalchemy import Connection

from api.people.access import Deed, OpenTo, require, require_admin
from api.people.caller import Caller
from api.people.errors import SignInError
from api.people.recognise import caller_for
from api.store.districts import find_district
from data.text import Text


def require_still(
    connection: Connection, account_id: str | None, deed: Deed, district_id: str
) -> None:
    """Refuse a deed that was allowed once, in the transaction that would write what came of it.

    Args:
        connection: That transaction.
        account_id: Who has asked; None for nobody in particular.
        deed: What for.
        district_id: The district; one that is not there yet is for administrators.

    Raises:
        SignInError: The account has been disabled, or the district is closed to strangers by now.
        AbsentError, ForbiddenError: The account has lost the role for it.
    """
    caller = Caller("") if account_id is None else caller_for(connection, account_id)
    if caller is None:
        raise SignInError.over(Text("账号", "account"))
    known = find_district(connection, district_id)
    if known is None:
        require_admin(caller)
    else:
        require(caller, deed, OpenTo(known.id, known.anonymous))
