"""What the records of checks are made of: numbers, terms, ways of measuring."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
# A feature term of the vocabulary, such as `school`.
Term = Name
Terms = Annotated[tuple[Term, ...], Field(min_length=1, max_length=30)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]
Finite = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1e6, le=1e9)]


class Record(BaseModel):
    """Frozen, and no key that nobody understands."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Left(Record):
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
