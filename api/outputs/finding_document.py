"""One finding of a survey as plain data."""

from math import isfinite
from typing import Any

from pyproj import CRS

from api.outputs.figures import text
from api.outputs.in_degrees import geojson_geometry
from data.rulepacks.book import StandingRule
from data.rulepacks.rule import Article
from geo.checks.overlap import Overlap
from geo.scene.knowledge import Known
from geo.survey.finding import Evidence, Finding, Measured, Need, Part
from geo.survey.outcome import CONFIRMED

# Measurements are printed to this many digits; no measurement here is better.
_DIGITS = 3
# A share of a large parcel is of interest to the square metre.
_SHARE_DIGITS = 6
# What is told of a kind from its declaration.
_OF_DECLARED = ("as_of", "later_than_on", "position_error_m", "assumed_error_m", "trouble")


def finding_document(finding: Finding, crs: CRS) -> dict[str, Any]:
    """A finding with its article, its measurement and its evidence."""
    rule = rule_document(finding.rule)
    layers = [_looked_at(known) for known in finding.knowns]
    first = layers[0] if layers else {"layer": None, "kind": None, "as_of": None}
    return {
        "rule": rule["rule"],
        "outcome": finding.outcome.word,
        "answer": finding.answer,
        "permit_matter": rule["permit_matter"],
        "article": rule["article"],
        "requirement": rule["requirement"],
        "measured": None if finding.measured is None else measured_document(finding.measured),
        "threshold": rounded(finding.threshold),
        "margin": rounded(finding.margin),
        "evidence": _collection(finding.evidence, crs),
        "layer": first["layer"],
        "kind": first["kind"],
        "layer_as_of": first["as_of"],
        "layers": layers,
        "facts": list(finding.facts),
        "reason": text(finding.reason),
        "needs": [need_document(need) for need in finding.needs],
        "parts": [_part(part, crs) for part in finding.parts],
        "resolve": rule["resolve"],
        "confidence": rule["confidence"],
        "confirmed": rule["confirmed"],
        "withheld": finding.withheld,
        "set_by": rule["set_by"],
    }


def rule_document(standing: StandingRule) -> dict[str, Any]:
    """A rule as it stands at a place on a day, with its article."""
    rule = standing.rule
    return {
        "rule": rule.id,
        "permit_matter": rule.permit_matter,
        "article": article_document(rule.article),
        "requirement": text(rule.requirement.text),
        "not_met": rule.not_met,
        "resolve": None
        if rule.resolve is None
        else {
            "what": text(rule.resolve.what.text),
            "granted_by": text(rule.resolve.granted_by.text),
        },
        "confidence": standing.confidence,
        "confirmed": standing.confidence in CONFIRMED,
        "made_up": standing.made_up,
        "set_by": _set_by(standing),
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


def need_document(need: Need) -> dict[str, Any]:
    """What would settle something, and who has to do it."""
    return {
        "kind": need.kind,
        "text": text(need.text),
        "layer": need.layer,
        "values": list(need.values),
        "fact": need.fact,
        "within_m": need.within_m,
    }


def measured_document(measured: Measured) -> dict[str, Any]:
    """A measurement, its error, and between what it was made."""
    value = measured.value
    return {
        "value": rounded(value) if isinstance(value, float) else value,
        "error": rounded(measured.error),
        "unit": measured.unit,
        "method": measured.method,
        "from": text(measured.start),
        "to": text(measured.end),
        "most": rounded(measured.most),
        "overlap": None if measured.overlap is None else _overlap(measured.overlap),
    }


def rounded(number: float | None) -> float | None:
    """To the digits printed; what could not be measured is null, as JSON knows no other word."""
    if number is None or not isfinite(number):
        return None
    return round(float(number), _DIGITS)


def _part(part: Part, crs: CRS) -> dict[str, Any]:
    return {
        "check": part.check,
        "answer": part.answer,
        "turned": part.turned,
        "condition": part.condition,
        "decides": part.decides,
        "reason": text(part.reason),
        "measured": None if part.measured is None else measured_document(part.measured),
        "threshold": rounded(part.threshold),
        "margin": rounded(part.margin),
        "evidence": _collection(part.evidence, crs),
        "needs": [need_document(need) for need in part.needs],
        "withheld": part.withheld,
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
    """What was looked at; of a kind that the asker may not see that it was, and no more."""
    named = {"layer": known.pick.layer, "kind": known.pick.value}
    if known.hidden:
        return named | dict.fromkeys(_OF_DECLARED)
    declared = known.declaration
    as_of = declared.as_of if declared is not None else None
    return {
        **named,
        "as_of": as_of.isoformat() if as_of is not None else None,
        "later_than_on": known.later,
        "position_error_m": declared.position_error_m if declared is not None else None,
        "assumed_error_m": known.error_m,
        "trouble": known.trouble.name.lower(),
    }


def _overlap(shared: Overlap) -> dict[str, Any]:
    return {
        "area_m2": rounded(shared.area_m2),
        "share": round(shared.share, _SHARE_DIGITS),
        "depth_m": rounded(shared.depth_m),
    }


def _collection(evidence: tuple[Evidence, ...], crs: CRS) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [_feature(each, crs) for each in evidence],
    }


def _feature(evidence: Evidence, crs: CRS) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"role": evidence.role, "label": text(evidence.label), "id": evidence.id},
        "geometry": geojson_geometry(evidence.shape, crs),
    }
