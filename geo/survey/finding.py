"""What one rule found at one site, with all that a person needs to check it."""

from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

from data.rulepacks.book import StandingRule
from data.text import Text
from geo.checks.overlap import Overlap
from geo.scene.knowledge import Known
from geo.survey.outcome import Outcome

# What settles a finding that is not settled: a person looks, or sees a paper; the applicant says,
# an office adds or mends a layer, a locality sets a number, a lawyer reads the text in print.
NeedKind = Literal["look", "proof", "fact", "layer", "number", "confirm"]


@dataclass(frozen=True)
class Measured:
    """A measurement.

    Attributes:
        value: What was measured; None where it is withheld or nothing could be.
        error: How far it may be off: the position errors of both ends.
        unit: `m`, `m2`, `share`, `floor`, `count`; empty for a word or a plain number.
        method: `straight`, `walking`, `overlap`, `fact`, `register`.
        start: Where it was measured from.
        end: Where to.
        most: Where an end is only known to be somewhere on an outline, the most it can be.
        overlap: What the site shares with a zone; None where no zone was measured.
    """

    value: float | str | None
    error: float | None
    unit: str
    method: str
    start: Text
    end: Text
    most: float | None = None
    overlap: Overlap | None = None


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
class Need:
    """What would settle what is not settled.

    Attributes:
        kind: Who has to do what.
        text: What to do, in a sentence.
        layer: For `layer`, which.
        values: For `layer`, the kinds in it; empty for the whole layer.
        fact: For `fact` and `proof`, its name.
        within_m: For `layer`, how far round the site it must be known; None where that is not it.
    """

    kind: NeedKind
    text: Text
    layer: str | None = None
    values: tuple[str, ...] = ()
    fact: str | None = None
    within_m: float | None = None


@dataclass(frozen=True)
class Part:
    """One check inside a rule that is made of several.

    Attributes:
        check: Its name in packs.
        answer: What it gives the rule: every `not` before it has been heard.
        turned: Whether an odd number of `not` stands before it.
        condition: Whether it belongs to the condition under which the rule concerns anybody.
        decides: Whether the answer of the rule rests on it.
        reason: What was found.
        measured: What was measured; None where nothing was.
        threshold: The number it was held against.
        margin: How far it keeps clear of the threshold.
        evidence: Shapes that show it; none for the one whose shapes stand in the finding itself.
        needs: What would settle it; empty where it is settled.
        withheld: Whether something was kept back.
    """

    check: str
    answer: str
    turned: bool
    condition: bool
    decides: bool
    reason: Text
    measured: Measured | None
    threshold: float | None
    margin: float | None
    evidence: tuple[Evidence, ...]
    needs: tuple[Need, ...]
    withheld: bool


@dataclass(frozen=True)
class Finding:
    """What one rule found at one site.

    Attributes:
        rule: The rule as it stands there and then.
        outcome: What it comes to.
        answer: What its check answered: `not_met`, `unknown`, `on_site` or `met`.
        measured: What was measured by the check that decides; None where nothing was.
        threshold: The number it was held against.
        margin: How far it keeps clear of the threshold; negative where it does not.
        evidence: Shapes that show it; none of what the asker may not see.
        knowns: The layers and kinds it looked at, that which decided first.
        reason: Why it comes to this.
        facts: Facts of the applicant that it rests on or lacks.
        withheld: Whether something was kept back because the asker may not see it.
        parts: Its checks, where it has several; those that decide first.
        needs: What would settle it; empty where it is settled.
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
    parts: tuple[Part, ...] = ()
    needs: tuple[Need, ...] = ()
