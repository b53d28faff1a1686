"""How outcomes look: a colour, after Okabe and Ito (2008), and a pattern each.

The colours stay apart for colour-blind eyes, the patterns on a grey print as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.survey.outcome import Outcome


@dataclass(frozen=True)
class OutcomeMark:
    """How one outcome looks.

    Attributes:
        fill: Colour of an area, `#rrggbb`.
        line: Colour of its pattern and of lines.
        badge: Colour behind its word.
        ink: Colour of its word.
        pattern: `plain`, `lines`, `dots`, `hatch` or `cross`.
    """

    fill: str
    line: str
    badge: str
    ink: str
    pattern: str


OUTCOME_MARKS: Mapping[Outcome, OutcomeMark] = MappingProxyType(
    {
        Outcome.FAIL: OutcomeMark("#e0763a", "#8f3200", "#a83c00", "#ffffff", "cross"),
        Outcome.UNKNOWN: OutcomeMark("#c9ccd1", "#5d6470", "#555c68", "#ffffff", "hatch"),
        Outcome.ON_SITE: OutcomeMark("#f3cf63", "#7a5b00", "#f0bd27", "#1d2430", "dots"),
        Outcome.CONDITIONAL: OutcomeMark("#9ed2ef", "#1f6d96", "#8ccbec", "#1d2430", "lines"),
        Outcome.PASS: OutcomeMark("#3b8fc4", "#004a77", "#0067a3", "#ffffff", "plain"),
        Outcome.REMARK: OutcomeMark("#ffffff", "#5a6372", "#ffffff", "#3f4550", "plain"),
        Outcome.NOT_CONCERNED: OutcomeMark("#ffffff", "#b9bcc2", "#ffffff", "#5a6372", "plain"),
    }
)
# From the worst to the best, remarks apart.
GROUPED: tuple[Outcome, ...] = (
    Outcome.FAIL,
    Outcome.UNKNOWN,
    Outcome.ON_SITE,
    Outcome.CONDITIONAL,
    Outcome.PASS,
    Outcome.REMARK,
)
# What a verdict can be, from the best to the worst, as a legend lists it.
VERDICTS: tuple[Outcome, ...] = (
    Outcome.PASS,
    Outcome.CONDITIONAL,
    Outcome.ON_SITE,
    Outcome.UNKNOWN,
    Outcome.FAIL,
)
