"""What one rule found at one site, with all that a person needs to check it."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from data.rulepacks.book import StandingRule
from data.text import Text
from geo.scene.knowledge import Known
from geo.survey.outcome import Outcome


@dataclass(frozen=True)
class Measured:
    """A measurement.

    Attributes:
        value: What was measured; None where it is withheld or nothing could be.
        error: How far it may be off: the position errors of both ends.
        unit: `m`, `m2`, `share`, `floor`, `count`; empty for a word.
        method: `straight`, `walking`, `overlap`, `fact`, `register`.
        start: Where it was measured from.
        end: Where to.
    """

    value: float | str | None
    error: float | None
    unit: str
    method: str
    start: Text
    end: Text


@dataclass(frozen=True)
class Evidence:
    """A shape that shows what was found, in the district's CRS.

    Attributes:
        role: `measured_line`, `feature`, `overlap` or `threshold`.
        shape: The shape.
        label: What it is.
        id: The id of the feature it shows, where it shows one.
    """

    role: str
    shape: BaseGeometry
    label: Text
    id: str | None = None


@dataclass(frozen=True)
class Finding:
    """What one rule found at one site.

    Attributes:
        rule: The rule as it stands there and then.
        outcome: What it comes to.
        answer: What its check answered: `not_met`, `unknown`, `on_site` or `met`.
        measured: What was measured; None where nothing was.
        threshold: The number it was held against.
        margin: How far it keeps clear of the threshold; negative where it does not.
        evidence: Shapes that show it; none of what the asker may not see.
        knowns: The layers and kinds it looked at.
        reason: Why it comes to this.
        facts: Facts of the applicant that it rests on or lacks.
        withheld: Whether something was kept back because the asker may not see it.
    """

    rule: StandingRule
    outcome: Outcome
    answer: str
    measured: Measured | None
    threshold: float | None
    margin: float | None
    evidence: tuple[Evidence, ...]
    knowns: tuple[Known, ...]
    reason: Text
    facts: tuple[str, ...]
    withheld: bool
