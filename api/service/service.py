"""Everything a request may need, made once when the service starts and handed to the app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from api.answering.warm import Warm
from api.districts.home import Home
from api.districts.pool import Pool
from api.people.gate import Gate
from api.settings import ServiceSettings, Settings
from api.store.engine import Store


@dataclass(frozen=True)
class Service:
    """The parts of a running service.

    Attributes:
        store: The database.
        home: The folder with districts and uploads.
        pool: Districts that are open.
        settings: Language and map approval number.
        limits: What a request may cost, and how people sign in.
        now: The clock.
        warm: What is prepared once and asked many times.
        gate: Passwords, and counts of what was asked lately.
        supervised: Whether somebody looks after the workers; where nobody is to, all is well.
    """

    store: Store
    home: Home
    pool: Pool
    settings: Settings
    limits: ServiceSettings
    now: Callable[[], datetime]
    warm: Warm = field(default_factory=Warm)
    gate: Gate = field(default_factory=Gate)
    supervised: Callable[[], bool] = lambda: True
