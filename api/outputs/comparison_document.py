"""`comparison.json`: sites by rules, what differs first, who dominates whom."""

from typing import Any

from api.outputs.figures import text
from api.outputs.finding_document import finding_document
from api.outputs.in_degrees import geojson_geometry
from api.outputs.survey_document import question_document, siting_provenance
from api.siting.comparison import Compared
from data.district import District
from geo.survey.outcome import Outcome
from maps.siting.words import ADVICE

SCHEMA_VERSION = "1"


def comparison_document(district: District, found: Compared) -> dict[str, Any]:
    """The comparison as plain data; sites are in the order of their rows."""
    compared, sites = found.comparison, found.sites
    ids = [str(each) for each in sites.id]
    return {
        "schema_version": SCHEMA_VERSION,
        "parameters": question_document(found.question),
        "sites": [_site(district, found, at) for at in range(len(ids))],
        "order": [ids[at] for at in compared.order],
        "rules": [
            {
                "rule": rule.rule.id,
                "requirement": text(rule.rule.requirement.text),
                "differs": bool(differs),
                "outcomes": [Outcome(int(code)).word for code in row],
            }
            for rule, differs, row in zip(
                compared.rules, compared.differs, compared.outcome, strict=True
            )
        ],
        "dominates": [
            [ids[better], ids[worse]]
            for better in range(len(ids))
            for worse in range(len(ids))
            if compared.dominates[better, worse]
        ],
        "problems": [
            {
                "row": problem.row,
                "field": problem.field,
                "found": text(problem.found),
                "expected": text(problem.expected),
            }
            for problem in found.problems
        ],
        "advice": text(ADVICE),
        "provenance": siting_provenance(district, found.question.book, found.question.level),
    }


def _site(district: District, found: Compared, at: int) -> dict[str, Any]:
    nearest = found.nearest[at]
    return {
        "id": str(found.sites.id[at]),
        "row": int(found.sites.row[at]),
        "geometry": geojson_geometry(found.sites.sites.shapes[at], district.crs),
        "error_m": round(float(found.sites.sites.error_m[at]), 3),
        "address": found.sites.sites.address[at],
        "verdict": Outcome(int(found.comparison.verdict[at])).word,
        "findings": [finding_document(each, district.crs) for each in found.findings[at]],
        "nearest": None
        if nearest is None
        else {
            "looked_at": nearest.looked_at,
            "places": [
                {
                    "layer": found.outlines.layer,
                    "id": str(found.outlines.ids[row]),
                    "name": named.name,
                    "address": named.address,
                    "verdict": Outcome(int(verdict)).word,
                    "distance_m": round(float(away_m), 1),
                }
                for row, verdict, away_m, named in zip(
                    nearest.row, nearest.verdict, nearest.distance_m, found.names[at], strict=True
                )
            ],
        },
    }
