"""Closed sets of words: bodies, answers and addresses say which there are.

What a body may say is judged by the same functions as on the command line, which take everyday
words, too; the words here are those to be sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.answering.kinds import KINDS
from api.districts.intake import KIND as IMPORT
from data.declarations import Visibility
from data.layers import COUNTED_SERVICES, NETWORKS_ASKED, TIERS
from data.rulepacks.rule import UNDERTAKINGS
from data.sites.coordinates import DATUMS
from geo.profiles import PROFILES
from geo.survey.outcome import Outcome

_Set = Mapping[str, Any]
_VERDICT: _Set = {"enum": [each.word for each in Outcome if each <= Outcome.FAIL]}
_LEVEL: _Set = {"enum": [each.value for each in Visibility]}
_DATUM: _Set = {"anyOf": [{"enum": list(DATUMS)}, {"pattern": "^EPSG:[0-9]{4,6}$"}]}
_UNDERTAKING: _Set = {"enum": list(UNDERTAKINGS)}
_WALKING: Mapping[str, _Set] = {
    "profile": {"enum": list(PROFILES)},
    "tier": {"enum": list(TIERS)},
    "network": {"enum": list(NETWORKS_ASKED)},
    "services": {"enum": list(COUNTED_SERVICES)},
}
_STATES = ("waiting", "running", "done", "failed", "cancelled")
# By schema, then by property.
SETS: Mapping[str, Mapping[str, _Set]] = {
    "CoverageWithScenario": _WALKING,
    "WhatIfBody": _WALKING,
    "SurveyBody": {"undertaking": _UNDERTAKING},
    "ScreeningBody": {"undertaking": _UNDERTAKING},
    "ComparisonBody": {"undertaking": _UNDERTAKING, "datum": _DATUM},
    "BatchBody": {"undertaking": _UNDERTAKING, "datum": _DATUM},
    "SiteBody": {"datum": _DATUM},
    "ResultRecord": {"kind": {"enum": list(KINDS)}, "level": _LEVEL, "verdict": _VERDICT},
    "AgainRecord": {"verdict_before": _VERDICT},
    "DistrictRecord": {"level": _LEVEL},
    "WholeDistrict": {"level": _LEVEL},
    "JobRecord": {"kind": {"enum": [*KINDS, IMPORT]}, "state": {"enum": list(_STATES)}},
}
# By operation, then by parameter.
ASKED: Mapping[str, Mapping[str, _Set]] = {
    "send_batch": {"undertaking": _UNDERTAKING, "datum": _DATUM},
}


def close_sets(schemas: Mapping[str, Any]) -> None:
    """Say in the schemas of bodies and answers which words there are."""
    for name, sets in SETS.items():
        for each, closed in sets.items():
            _close(schemas[name]["properties"][each], closed)


def close_asked(operation: Mapping[str, Any]) -> None:
    """Say in the parameters of an operation which words there are."""
    sets = ASKED.get(operation["operationId"], {})
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in sets:
            _close(parameter["schema"], sets[parameter["name"]])


def _close(schema: dict[str, Any], closed: _Set) -> None:
    for text in _texts(schema):
        text.update(closed)


def _texts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts of a schema that stand for a text; of a list, for its items."""
    parts: Sequence[dict[str, Any]] = schema.get("anyOf", [schema])
    for part in parts:
        if part.get("type") == "array":
            yield from _texts(part["items"])
        elif part.get("type") == "string":
            yield part
