"""What bodies of requests have in common: nothing unknown in them, and everything bounded."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from data.text import Language

_NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
# An id or a word of a closed list, as long as any there is.
Word = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_NO_CONTROLS)]
# What a person types on one line.
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_NO_CONTROLS)]
DistrictId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")
]
# Finite, and small enough that its square is, too.
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
Position = Annotated[list[Number], Field(min_length=2, max_length=2)]


class Body(BaseModel):
    """A JSON object of a request."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AskedBody(Body):
    """What every question may say."""

    language: Annotated[
        Language | None,
        Field(
            strict=False,
            description="页面语言；默认为请求的语言 Of the pages; that of the request by default",
        ),
    ] = None
