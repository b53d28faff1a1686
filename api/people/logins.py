"""Logins in one form, so that two people never have what looks like the same one."""

import re
import unicodedata

from api.people.errors import AccountError
from data.text import Text

MOST_CHARACTERS = 64
# Letters and digits of any script, and what mail addresses and staff numbers have between them.
_ALLOWED = re.compile(r"[\w.@+-]+")


def login_of(typed: str) -> str:
    """What somebody typed as a login, in the form in which logins are kept.

    Full-width letters become plain ones, capitals small ones.
    """
    # Folding may leave letters apart that normalising joins, so that it is done before and after.
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


def new_login(typed: str) -> str:
    """A login to be given to a new account.

    Raises:
        AccountError: It is empty, too long, or has other characters in it.
    """
    login = login_of(typed)
    if len(login) > MOST_CHARACTERS or not _ALLOWED.fullmatch(login):
        raise AccountError(
            "login",
            Text("不能用作账号", "cannot be a login"),
            Text(
                f"1 至 {MOST_CHARACTERS} 个字母、汉字、数字或 . _ @ + -",
                f"1 to {MOST_CHARACTERS} letters, digits, or . _ @ + -",
            ),
        )
    return login
