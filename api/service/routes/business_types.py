"""`/business-types`: what may be asked about, found by the words people use."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.answering.bodies import Line
from api.people.errors import AbsentError
from api.service.depends import Asking
from data.rulepacks.vocabulary import BusinessType
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.written import key
from data.text import Text

router = APIRouter(prefix="/business-types", tags=["rules"])


@router.get("", operation_id="list_business_types")
def business_types(
    _: Asking,
    q: Annotated[
        Line | None, Query(description="名称、许可用语或俗称 Part of a name or word")
    ] = None,
) -> dict[str, Any]:
    """业态 Business types; those whose names or words hold `q`, the closest first."""
    every = read_vocabulary().types.values()
    if q is None:
        return {"items": [_document(each) for each in every]}
    found = [(rank, each) for each in every if (rank := _rank(each, key(q))) is not None]
    return {"items": [_document(each) for _, each in sorted(found, key=lambda pair: pair[0])]}


@router.get("/{name}", operation_id="business_type")
def business_type(
    _: Asking, name: Annotated[str, Path(max_length=80, description="业态编号 Its name")]
) -> dict[str, Any]:
    """一个业态 One business type by its name."""
    known = read_vocabulary().types
    if name not in known:
        raise AbsentError.of(Text("业态", "business type"), name)
    return _document(known[name])


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


def _document(business: BusinessType) -> dict[str, Any]:
    return {
        "name": business.name,
        "title": {"zh": business.title.zh, "en": business.title.en},
        "permit": {"zh": business.permit.zh, "en": business.permit.en},
        "words": list(business.search_words),
        "rules": f"/rules?business={business.name}",
    }
