"""Colours, shapes and classes: one table for the web map and for QGIS.

Statuses use colours of Okabe and Ito (2008) that stay apart for colour-blind eyes, and a shape
each. The classes of the covered share follow ColorBrewer's BrBG, brown for the gaps, with
paler greens so that what is well served steps back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.answers import Status


@dataclass(frozen=True)
class StatusMark:
    """How residents of one status look.

    Attributes:
        colour: `#rrggbb`.
        shape: `circle` (filled), `cross`, or `triangle` (hollow).
    """

    colour: str
    shape: str


@dataclass(frozen=True)
class TierMark:
    """How stations of one tier look.

    Attributes:
        colour: `#rrggbb`.
        shape: `star`, `square`, `circle`, `diamond`.
        size_px: Width on the screen.
        zh: Its letter in Chinese.
        en: Its letter in English.
    """

    colour: str
    shape: str
    size_px: int
    zh: str
    en: str


STATUS_MARKS: Mapping[Status, StatusMark] = {
    Status.COVERED: StatusMark("#0072b2", "circle"),
    Status.UNCOVERED: StatusMark("#d55e00", "cross"),
    Status.UNKNOWN: StatusMark("#8a3f6b", "triangle"),
}
TIER_MARKS: Mapping[str, TierMark] = {
    "district": TierMark("#7a0f2b", "star", 34, "区", "D"),
    "subdistrict": TierMark("#1c2f5c", "square", 22, "街", "S"),
    "community": TierMark("#2c5f6f", "circle", 17, "社", "C"),
    "post": TierMark("#5a5f2e", "diamond", 20, "驿", "P"),
}
UNKNOWN_TIER = TierMark("#55585e", "circle", 15, "？", "?")

# Lower bounds of the classes of the covered share; each class reaches up to the next bound.
SHARE_CLASSES: tuple[tuple[float, str], ...] = (
    (0.0, "#bd8445"),
    (0.5, "#e3ca90"),
    (0.7, "#f5f1e3"),
    (0.85, "#b8e0d8"),
    (0.95, "#7cc5b9"),
)
NO_PEOPLE = "#b9bcc2"
# Fills of the bands from the innermost outwards; further bands repeat the last.
BAND_FILLS = ("#6ea8d3", "#a3cae5", "#d3e7f3")
STREET = "#8d9096"
BOUNDARY = "#3f4550"


def band_fill(position: int, count: int) -> str:
    """Fill of the band at `position` of `count`, counted from the innermost."""
    spread = len(BAND_FILLS) - 1 if count > 1 else 0
    index = round(position * spread / max(count - 1, 1)) if count > 1 else spread
    return BAND_FILLS[index]
