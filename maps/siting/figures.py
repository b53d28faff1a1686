"""Measurements as people read them, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from data.percent import percent
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.survey.explained.words import use_text
from geo.survey.finding import Finding, Measured
from maps.siting.words import METHOD_TEXT

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


def measured_text(measured: Measured, vocabulary: Vocabulary | None = None) -> Text | None:
    """A measurement with its error, as `123.4 米（±10 米）`; None where nothing is told.

    Args:
        measured: The measurement.
        vocabulary: What words found instead of numbers are called; None to leave them as they are.
    """
    value = measured.value
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return Text(value, value) if vocabulary is None else word_text(value, vocabulary)
    said = _interval(value, measured.most, measured.unit)
    if not measured.error:
        return said
    error = figure(measured.error, measured.unit)
    return Text(f"{said.zh}（±{error.zh}）", f"{said.en} (±{error.en})")


def word_text(word: str, vocabulary: Vocabulary) -> Text:
    """What a word of a fact or of a source is called; a code stays as it is."""
    for term in vocabulary.facts.values():
        if term.choices and word in term.choices:
            return term.choices[word]
    return use_text(word, vocabulary)


def _interval(low: float, high: float | None, unit: str) -> Text:
    """A value, or from the least to the most it can be."""
    if high is None or high == low:
        return figure(low, unit)
    least, most = figure(low, unit), figure(high, unit)
    # The unit stands once, behind the larger.
    return Text(f"{least.zh.split()[0]} 至 {most.zh}", f"{least.en.split()[0]} to {most.en}")


def threshold_text(finding: Finding) -> Text | None:
    """What a measurement was held against; None where there is no number, or none was measured."""
    if finding.threshold is None or finding.measured is None:
        return None
    return figure(finding.threshold, finding.measured.unit)


def way_text(measured: Measured) -> Text:
    """How and between what was measured."""
    method = METHOD_TEXT.get(measured.method, Text(measured.method, measured.method))
    if measured.method in ("fact", "register"):
        return Text(f"{method.zh}：{measured.end.zh}", f"{method.en}: {measured.end.en}")
    return Text(
        f"{method.zh}：{measured.start.zh} → {measured.end.zh}",
        f"{method.en}: {measured.start.en} → {measured.end.en}",
    )


def area_text(area_m2: float) -> str:
    """An area in km², to a hundredth; what would read as nothing says that it is less."""
    area_km2 = area_m2 / 1e6
    return "<0.01" if 0 < area_km2 < 0.005 else f"{area_km2:,.2f}"
