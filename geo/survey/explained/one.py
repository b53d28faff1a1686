"""One check at one site, ready to be explained, and what its explanation holds."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.checks.asking import Asking
from geo.checks.judged import Judged
from geo.reason import Reason
from geo.scene.knowledge import Known
from geo.scene.sites import FactColumn, Sites, Source
from geo.survey.explained.background import Background
from geo.survey.finding import Evidence, Measured, Need

AT_SITE = Text("场址", "the site")


@dataclass(frozen=True)
class One:
    """What one check answered at one site, and where more can be read.

    Attributes:
        answer: Its own answer, before any `not`.
        reason: Why.
        value: What was measured; None where nothing was.
        error: How far it may be off; None likewise.
        feature: Index of the feature that decided, in the check's own features; -1 for none.
        asking: The question, with that site alone in it.
        background: What no check asks for.
        numbers: What the numbers and methods of the rule are called.
    """

    answer: np.uint8
    reason: Reason
    value: float | None
    error: float | None
    feature: int
    asking: Asking
    background: Background
    numbers: Mapping[str, Text]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the rules."""
        return self.asking.scene.vocabulary

    @property
    def sites(self) -> Sites:
        """The one site."""
        return self.asking.here.sites

    @property
    def shape(self) -> BaseGeometry:
        """Its shape."""
        shape: BaseGeometry = self.sites.shapes[0]
        return shape

    def fact(self, name: str) -> tuple[float | str, Source] | None:
        """A fact and its source; None where it is not known."""
        column: FactColumn | None = self.sites.facts.get(name)
        if column is None or not column.known[0]:
            return None
        value = column.value[0]
        return value if isinstance(value, str) else float(value), Source(int(column.source[0]))


def one_of(
    judged: Judged,
    site: int,
    alone: Asking,
    background: Background,
    numbers: Mapping[str, Text],
) -> One:
    """One site of what a check found at many.

    Args:
        judged: What it found.
        site: Which of the sites.
        alone: The question with that site alone in it.
        background: What no check asks for.
        numbers: What the numbers and methods of the rule are called.
    """
    value, error = float(judged.value[site]), float(judged.error[site])
    return One(
        answer=judged.answer[site],
        reason=Reason(int(judged.reason[site])),
        value=value if np.isfinite(value) else None,
        error=error if np.isfinite(error) else None,
        feature=int(judged.feature[site]),
        asking=alone,
        background=background,
        numbers=numbers,
    )


@dataclass(frozen=True)
class Explained:
    """What one check found at one site.

    Attributes:
        reason: What was found, in a sentence.
        clauses: The same in parts, of which another check may tell some too; empty where it is one.
        measured: What was measured; None where nothing was.
        threshold: The number it was held against.
        margin: How far it keeps clear of it; negative where it does not.
        evidence: Shapes that show it.
        decided: The kind that decided; None for none.
        needs: What would settle it.
        withheld: Whether something is kept back.
    """

    reason: Text
    measured: Measured | None = None
    threshold: float | None = None
    margin: float | None = None
    evidence: tuple[Evidence, ...] = ()
    decided: Known | None = None
    needs: tuple[Need, ...] = ()
    withheld: bool = False
    clauses: tuple[Text, ...] = ()

    @property
    def told(self) -> tuple[Text, ...]:
        """The clauses, or the one sentence."""
        return self.clauses or (self.reason,)


def number_needed(one: One, left: tuple[str, ...]) -> Explained:
    """What to say where no locality has set a number or a method."""
    titles = list(dict.fromkeys(one.numbers.get(name, Text(name, name)) for name in left))
    zh, en = "、".join(t.zh for t in titles), ", ".join(t.en for t in titles)
    said = Text(f"当地尚未规定：{zh}", f"no locality has set: {en}")
    # One for each, so that what several checks of a rule lack is asked for once.
    asked = [Text(f"由当地规定：{title.zh}", f"a locality sets: {title.en}") for title in titles]
    return Explained(said, needs=tuple(Need("number", text) for text in asked))
