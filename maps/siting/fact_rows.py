"""申报事实: what is known of the undertaking, and on what each fact rests."""

from dataclasses import dataclass

from data.sites.facts import FactSource
from data.text import Text
from geo.survey.explained.words import fact_title, fact_value, floor_text
from maps.siting.view import AskedView
from maps.siting.words import FACT_SOURCE_TEXT


@dataclass(frozen=True)
class FactRow:
    """A fact given, and on what it rests."""

    title: Text
    value: Text
    source: Text
    declared: bool


def fact_rows(asked: AskedView) -> tuple[FactRow, ...]:
    """The facts given, by name."""
    return tuple(
        FactRow(
            title=fact_title(name, asked.vocabulary),
            value=_value(name, fact.value, asked),
            source=FACT_SOURCE_TEXT[fact.source],
            declared=fact.source is FactSource.DECLARED,
        )
        for name, fact in sorted(asked.facts.items())
    )


def _value(name: str, value: float | str, asked: AskedView) -> Text:
    if name == "floor" and not isinstance(value, str):
        return floor_text(value)
    return fact_value(value, asked.vocabulary.facts.get(name))
