"""Checks that look round the site on the map, as records."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from data.rulepacks.check_parts import From, Method, Number, Record, Terms, Threshold, To
from data.text import Text
from data.toml_messages import own_complaint


class InsideZone(Record):
    """The site lies wholly within one of these zones.

    Attributes:
        zones: Feature terms whose polygons count, taken together.
    """

    check: Literal["inside_zone"] = "inside_zone"
    zones: Terms


class OutsideZone(Record):
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


class OverlapShare(Record):
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


class LeastDistance(Record):
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


class Spacing(Record):
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


class Adjacency(Record):
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


class CorridorWidth(Record):
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

    def __hash__(self) -> int:
        return hash((self.corridors, tuple(self.widths_m), self.measured_from, self.line_to_edge_m))


class Count(Record):
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
            raise own_complaint(Text("at_most、for_each 二者取一", "one of at_most and for_each"))
        return self
