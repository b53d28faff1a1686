"""Checks that look at the premises, the ground under them and the applicant's facts, as records."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from data.rulepacks.check_parts import Code, Name, Number, Record, Term
from data.rulepacks.words import Sentence
from data.text import Text
from data.toml_messages import own_complaint


class LandUse(Record):
    """The planned land use under the site is one of these, or none of those.

    Attributes:
        one_of: Codes of the 2023 guide, by prefix; empty when not asked.
        none_of: Codes that must not occur.
        fits_business: Ask for the codes that the vocabulary names for the business type.
    """

    check: Literal["land_use"] = "land_use"
    one_of: tuple[Code, ...] = ()
    none_of: tuple[Code, ...] = ()
    fits_business: bool = False

    @model_validator(mode="after")
    def _one_question(self) -> "LandUse":
        if sum((bool(self.one_of), bool(self.none_of), self.fits_business)) != 1:
            raise own_complaint(
                Text(
                    "one_of、none_of、fits_business 三者取一",
                    "one of one_of, none_of, fits_business",
                )
            )
        return self


BuildingUse = Literal[
    "residential", "mixed", "commercial", "office", "industry", "warehouse", "school", "museum",
    "library", "heritage", "hospital", "station", "temporary", "dangerous", "illegal", "other",
]  # fmt: skip


class HostBuilding(Record):
    """The building the premises are in has none of these uses.

    Attributes:
        none_of: Uses of a building; `residential` is a building of dwellings only, `mixed` one
            with dwellings above or beside other uses.
    """

    check: Literal["host_building"] = "host_building"
    none_of: Annotated[tuple[BuildingUse, ...], Field(min_length=1)]


class BelowDwellings(Record):
    """At least so many floors lie between the premises and the nearest dwelling floor.

    Attributes:
        gap_floors: Lowest dwelling floor less the premises' floor must be at least this; 2 leaves
            one floor between.
    """

    check: Literal["below_dwellings"] = "below_dwellings"
    gap_floors: Number


class Floor(Record):
    """The premises lie on one of the floors from `lowest` to `highest`; basements are negative.

    Attributes:
        lowest: Lowest allowed floor, -1 for the first basement; there is no floor 0.
        highest: Highest allowed floor.
    """

    check: Literal["floor"] = "floor"
    lowest: Number | None = None
    highest: Number | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> "Floor":
        if self.lowest is None and self.highest is None:
            raise own_complaint(Text("lowest、highest 至少给一个", "lowest, highest or both"))
        return self


class FloorArea(Record):
    """The premises' area lies within bounds, in all or for each person, seat or bed.

    Attributes:
        fact: The applicant's fact that holds the area in m².
        at_least_m2: Least area.
        at_most_m2: Largest area.
        per: The fact to divide by, such as `computers`.
    """

    check: Literal["floor_area"] = "floor_area"
    fact: Name = "area_m2"
    at_least_m2: Number | None = None
    at_most_m2: Number | None = None
    per: Name | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> "FloorArea":
        if (self.at_least_m2 is None) == (self.at_most_m2 is None):
            raise own_complaint(
                Text("at_least_m2、at_most_m2 二者取一", "one of at_least_m2 and at_most_m2")
            )
        return self


class AddressUnique(Record):
    """No live permit of these types stands at the site's address.

    Attributes:
        types: Feature terms of permits; empty where those of the business itself are asked for.
        of_business: Ask for the permit types that the vocabulary names for the business type.
    """

    check: Literal["address_unique"] = "address_unique"
    types: Annotated[tuple[Term, ...], Field(max_length=30)] = ()
    of_business: bool = False

    @model_validator(mode="after")
    def _one_question(self) -> "AddressUnique":
        if bool(self.types) == self.of_business:
            raise own_complaint(Text("types、of_business 二者取一", "one of types, of_business"))
        return self


class Document(Record):
    """A document must be there.

    Attributes:
        fact: The fact of the vocabulary that says whether it is; only a document is proof.
    """

    check: Literal["document"] = "document"
    fact: Name


class PersonMustLook(Record):
    """A person must look; what they saw, given as a fact seen on site, decides.

    Attributes:
        what: What to look at.
        fact: The fact that holds what was seen; True is met.
    """

    check: Literal["person_must_look"] = "person_must_look"
    what: Sentence
    fact: Name | None = None


class Fact(Record):
    """A fact about the undertaking: is so, or lies within bounds.

    Attributes:
        fact: Name of the fact in the vocabulary.
        equals: The value it must have: true, false or one of its words.
        at_least: Least value of a number.
        at_most: Largest value of a number.
    """

    check: Literal["fact"] = "fact"
    fact: Name
    equals: bool | str | None = None
    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _one_question(self) -> "Fact":
        if (self.equals is None) == (self.at_least is None and self.at_most is None):
            raise own_complaint(
                Text("给 equals，或给 at_least、at_most", "equals, or at_least and at_most")
            )
        return self
