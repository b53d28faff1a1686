"""One attempt to sign in at an identity provider: what has to come back as it went out.

All of it hangs on one secret, which only the browser keeps: so the service remembers nothing of
attempts that are never finished, and nobody can finish one that another browser began.
"""

import hashlib
import hmac
from dataclasses import dataclass, field

from api.people.errors import ProviderError
from api.store.secret_hash import new_secret


@dataclass(frozen=True)
class Attempt:
    """An attempt.

    Attributes:
        secret: 256 random bits, kept in a cookie until the browser comes back.
    """

    secret: str = field(default_factory=new_secret, repr=False)

    @property
    def state(self) -> str:
        """Comes back in the address: the answer is to a question of this browser."""
        return self._part("state")

    @property
    def nonce(self) -> str:
        """Comes back in the signed token: it was made for this attempt."""
        return self._part("nonce")

    @property
    def verifier(self) -> str:
        """Proves that who fetches the token is who asked for the code (RFC 7636)."""
        return self._part("verifier")

    def require_state(self, state: str) -> None:
        """Refuse an answer to another attempt.

        Raises:
            ProviderError: The state is another one.
        """
        if not hmac.compare_digest(state.encode(), self.state.encode()):
            raise ProviderError.of("state")

    def _part(self, name: str) -> str:
        return hmac.new(self.secret.encode(), name.encode(), hashlib.sha256).hexdigest()
