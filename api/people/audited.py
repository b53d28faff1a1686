"""Who did what, for the audit log. All rows of it are written here.

A row about a change is written in the transaction of the change; one about a reading, before the
answer leaves. No password, token or other secret is ever part of it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from api.people.caller import Caller
from api.store.audit import Deed, append

_SECRET_WORDS = ("password", "secret", "token", "cookie", "link")


class Action(StrEnum):
    """What is done; a question is logged by its kind."""

    SIGN_IN = "sign_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_OUT = "sign_out"
    ADMIN_LINK = "admin_link"
    FIRST_ADMIN = "first_admin"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CHANGED = "account_changed"
    ACCESS_ENDED = "access_ended"
    PASSWORD_CHANGED = "password_changed"
    ROLE_GRANTED = "role_granted"
    ROLE_WITHDRAWN = "role_withdrawn"
    STATION_ENTRUSTED = "station_entrusted"
    STATION_RELIEVED = "station_relieved"
    TOKEN_MADE = "token_made"
    TOKEN_REVOKED = "token_revoked"
    DISTRICT_SET_UP = "district_set_up"
    UPLOAD = "upload"
    DISTRICT_TAKEN_IN = "district_taken_in"
    STATION_CHANGED = "station_changed"
    CANCEL_JOB = "cancel_job"
    VERIFICATION_RENEWED = "verification_renewed"
    READ_AUDIT = "read_audit"
    READ_LAYER = "read_layer"
    READ_RESULT = "read_result"
    LIST_RESULTS = "list_results"


def audited(
    connection: Connection,
    caller: Caller,
    at: datetime,
    action: str,
    what: str,
    *,
    district_id: str | None = None,
    version_id: str | None = None,
    **detail: Any,  # noqa: ANN401  # JSON
) -> None:
    """Write what a caller does into the audit log.

    Args:
        connection: The transaction of the deed.
        caller: Who does it.
        at: When.
        action: An `Action`, or the kind of a question.
        what: What it is done to: an id, a layer, a login.
        district_id: The district whose data is asked or changed.
        version_id: The version of it.
        detail: What else there is to say, as JSON can hold it.

    Raises:
        ValueError: A detail is called like a secret.
    """
    if secret := [name for name in detail if any(word in name for word in _SECRET_WORDS)]:
        raise ValueError(f"not for the audit log: {secret}")
    row = Deed(
        at=at,
        account_id=caller.account_id,
        address=caller.address,
        action=str(action),
        object=what,
        district_id=district_id,
        version_id=version_id,
        detail=detail,
    )
    append(connection, row)
