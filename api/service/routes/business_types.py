"""`/business-types`: what may be asked about, found by the words people use."""

from typing import Annotated, Self

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.answering.bodies import Line
from api.people.errors import AbsentError
from api.service.both_languages import InBoth
from api.service.depends import Asking
from data.rulepacks.vocabulary import BusinessType
from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Text
from data.written import key

router = APIRouter(prefix="/business-types", tags=["rules"])


class BusinessTypeRecord(BaseModel):
    """业态 A business type, with the words by which it is found."""

    name: str
    title: InBoth
    permit: Annotated[InBoth, Field(description="许可用语 As permits call it")]
    words: list[str]
    rules: Annotated[str, Field(description="适用规则的地址 Where its rules are")]

    @classmethod
    def of(cls, business: BusinessType) -> Self:
        """A business type as it is listed."""
        return cls(
            name=business.name,
            title=InBoth.of(business.title),
            permit=InBoth.of(business.permit),
            words=list(business.search_words),
            rules=f"/rules?business={business.name}",
        )


class BusinessTypeList(BaseModel):
    """Business types."""

    items: list[BusinessTypeRecord]


@router.get("", operation_id="list_business_types")
def business_types(
    _: Asking,
    q: Annotated[
        Line | None, Query(description="名称、许可用语或俗称 Part of a name or word")
    ] = None,
) -> BusinessTypeList:
    """业态 Business types; those whose names or words hold `q`, the closest first."""
    every = read_vocabulary().types.values()
    if q is None:
        return BusinessTypeList(items=[BusinessTypeRecord.of(each) for each in every])
    found = [(rank, each) for each in every if (rank := _rank(each, key(q))) is not None]
    closest = sorted(found, key=lambda pair: pair[0])
    return BusinessTypeList(items=[BusinessTypeRecord.of(each) for _, each in closest])


@router.get("/{name}", operation_id="business_type")
def business_type(
    _: Asking, name: Annotated[str, Path(max_length=80, description="业态编号 Its name")]
) -> BusinessTypeRecord:
    """一个业态 One business type by its name."""
    known = read_vocabulary().types
    if name not in known:
        raise AbsentError.of(Text("业态", "business type"), name)
    return BusinessTypeRecord.of(known[name])


def _rank(business: BusinessType, word: str) -> int | None:
    """0 where a word is the one sought, 1 where one begins with it, 2 where one holds it."""
    title, permit = business.title, business.permit
    names = (business.name, title.zh, title.en, permit.zh, permit.en, *business.search_words)
    ranks = [
        0 if each == word else 1 if each.startswith(word) else 2
        for each in map(key, names)
        if word in each
    ]
    return min(ranks, default=None)
