"""A worker: who works at jobs, and with what."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from api.service.service import Service
from api.work.pace import Pace
from api.work.performing import Perform


@dataclass(frozen=True)
class Worker:
    """Who works, and with what.

    Attributes:
        name: By which its claims are known; no other worker ever has it.
        service: The parts of the service.
        performers: Kind of job to what does it.
        pace: How often it looks up.
        asked_to_stop: Whether it has to leave.
        leave: Ends the process at once, whatever its other threads do.
    """

    name: str
    service: Service
    performers: Mapping[str, Perform]
    pace: Pace
    asked_to_stop: Callable[[], bool]
    leave: Callable[[int], NoReturn] = os._exit
