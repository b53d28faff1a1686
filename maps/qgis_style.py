"""The coverage GeoPackage opens in QGIS with the colours and shapes of the web map.

QGIS looks for the table `layer_styles` in the file; a row that is the default of a layer is used
as soon as the layer is opened.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import pandas as pd

from geo.answers import STATUS_TEXT, Status
from maps.palette import (
    BOUNDARY,
    NO_PEOPLE,
    SHARE_CLASSES,
    STATUS_MARKS,
    STREET,
    TIER_MARKS,
    UNKNOWN_TIER,
    band_fill,
)
from maps.qgis_symbols import Equal, Otherwise, Rule, Symbol, Within, qml, sld
from maps.words import TIER_TEXT

# Time would make the same answer other bytes; the table wants one.
_FIXED_TIME = "2026-01-01T00:00:00.000Z"
_MM_PER_PIXEL = 0.18
_COLUMNS = (
    "f_table_catalog",
    "f_table_schema",
    "f_table_name",
    "f_geometry_column",
    "styleName",
    "styleQML",
    "styleSLD",
    "useAsDefault",
    "description",
    "owner",
    "ui",
    "update_time",
)


def layer_styles(
    bands_min: Sequence[Fraction], layers: Sequence[str], *, geometry_column: str = "geom"
) -> pd.DataFrame:
    """Rows of the table `layer_styles` for a coverage GeoPackage.

    Args:
        bands_min: Minutes of the circles, any order.
        layers: Layers that are in the file; those without a style here are passed over.
        geometry_column: Name of the geometry column in the file.
    """
    rows = [
        ("", "", name, geometry_column, "quankan", qml(rules, largest_first=order),
         sld(name, rules), True, "圈勘：15分钟政务服务圈", "quankan", None, _FIXED_TIME)
        for name, (rules, order) in coverage_rules(bands_min).items() if name in layers
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def coverage_rules(bands_min: Sequence[Fraction]) -> Mapping[str, tuple[list[Rule], str]]:
    """Layer to its rules, and the column by which larger features are drawn first ("" if any)."""
    makers: Mapping[str, Callable[[], list[Rule]]] = {
        "residents": _residents,
        "stations": _stations,
        "areas": _areas,
        "streets": _streets,
    }
    found = {name: (rules(), "") for name, rules in makers.items()}
    return {**found, "circles": (_circles(bands_min), "minutes")}


def _residents() -> list[Rule]:
    """By status: filled circle, cross, hollow triangle."""
    looks = {
        "circle": lambda colour: Symbol("marker", colour, "#ffffff", 0.1, "circle", 1.8, 0.8),
        "cross": lambda colour: Symbol("marker", colour, colour, 0.6, "cross2", 2.6),
        "triangle": lambda colour: Symbol("marker", "", colour, 0.5, "triangle", 2.8),
    }
    return [
        Rule(Equal("status", status.value), STATUS_TEXT[status].zh, looks[mark.shape](mark.colour))
        for status, mark in ((s, STATUS_MARKS[s]) for s in Status)
    ]


def _stations() -> list[Rule]:
    rules = [
        Rule(
            Equal("tier", tier),
            TIER_TEXT[tier].zh,
            Symbol("marker", mark.colour, "#ffffff", 0.3, mark.shape, mark.size_px * _MM_PER_PIXEL),
        )
        for tier, mark in TIER_MARKS.items()
    ]
    size_mm = UNKNOWN_TIER.size_px * _MM_PER_PIXEL
    unknown = Symbol("marker", UNKNOWN_TIER.colour, "#ffffff", 0.3, UNKNOWN_TIER.shape, size_mm)
    return [*rules, Rule(Otherwise(), TIER_TEXT[""].zh, unknown)]


def _areas() -> list[Rule]:
    """By the lower bound of the covered share; areas without people hatched."""
    lows = [low for low, _ in SHARE_CLASSES]
    highs = [*lows[1:], None]
    rules = [
        Rule(
            Within("share_min", low, high),
            f"覆盖率下限 {low:.0%}–{1 if high is None else high:.0%}",
            Symbol("fill", colour, BOUNDARY, 0.3, opacity=0.7),
        )
        for (low, colour), high in zip(SHARE_CLASSES, highs, strict=True)
    ]
    nobody = Symbol("fill", NO_PEOPLE, BOUNDARY, 0.3, hatched=True)
    return [*rules, Rule(Otherwise(), "无人口", nobody)]


def _circles(bands_min: Sequence[Fraction]) -> list[Rule]:
    ordered = sorted(bands_min)
    return [
        Rule(
            Equal("minutes", float(minutes)),
            f"≤ {float(minutes):g} 分钟",
            Symbol("fill", band_fill(i, len(ordered)), "#4a86b0", 0.15, opacity=0.8),
        )
        for i, minutes in enumerate(ordered)
    ]


def _streets() -> list[Rule]:
    return [Rule(Otherwise(), "道路", Symbol("line", STREET, width_mm=0.15))]
