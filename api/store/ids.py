"""Ids of what is kept: not to be guessed, and telling at a glance what they name."""

import secrets

_RANDOM_BYTES = 10


def new_id(prefix: str) -> str:
    """A new id such as `svy-3f0c...`: 80 random bits in hexadecimal behind a prefix."""
    return f"{prefix}-{secrets.token_hex(_RANDOM_BYTES)}"
