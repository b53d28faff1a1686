"""The words that rules use, mapped to the house: features, business types, facts.

Held in `vocabulary/*.yaml`; read by `data.rulepacks.vocabulary_file`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from data.rulepacks.rule import UNDERTAKINGS, Undertaking
from data.text import Text
from data.written import key

# The column by which features of a layer are picked; codes and classes go by prefix.
PICKED_BY: Mapping[str, str] = {
    "areas": "level",
    "stations": "kind",
    "land_use": "code",
    "control_zones": "kind",
    "facilities": "kind",
    "buildings": "use",
    "corridors": "kind",
    "permits": "type",
}


@dataclass(frozen=True)
class Pick:
    """Features of one layer that have one value in its column of `PICKED_BY`.

    Attributes:
        layer: Standard layer.
        value: The kind, or for `land_use` the beginning of the code.
    """

    layer: str
    value: str


@dataclass(frozen=True)
class FeatureTerm:
    """What a rule means by a word such as `school`.

    Attributes:
        name: The term.
        title: In Chinese and English.
        picks: What counts; each must be known for the term to be known.
        catalogue: Names of the catalogue's layers that it stands for.
    """

    name: str
    title: Text
    picks: tuple[Pick, ...]
    catalogue: tuple[str, ...] = ()


@dataclass(frozen=True)
class BusinessType:
    """A kind of business as permits call it.

    Attributes:
        name: English snake_case name.
        title: The permit's words, such as 互联网上网服务营业场所.
        permit: The permit asked for.
        permit_matters: Ids or names of the matters that lead to it.
        search_words: Everyday words such as 网吧.
        land_use_fit: Codes of the 2023 guide where it is at home.
        land_use_conditional: Codes where it is usual after approval.
        permit_types: Values of `permits.type` that are the same permit.
        groups: `any_*` groups it belongs to beside those of everybody.
    """

    name: str
    title: Text
    permit: Text
    permit_matters: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    land_use_fit: tuple[str, ...] = ()
    land_use_conditional: tuple[str, ...] = ()
    permit_types: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """By what people may call it."""
        yield self.name
        yield from (self.title.zh, self.title.en, self.permit.zh, self.permit.en)
        yield from self.search_words


@dataclass(frozen=True)
class Group:
    """What an `any_*` covers.

    Attributes:
        name: `any_construction`, ...
        title: In Chinese and English.
        everybody: Whether every business type belongs to it.
        undertakings: Undertakings it covers; a rule that binds by the group binds only these.
    """

    name: str
    title: Text
    everybody: bool
    undertakings: tuple[Undertaking, ...] = UNDERTAKINGS


class FactType(StrEnum):
    """What a fact holds."""

    NUMBER = "number"
    WHOLE = "whole"
    BOOLEAN = "boolean"
    CHOICE = "choice"


class Proof(StrEnum):
    """What it takes to believe a fact that helps the applicant."""

    DECLARED = "declared"  # 申请人自述 is enough; it joins the on-site checklist
    DOCUMENT = "document"  # only declared, it is to be looked at on site


@dataclass(frozen=True)
class FactTerm:
    """A fact about the premises or the undertaking.

    Attributes:
        name: English snake_case name with its unit, such as `area_m2`.
        title: In Chinese and English.
        type: What it holds.
        unit: Unit for people; None where it has none.
        choices: Word to its title, for `CHOICE`.
        minimum: Least value that makes sense.
        maximum: Largest value that makes sense.
        proof: What it takes to believe it.
        mendable: Whether the applicant can choose it or have it mended, so that he may be told
            what another value would give; not so what a building or its surroundings are.
    """

    name: str
    title: Text
    type: FactType
    unit: Text | None = None
    choices: Mapping[str, Text] | None = None
    minimum: float | None = None
    maximum: float | None = None
    proof: Proof = Proof.DECLARED
    mendable: bool = True


@dataclass(frozen=True)
class Vocabulary:
    """All words.

    Attributes:
        features: Feature terms by name.
        broader: A kind of a source that does not tell apart, to the kinds it may be: a feature of
            the broader kind may be one of them, and where the broader is complete they are known.
        types: Business types by name.
        groups: `any_*` groups by name.
        facts: Facts by name.
        old_codes: Code of GB 50137-2011 to the codes of the 2023 guide it may stand for.
        no_layer: Names of the catalogue's layers that no feature stands for, and what holds them.
    """

    features: Mapping[str, FeatureTerm]
    broader: Mapping[Pick, tuple[Pick, ...]]
    types: Mapping[str, BusinessType]
    groups: Mapping[str, Group]
    facts: Mapping[str, FactTerm]
    old_codes: Mapping[str, tuple[str, ...]]
    no_layer: Mapping[str, Text] = field(default_factory=dict)

    @cached_property
    def types_by_word(self) -> Mapping[str, tuple[BusinessType, ...]]:
        """The types that each word means, by its `key`; a type's own name means that type alone."""
        by_word: dict[str, tuple[BusinessType, ...]] = {}
        for each in self.types.values():
            for word in dict.fromkeys(key(word) for word in each.words()):
                by_word[word] = (*by_word.get(word, ()), each)
        own = {key(w): (t,) for t in self.types.values() for w in (t.title.zh, t.name)}
        return MappingProxyType({**by_word, **own})
