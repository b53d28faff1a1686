"""How far a job is, from the thread that works to the one that watches."""

import threading
from dataclasses import dataclass
from typing import Protocol

from data.text import Text


@dataclass(frozen=True)
class Step:
    """What is being worked on.

    Attributes:
        text: In words.
        done, total: How far, where that can be counted.
    """

    text: Text
    done: int | None = None
    total: int | None = None


class Tell(Protocol):
    """Takes what is being worked on."""

    def __call__(self, step: Text, done: int | None = None, total: int | None = None) -> None:
        """Take it; this costs next to nothing."""


class Progress:
    """The last step told. Who works tells as often as it likes; the watcher writes at its pace."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Step | None = None

    def tell(self, step: Text, done: int | None = None, total: int | None = None) -> None:
        """Say what is being worked on; a `Tell`."""
        with self._lock:
            self._last = Step(step, done, total)

    def news(self) -> Step | None:
        """The last step, if any was told since this was asked before."""
        with self._lock:
            last, self._last = self._last, None
        return last
