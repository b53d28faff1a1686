"""How often a generator makes each answer: a law that never meets an answer says nothing of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.rulepacks.checks import Check
from geo.checks.answers import WORDS

Census = Mapping[Check, Counter[str]]
Drawn = TypeVar("Drawn")


def census(
    drawn: st.SearchStrategy[Drawn],
    answers: Callable[[Drawn], Mapping[Check, list[int]]],
    examples: int,
) -> Census:
    """Answers of each check over a sample that is the same in every run.

    Args:
        drawn: The generator.
        answers: What each check answers in one example.
        examples: How many are drawn.
    """
    found: dict[Check, Counter[str]] = {}

    @settings(
        max_examples=examples, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(drawn)
    def count(one: Drawn) -> None:
        for check, each in answers(one).items():
            found.setdefault(check, Counter()).update(WORDS[answer] for answer in each)

    count()
    return found


def shares(counted: Counter[str]) -> dict[str, float]:
    """Per cent of each answer."""
    return {word: 100 * counted[word] / counted.total() for word in WORDS}
