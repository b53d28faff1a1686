"""The closed set of checks a rule may make, as records; `geo.checks` computes them.

In YAML a check is one key with its fields: `least_distance: {from: door, to: [school], ...}`. A
check answers met, not met, on site (a person must look) or unknown. Numbers are written down, or
left to a locality as `$name`, a number of the rule's table `numbers`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from data.rulepacks.words import Sentence

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
# A feature term of the vocabulary, such as `school`.
Term = Name
Terms = Annotated[tuple[Term, ...], Field(min_length=1, max_length=30)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e9)]


class _Record(BaseModel):
    """Frozen, and no key that nobody understands."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Left(_Record):
    """A number or method that the rule leaves to its table `numbers` or `methods`, by name.

    Written `$name`. After packs are stacked only those stay that no pack has set.
    """

    left: Name


Number = Finite | Left
# Which way a distance is measured: as the crow flies, or along the walk network.
Way = Literal["straight", "walking"]
Method = Way | Left
# Where on the site a distance begins.
From = Literal["door", "building", "parcel"]
# Where on the feature it ends: nearest gate, nearest point of its outline.
To = Literal["gate", "outline"]
Threshold = Literal["met", "not_met"]


class InsideZone(_Record):
    """The site lies wholly within one of these zones.

    Attributes:
        zones: Feature terms whose polygons count, taken together.
    """

    check: Literal["inside_zone"] = "inside_zone"
    zones: Terms


class OutsideZone(_Record):
    """The site has no part in any of these zones; touching is no part.

    Attributes:
        zones: Feature terms whose polygons count.
        on: What of the site counts.
        sliver_m2: An overlap of no more than this counts as touching.
    """

    check: Literal["outside_zone"] = "outside_zone"
    zones: Terms
    on: From = "parcel"
    sliver_m2: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = 1.0


class OverlapShare(_Record):
    """No more than a share of the site lies in these zones.

    Attributes:
        zones: Feature terms whose polygons count, taken together.
        at_most: The share of the site's area, 0 to 1.
        sliver_m2: An overlap of no more than this counts as touching.
    """

    check: Literal["overlap_share"] = "overlap_share"
    zones: Terms
    at_most: Number
    sliver_m2: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = 1.0


class LeastDistance(_Record):
    """Every such feature lies at least so far away.

    Attributes:
        to: Feature terms.
        at_least_m: The distance.
        method: Straight or walking.
        measured_from: Where on the site it begins.
        measured_to: Where on the feature it ends.
        at_threshold: What exactly the distance gives.
        line_to_edge_m: For features drawn by their centre line: the edge from which the law
            measures lies between these two distances beside it.
    """

    check: Literal["least_distance"] = "least_distance"
    to: Terms
    at_least_m: Number
    method: Method = "straight"
    measured_from: From = "door"
    measured_to: To = "outline"
    at_threshold: Threshold = "met"
    line_to_edge_m: tuple[
        Annotated[float, Field(ge=0, le=200)], Annotated[float, Field(ge=0, le=200)]
    ] = (0.0, 0.0)


class Spacing(_Record):
    """Every other business of the kind lies at least so far away.

    Attributes:
        of: Feature terms of the kind, usually live permits; those at the site's own address are
            left to `address_unique`.
        at_least_m: The distance.
        method: Straight or walking.
        measured_from: Where on the site it begins.
        at_threshold: What exactly the distance gives.
    """

    check: Literal["spacing"] = "spacing"
    of: Terms
    at_least_m: Number
    method: Method = "straight"
    measured_from: From = "door"
    at_threshold: Threshold = "met"


class Adjacency(_Record):
    """No such feature adjoins the site 毗连.

    Attributes:
        to: Feature terms.
        gap_m: What is no farther than this adjoins.
        measured_from: What of the site counts.
    """

    check: Literal["adjacency"] = "adjacency"
    to: Terms
    gap_m: Number
    measured_from: From = "parcel"


class LandUse(_Record):
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
            raise ValueError("give one of one_of, none_of, fits_business")
        return self


BuildingUse = Literal[
    "residential", "mixed", "commercial", "office", "industry", "warehouse", "school", "museum",
    "library", "heritage", "hospital", "station", "temporary", "dangerous", "illegal", "other",
]  # fmt: skip


class HostBuilding(_Record):
    """The building the premises are in has none of these uses.

    Attributes:
        none_of: Uses of a building; `residential` is a building of dwellings only, `mixed` one
            with dwellings above or beside other uses.
    """

    check: Literal["host_building"] = "host_building"
    none_of: Annotated[tuple[BuildingUse, ...], Field(min_length=1)]


class BelowDwellings(_Record):
    """At least so many floors lie between the premises and the nearest dwelling floor.

    Attributes:
        gap_floors: Lowest dwelling floor less the premises' floor must be at least this; 2 leaves
            one floor between.
    """

    check: Literal["below_dwellings"] = "below_dwellings"
    gap_floors: Number


class Floor(_Record):
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
            raise ValueError("give lowest, highest or both")
        return self


class FloorArea(_Record):
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
            raise ValueError("give one of at_least_m2 and at_most_m2")
        return self


class Count(_Record):
    """No more than so many of a kind, in an area or for each so many people.

    Attributes:
        of: Feature terms counted.
        at_most: The number allowed, this one included.
        within: The area of this level around the site.
        for_each: People or households that allow one each, in place of `at_most`.
        people: The column of residents that `for_each` divides.
    """

    check: Literal["count"] = "count"
    of: Terms
    within: Literal["district", "subdistrict", "community", "grid"]
    at_most: Number | None = None
    for_each: Number | None = None
    people: Literal["population", "households"] = "households"

    @model_validator(mode="after")
    def _one_measure(self) -> "Count":
        if (self.at_most is None) == (self.for_each is None):
            raise ValueError("give one of at_most and for_each")
        return self


class CorridorWidth(_Record):
    """The site keeps clear of a corridor whose width hangs on its class.

    Attributes:
        corridors: Feature terms of corridors.
        widths_m: Class to the width kept clear on each side; a class that is not here, or not
            known, counts as the widest, and is not certain.
        measured_from: Where on the site it begins.
        line_to_edge_m: As in `least_distance`.
    """

    check: Literal["corridor_width"] = "corridor_width"
    corridors: Terms
    widths_m: dict[Annotated[str, StringConstraints(min_length=1, max_length=60)], Number]
    measured_from: From = "building"
    line_to_edge_m: tuple[
        Annotated[float, Field(ge=0, le=200)], Annotated[float, Field(ge=0, le=200)]
    ] = (0.0, 0.0)


class AddressUnique(_Record):
    """No live permit of these types stands at the site's address.

    Attributes:
        types: Feature terms of permits.
    """

    check: Literal["address_unique"] = "address_unique"
    types: Terms


class Document(_Record):
    """A document must be there.

    Attributes:
        fact: The fact of the vocabulary that says whether it is; only a document is proof.
    """

    check: Literal["document"] = "document"
    fact: Name


class PersonMustLook(_Record):
    """A person must look; what they saw, given as a fact seen on site, decides.

    Attributes:
        what: What to look at.
        fact: The fact that holds what was seen; True is met.
    """

    check: Literal["person_must_look"] = "person_must_look"
    what: Sentence
    fact: Name | None = None


class Fact(_Record):
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
            raise ValueError("give equals, or at_least and at_most")
        return self


class AllOf(_Record):
    """All of these; the worst answer stands."""

    check: Literal["all"] = "all"
    of: Annotated[tuple["Check", ...], Field(min_length=2, max_length=20)]


class AnyOf(_Record):
    """One of these is enough; the best answer stands."""

    check: Literal["any"] = "any"
    of: Annotated[tuple["Check", ...], Field(min_length=2, max_length=20)]


class Not(_Record):
    """Not this: met and not met change places, the others stay."""

    check: Literal["not"] = "not"
    of: "Check"


Leaf = (
    InsideZone | OutsideZone | OverlapShare | LeastDistance | Spacing | Adjacency | LandUse
    | HostBuilding | BelowDwellings | Floor | FloorArea | Count | CorridorWidth | AddressUnique
    | Document | PersonMustLook | Fact
)  # fmt: skip
Check = Annotated[Leaf | AllOf | AnyOf | Not, Field(discriminator="check")]
AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
