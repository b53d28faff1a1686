"""`/rules`: what the law packs say, and whom they bind."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.answering.bodies import Day, DistrictId, Line
from api.answering.siting import day_of
from api.districts.shown import shown_district
from api.outputs.rule_document import rule_document
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.service.both_languages import InBoth
from api.service.depends import Asking, ServiceParts
from api.service.results import today
from api.service.service import Service
from api.siting.question import division_code
from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.rule import UNDERTAKINGS
from data.rulepacks.stack import every_rule, stack
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.business import business_type
from data.text import Text
from geo.survey.applicable import applicable

router = APIRouter(prefix="/rules", tags=["rules"])
OnDay = Annotated[
    Day | None, Query(description="有效日期 Day on which they hold, today by default")
]
InDistrict = Annotated[
    DistrictId | None, Query(description="区县；不填则列出各地 District; else those of all places")
]


class RuleRecord(BaseModel):
    """规则 A rule in force: its article, what it asks, its numbers and who has set them."""

    id: str
    business_types: list[str]
    undertakings: list[str]
    permit_matter: str
    article: dict[str, Any]
    requirement: InBoth
    when: Annotated[dict[str, Any] | None, Field(description="适用条件 Where it applies")] = None
    check: dict[str, Any]
    numbers: dict[str, Any]
    methods: dict[str, Any]
    not_met: str
    resolve: Annotated[dict[str, Any] | None, Field(description="如何补正 What helps")] = None
    confidence: str
    evidence: str
    level: str
    pack: str
    made_up: bool
    entered: bool
    set_by: dict[str, dict[str, Any]]


class RuleList(BaseModel):
    """The rules in force on a day in a place, and the packs they are from with their hashes."""

    on: date
    jurisdiction: str | None
    packs: dict[str, str]
    items: list[RuleRecord]


class RulesOfId(BaseModel):
    """One rule, or those of several places under one id."""

    on: date
    items: list[RuleRecord]


@router.get("", operation_id="list_rules", response_model_exclude_unset=True)
def rules(
    service: ServiceParts,
    caller: Asking,
    business: Annotated[Line | None, Query(description="业态 Those that bind this type")] = None,
    district: InDistrict = None,
    on: OnDay = None,
) -> RuleList:
    """有效的规则 The rules in force."""
    book = _book(service, caller, district, day_of(on, today(service)))
    return RuleList(
        on=book.on,
        jurisdiction=book.jurisdiction,
        packs=dict(sorted(book.packs.items())),
        items=[_record(rule) for rule in _bound(book, business)],
    )


@router.get("/{rule_id}", operation_id="rule", response_model_exclude_unset=True)
def rule(
    service: ServiceParts,
    caller: Asking,
    rule_id: Annotated[str, Path(max_length=40, description="规则编号 Id, such as NET-01")],
    district: InDistrict = None,
    on: OnDay = None,
) -> RulesOfId:
    """一条规则 One rule; several where packs of different places have its id."""
    book = _book(service, caller, district, day_of(on, today(service)))
    found = [_record(each) for each in book.rules if each.rule.id == rule_id.upper()]
    if not found:
        raise AbsentError.of(Text("有效规则", "rule in force"), rule_id)
    return RulesOfId(on=book.on, items=found)


def _record(rule: StandingRule) -> RuleRecord:
    return RuleRecord(**rule_document(rule))


def _book(service: Service, caller: Caller, district: str | None, on: date) -> RuleBook:
    """The rules in force on a day in a district, or anywhere."""
    if district is None:
        return every_rule(service.warm.packs(), on)
    shown = shown_district(service, caller, district)
    return stack(service.warm.packs(), on, division_code(shown.district))


def _bound(book: RuleBook, word: str | None) -> tuple[StandingRule, ...]:
    """The rules of a book that bind a business type, whatever the undertaking; else all."""
    if word is None:
        return book.rules
    vocabulary = read_vocabulary()
    business = business_type(word, vocabulary, "business")
    binding = {
        id(each)
        for undertaking in UNDERTAKINGS
        for each in applicable(book, vocabulary, business, undertaking)
    }
    return tuple(each for each in book.rules if id(each) in binding)
