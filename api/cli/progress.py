"""Progress of long work, one line a step, gone when it is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from data.text import Language, Text


@contextmanager
def steps(language: Language) -> Iterator[Callable[[Text], None]]:
    """Give a function that says which step is being worked on."""
    console = Console(stderr=True)
    with console.status("…") as status:

        def say(step: Text) -> None:
            status.update(f"{step.in_(language)}…")

        yield say
