"""Secrets that are handed out once: the store keeps only their hash.

They are 256 random bits, so a plain SHA-256 is enough; passwords are another matter (argon2). They
are looked up by their hash: how far a hash agrees tells nobody anything about the secret.
"""

import hashlib
import secrets

_RANDOM_BYTES = 32


def new_secret(prefix: str = "") -> str:
    """A new secret of 256 bits, fit for addresses and headers, behind a prefix."""
    return prefix + secrets.token_urlsafe(_RANDOM_BYTES)


def secret_hash(secret: str) -> str:
    """What the store keeps of a secret: SHA-256 of its UTF-8, in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
