"""What keeps the gate of a running service: passwords, and counts of what was asked lately."""

from dataclasses import dataclass, field

from api.people.limits import Counters
from api.people.passwords import Passwords


@dataclass(frozen=True)
class Gate:
    """What keeps the gate, made once when the service starts.

    Attributes:
        passwords: How they are hashed and checked.
        counters: How often somebody has asked.
    """

    passwords: Passwords = field(default_factory=Passwords)
    counters: Counters = field(default_factory=Counters)
