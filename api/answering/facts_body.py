"""Facts of the premises and the undertaking in a request: name to value, or value and source."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from api.answering.bodies import Body, Number, Word
from data.errors import SiteError
from data.rulepacks.vocabulary import Vocabulary
from data.sites.facts import FactSource, GivenFact, fact_term, given_fact
from data.text import Text
from data.written import plain

MOST_FACTS = 200
_AT = "facts"
Value = bool | Number | Word


class SourcedFact(Body):
    """A fact, and on what it rests."""

    value: Annotated[Value, Field(description="取值 Its value")]
    source: Annotated[
        Literal["declared", "document", "seen"],
        Field(description="来源：自述、书面材料、现场 On what it rests"),
    ] = "declared"


Facts = Annotated[
    dict[Word, Value | SourcedFact],
    Field(
        max_length=MOST_FACTS,
        description='事实项：名称到取值 Facts by name, such as {"floor": 2}; '
        '{"value": ..., "source": "document"} says on what one rests',
    ),
]


def facts_given(facts: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, GivenFact]:
    """The facts of a request by their names.

    Args:
        facts: As in `Facts`.
        vocabulary: The facts there are.

    Raises:
        SiteError: A fact is unknown, given twice, or has a value it cannot have.
    """
    given: dict[str, GivenFact] = {}
    for name, said in facts.items():
        term = fact_term(name, vocabulary, _AT)
        if term.name in given:
            found = Text(f"{term.name} 重复出现", f"gives {term.name} twice")
            raise SiteError(_AT, found, Text("每项只出现一次", "each fact once"), at=term.name)
        value, source = (
            (said.value, said.source) if isinstance(said, SourcedFact) else (said, "declared")
        )
        given[term.name] = given_fact(f"{_as_text(value, term.name)}@{source}", term, _AT)
    return given


def facts_document(facts: Mapping[str, GivenFact]) -> dict[str, Any]:
    """Facts as JSON, by name."""
    return {
        name: {"value": fact.value, "source": fact.source.value}
        for name, fact in sorted(facts.items())
    }


def facts_of(document: Mapping[str, Any]) -> dict[str, GivenFact]:
    """Facts from what `facts_document` made."""
    return {
        name: GivenFact(fact["value"], FactSource(fact["source"]))
        for name, fact in document.items()
    }


def _as_text(value: bool | float | str, name: str) -> str:
    """The value as it is written behind `name=`.

    Raises:
        SiteError: It holds the mark behind which a source is written.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return f"{value:.15g}"
    if "@" in plain(value):
        found = Text("含有 @", "holds an @")
        raise SiteError(_AT, found, Text("来源另写在 source 中", "the source as `source`"), at=name)
    return value
