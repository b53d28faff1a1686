"""`survey.json`: one survey as one document, the same bytes for the same question and layers."""

from collections import Counter
from typing import Any

from api.outputs.around_document import around_document
from api.outputs.document import provenance
from api.outputs.figures import text
from api.outputs.finding_document import finding_document, need_document
from api.outputs.in_degrees import geojson_geometry
from api.siting.given_site import Located
from api.siting.question import SitingQuestion
from api.siting.survey import Survey
from data.declarations import Visibility
from data.district import District
from data.rulepacks.book import RuleBook
from data.rulepacks.vocabulary import Vocabulary
from geo.scene.sites import Shape, Source
from geo.survey.explained.changes import change_text
from geo.survey.explained.checklist import ToDo
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from geo.survey.what_would_change import Change
from maps.siting.words import ADVICE

SCHEMA_VERSION = "1"


def survey_document(district: District, survey: Survey) -> dict[str, Any]:
    """The survey as plain data; `survey.schema.json` beside this file says what is in it."""
    found = survey.findings
    return {
        "schema_version": SCHEMA_VERSION,
        "parameters": {
            **question_document(survey.question),
            "site": site_document(survey.located, district),
        },
        "verdict": survey.verdict.word,
        "verdict_reasons": [_reason(f) for f in found if f.outcome is survey.verdict],
        "counts": counts(found),
        "findings": [finding_document(f, district.crs) for f in found],
        "not_concerned": list(survey.not_concerned),
        "would_change": [_change(change, survey.question.vocabulary) for change in survey.changes],
        "checklist": [_to_do(each) for each in survey.checklist],
        **around_document(survey.around),
        "advice": text(ADVICE),
        "provenance": siting_provenance(district, survey.question.book, survey.question.level),
    }


def counts(found: tuple[Finding, ...]) -> dict[str, int]:
    """How many findings come to each outcome."""
    number = Counter(finding.outcome for finding in found)
    return {o.word: number[o] for o in Outcome if o is not Outcome.NOT_CONCERNED}


def question_document(question: SitingQuestion) -> dict[str, Any]:
    """What was asked, resolved."""
    business = question.business
    return {
        "business": {"id": business.name, "title": text(business.title)},
        "permit": text(business.permit),
        "undertaking": question.undertaking,
        "facts": {
            name: {"value": fact.value, "source": fact.source.value}
            for name, fact in sorted(question.facts.items())
        },
        "on": question.book.on.isoformat(),
        "at": None if question.at is None else question.at.isoformat(timespec="minutes"),
        "level": question.level.value,
        "jurisdiction": question.book.jurisdiction,
    }


def site_document(located: Located, district: District) -> dict[str, Any]:
    """Where the site is, and how surely."""
    sites = located.sites
    return {
        "given_as": located.said,
        "label": located.label,
        "is": Shape(int(sites.what[0])).name.lower(),
        "outline": located.outline,
        "error_m": round(float(sites.error_m[0]), 3),
        "error_undeclared": located.undeclared,
        "address": sites.address[0],
        "geometry": geojson_geometry(sites.shapes[0], district.crs),
        "doors": None if sites.doors[0] is None else geojson_geometry(sites.doors[0], district.crs),
    }


def siting_provenance(district: District, book: RuleBook, level: Visibility) -> dict[str, Any]:
    """What the answer is made from: layers and rule packs, by content hash.

    Args:
        district: The district.
        book: The rules.
        level: Up to which visibility the asker sees what is declared of the layers.
    """
    return {
        # Who may see the small counts is not a matter of the level.
        **provenance(district, level, small_counts=False),
        "rules_on": book.on.isoformat(),
        "packs": dict(sorted(book.packs.items())),
        "made_up": any(rule.made_up for rule in book.rules),
    }


def _reason(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.rule.id,
        "requirement": text(finding.rule.rule.requirement.text),
        "reason": text(finding.reason),
    }


def _to_do(each: ToDo) -> dict[str, Any]:
    return {
        "why": each.why,
        "rules": list(each.rules),
        "what": need_document(each.need),
        "reason": text(each.reason),
    }


def _change(change: Change, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "fact": change.fact,
        "value": change.value,
        "source": Source(change.source).name.lower(),
        "verdict": change.verdict.word,
        "sentence": text(change_text(change, vocabulary)),
    }
