"""How many jobs of an account may wait with files that were sent for them."""

from sqlalchemy import Connection

from api.people.errors import TooManyError
from api.store.jobs import count_waiting

# Each keeps what was sent until it has ended.
MOST_WAITING = 4
_RETRY_S = 60


def require_room(
    connection: Connection, account_id: str, kind: str, action: str, *, for_another: bool = True
) -> None:
    """Refuse one more job that waits with a file.

    Asked before anything is taken, so that nobody sends it in vain; and, with the account held
    (`api.store.accounts.hold_account`), where the job is added.

    Args:
        connection: Any transaction.
        account_id: Whose jobs.
        kind: Of this kind.
        action: What is refused.
        for_another: Whether there has to be room for one more; else those that wait have to do.

    Raises:
        TooManyError: Too many of them wait.
    """
    if count_waiting(connection, account_id, kind) + for_another > MOST_WAITING:
        raise TooManyError(action, _RETRY_S)
