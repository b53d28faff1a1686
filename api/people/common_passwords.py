"""Passwords that are tried first: the commonest of those long enough to be allowed at all.

They are compared without regard to case and to the signs put before and after (`1234567890!`). The
list beside this file is short on purpose: with few attempts allowed, only what everybody tries
matters.
"""

from importlib.resources import files

_LIST = "common_passwords.txt"
_ENDS = "!@#$%&*.,?_- "
_FEWEST_DIFFERENT = 5


def is_common(password: str) -> bool:
    """Whether it is one of those tried first, or is made of hardly any different characters."""
    plain = password.casefold().strip(_ENDS)
    if len(set(plain)) < _FEWEST_DIFFERENT:
        return True
    return plain in files("api.people").joinpath(_LIST).read_text("utf-8").split()
