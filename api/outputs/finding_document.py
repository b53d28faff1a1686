"""One finding of a survey as plain data."""

from typing import Any

from pyproj import CRS

from api.outputs.figures import text
from api.outputs.in_degrees import geojson_geometry
from data.rulepacks.book import StandingRule
from data.rulepacks.rule import Article
from geo.scene.knowledge import Known
from geo.survey.finding import Evidence, Finding, Measured
from geo.survey.outcome import CONFIRMED

# Metres and shares are printed to this many digits; no measurement here is better.
_DIGITS = 3


def finding_document(finding: Finding, crs: CRS) -> dict[str, Any]:
    """A finding with its article, its measurement and its evidence."""
    rule = finding.rule.rule
    layers = [_looked_at(known) for known in finding.knowns]
    first = layers[0] if layers else {"layer": None, "kind": None, "as_of": None}
    return {
        "rule": rule.id,
        "outcome": finding.outcome.word,
        "answer": finding.answer,
        "permit_matter": rule.permit_matter,
        "article": article_document(rule.article),
        "requirement": text(rule.requirement.text),
        "measured": None if finding.measured is None else _measured(finding.measured),
        "threshold": _rounded(finding.threshold),
        "margin": _rounded(finding.margin),
        "evidence": {
            "type": "FeatureCollection",
            "features": [_feature(each, crs) for each in finding.evidence],
        },
        "layer": first["layer"],
        "kind": first["kind"],
        "layer_as_of": first["as_of"],
        "layers": layers,
        "facts": list(finding.facts),
        "reason": text(finding.reason),
        "resolve": None
        if rule.resolve is None
        else {
            "what": text(rule.resolve.what.text),
            "granted_by": text(rule.resolve.granted_by.text),
        },
        "confidence": finding.rule.confidence,
        "confirmed": finding.rule.confidence in CONFIRMED,
        "withheld": finding.withheld,
        "set_by": _set_by(finding.rule),
    }


def article_document(article: Article) -> dict[str, Any]:
    """Where a rule stands written."""
    return {
        "law": article.law,
        "document": article.document,
        "article": article.article,
        "version": article.version,
        "valid_from": article.valid_from.isoformat(),
        "valid_to": article.valid_to.isoformat() if article.valid_to else None,
        "superseded_by": article.superseded_by,
        "watch": article.watch,
    }


def _set_by(rule: StandingRule) -> dict[str, Any]:
    return {
        name: {
            "pack": set_by.pack,
            "level": set_by.level,
            "article": article_document(set_by.article),
            "allowed_by": set_by.allowed_by,
            "made_up": set_by.made_up,
        }
        for name, set_by in sorted(rule.set_by.items())
    }


def _looked_at(known: Known) -> dict[str, Any]:
    declared = known.declaration
    as_of = declared.as_of if declared is not None else None
    return {
        "layer": known.pick.layer,
        "kind": known.pick.value,
        "as_of": as_of.isoformat() if as_of is not None else None,
        "later_than_on": known.later,
        "position_error_m": declared.position_error_m if declared is not None else None,
        "assumed_error_m": known.error_m,
        "trouble": known.trouble.name.lower(),
    }


def _measured(measured: Measured) -> dict[str, Any]:
    value = measured.value
    return {
        "value": _rounded(value) if isinstance(value, float) else value,
        "error": _rounded(measured.error),
        "unit": measured.unit,
        "method": measured.method,
        "from": text(measured.start),
        "to": text(measured.end),
    }


def _feature(evidence: Evidence, crs: CRS) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"role": evidence.role, "label": text(evidence.label), "id": evidence.id},
        "geometry": geojson_geometry(evidence.shape, crs),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), _DIGITS)
