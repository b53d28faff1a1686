"""Facts of the premises and the undertaking: `floor=2,area_m2=320,dedicated_flue=yes@document`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from data.errors import SiteError
from data.rulepacks.vocabulary import FactTerm, Vocabulary
from data.sites.fact_value import NotThisFactError, fact_value
from data.text import Text
from data.written import alike, key, listed, plain, shown

_MAX_LETTERS = 10_000
_MAX_FACTS = 200
_TOLD = 8
_BRACKETS = re.compile(r"\([^()]*\)")
_FACTS = Text(
    "名称=取值，以逗号分隔，如 floor=2,area_m2=320,dedicated_flue=yes@document",
    "name=value with commas between, such as floor=2,area_m2=320,dedicated_flue=yes@document",
)


class FactSource(StrEnum):
    """On what a fact rests that a person gives."""

    DECLARED = "declared"  # 申请人自述
    DOCUMENT = "document"
    SEEN = "seen"  # on site


_SOURCE_WORDS: Mapping[str, FactSource] = MappingProxyType(
    {
        **{source.value: source for source in FactSource},
        "自述": FactSource.DECLARED,
        "申请人自述": FactSource.DECLARED,
        "材料": FactSource.DOCUMENT,
        "书面材料": FactSource.DOCUMENT,
        "现场": FactSource.SEEN,
        "现场核实": FactSource.SEEN,
    }
)


@dataclass(frozen=True)
class GivenFact:
    """One fact as given.

    Attributes:
        value: A number, 1 or 0 for yes or no, or the word of a choice.
        source: On what it rests.
    """

    value: float | str
    source: FactSource


def read_facts(
    text: str | None, vocabulary: Vocabulary, at: str = "--facts"
) -> Mapping[str, GivenFact]:
    """The facts that `text` gives, by name.

    Args:
        text: `name=value` or `name=value@source` with commas between; a name is the English one
            or its Chinese title, a source declared (as when none is said), document or seen.
        vocabulary: The facts there are.
        at: The option it was given in, for messages.

    Raises:
        SiteError: A fact is not written so, unknown, given twice, or has a value it cannot have.
    """
    if text is None or not text.strip():
        return MappingProxyType({})
    if len(text) > _MAX_LETTERS or text.count("=") > _MAX_FACTS:
        found = Text(f"长达 {len(text)} 字", f"is {len(text)} letters long")
        expected = Text(
            f"不超过 {_MAX_LETTERS} 字、{_MAX_FACTS} 项",
            f"at most {_MAX_LETTERS} letters and {_MAX_FACTS} facts",
        )
        raise SiteError(at, found, expected)
    given: dict[str, GivenFact] = {}
    for pair in plain(text).replace("、", ",").replace(";", ",").split(","):
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise SiteError(at, Text(f"含“{shown(pair)}”", f"holds {shown(pair)!r}"), _FACTS)
        term = fact_term(name, vocabulary, at)
        if term.name in given:
            found = Text(f"{term.name} 重复出现", f"gives {term.name} twice")
            raise SiteError(at, found, Text("每项只出现一次", "each fact once"), at=term.name)
        given[term.name] = given_fact(value, term, at)
    return MappingProxyType(given)


def fact_term(name: str, vocabulary: Vocabulary, at: str) -> FactTerm:
    """The fact that is called `name`, by its English name or a title.

    Raises:
        SiteError: There is none; the message names those that look like it.
    """
    names = fact_names(vocabulary)
    term = names.get(key(name))
    if term is None:
        near = {names[word].name: names[word] for word in alike(name, names)}
        told = near or dict(list(vocabulary.facts.items())[:_TOLD])
        known = Text(
            listed([f"{own}（{term.title.zh}）" for own, term in told.items()]).zh,
            listed([*told]).en,
        )
        found = Text(f"没有名为“{shown(name)}”的事实项", f"there is no fact {shown(name)!r}")
        raise SiteError(at, found, Text(f"如 {known.zh}", f"such as {known.en}"))
    return term


def fact_names(vocabulary: Vocabulary) -> Mapping[str, FactTerm]:
    """Every fact by the `key` of its name and titles."""
    names: dict[str, FactTerm] = {}
    for term in vocabulary.facts.values():
        for word in (term.title.zh, term.title.en):
            # With what stands in brackets, and without: 高层建筑（住宅高于 27 米，其他高于 24 米）.
            names.setdefault(key(word), term)
            names.setdefault(key(_BRACKETS.sub("", plain(word))), term)
    return {**names, **{key(term.name): term for term in vocabulary.facts.values()}}


def given_fact(text: str, term: FactTerm, at: str) -> GivenFact:
    """One fact from `value` or `value@source`.

    Raises:
        SiteError: The source is unknown, or the fact cannot have that value.
    """
    value, mark, word = (part.strip() for part in plain(text).partition("@"))
    source = _SOURCE_WORDS.get(word.casefold()) if mark else FactSource.DECLARED
    if source is None:
        found = Text(f"来源为“{shown(word)}”", f"has the source {shown(word)!r}")
        words = Text(
            "declared（申请人自述）、document（书面材料）或 seen（现场核实）",
            "declared, document or seen",
        )
        raise SiteError(at, found, words, at=term.name)
    try:
        return GivenFact(fact_value(value, term), source)
    except NotThisFactError as error:
        found = Text(
            f"{term.title.zh}为“{shown(value)}”", f"{term.title.en} is given as {shown(value)!r}"
        )
        raise SiteError(at, found, error.expected, at=term.name) from error
