"""Measurements as people read them, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from data.percent import percent
from data.rulepacks.vocabulary import FactTerm, FactType
from data.text import Text
from geo.survey.finding import Finding, Measured
from maps.siting.words import METHOD_TEXT, YES_NO

_UNITS: Mapping[str, Text] = MappingProxyType(
    {
        "m": Text("米", "m"),
        "m2": Text("平方米", "m²"),
        "floor": Text("层", "floor"),
        "count": Text("个", ""),
    }
)


def figure(value: float | str, unit: str) -> Text:
    """A value with its unit; a share in percent, a word as it is."""
    if isinstance(value, str):
        return Text(value, value)
    if unit == "share":
        return Text(percent(value), percent(value))
    digits = f"{value:,.1f}" if unit in ("m", "m2") and not float(value).is_integer() else None
    number = digits or f"{value:,.6g}"
    said = _UNITS.get(unit, Text("", ""))
    return Text(f"{number} {said.zh}".strip(), f"{number} {said.en}".strip())


def measured_text(measured: Measured) -> Text | None:
    """A measurement with its error, as `123.4 米（±10 米）`; None where nothing is told."""
    if measured.value is None or measured.value != measured.value:
        return None
    value = _interval(measured.value, measured.most, measured.unit)
    if measured.error is None or isinstance(measured.value, str):
        return value
    error = figure(measured.error, measured.unit)
    return Text(f"{value.zh}（±{error.zh}）", f"{value.en} (±{error.en})")


def _interval(low: float | str, high: float | None, unit: str) -> Text:
    """A value, or from the least to the most it can be."""
    value = figure(low, unit)
    if high is None or high == low:
        return value
    most = figure(high, unit)
    return Text(f"{value.zh} 至 {most.zh}", f"{value.en} to {most.en}")


def threshold_text(finding: Finding) -> Text | None:
    """What a measurement was held against; None where there is no number, or none was measured."""
    if finding.threshold is None or finding.measured is None:
        return None
    return figure(finding.threshold, finding.measured.unit)


def way_text(measured: Measured) -> Text:
    """How and between what was measured."""
    method = METHOD_TEXT.get(measured.method, Text(measured.method, measured.method))
    return Text(
        f"{method.zh}：{measured.start.zh} → {measured.end.zh}",
        f"{method.en}: {measured.start.en} → {measured.end.en}",
    )


def fact_text(value: float | str, term: FactTerm | None) -> Text:
    """The value of a fact: yes or no, the title of a choice, a number with its unit."""
    if isinstance(value, str):
        choices = term.choices if term is not None and term.choices else {}
        return choices.get(value, Text(value, value))
    if term is not None and term.type is FactType.BOOLEAN:
        return YES_NO[bool(value)]
    number = f"{value:,.10g}"
    if term is None or term.unit is None:
        return Text(number, number)
    return Text(f"{number} {term.unit.zh}", f"{number} {term.unit.en}")


def fact_title(name: str, term: FactTerm | None) -> Text:
    """What a fact is called."""
    return Text(name, name) if term is None else term.title


def area_text(area_m2: float) -> str:
    """An area in km², to a hundredth; what would read as nothing says that it is less."""
    area_km2 = area_m2 / 1e6
    return "<0.01" if 0 < area_km2 < 0.005 else f"{area_km2:,.2f}"
