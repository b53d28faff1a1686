"""`coverage.json`: the answer as one document, the same bytes for the same question and layers."""

import json
from collections.abc import Mapping
from typing import Any

from data.district import District
from data.text import Text
from data.version import __version__
from geo.answers import Coverage, StationTally, Tally
from geo.question import Question

SCHEMA_VERSION = "1"


def coverage_document(district: District, answer: Coverage) -> dict[str, Any]:
    """The answer as plain data; `coverage.schema.json` beside this file says what is in it."""
    group = answer.question.group
    return {
        "schema_version": SCHEMA_VERSION,
        "parameters": _parameters(answer.question),
        "totals": {group: _tally(answer.main.totals)},
        "missing_groups": {group: _text(answer.main.missing)} if answer.main.missing else {},
        "areas": {i: {group: _tally(answer.main.areas.get(i))} for i in _ids(district, "areas")},
        "unassigned": {group: _tally(answer.main.unassigned)},
        "stations": {i: {group: _station(t)} for i, t in sorted(answer.main.stations.items())},
        "reasons": {r: {group: people} for r, people in sorted(answer.main.reasons.items())},
        "notes": {
            "stations": {i: _text(t) for i, t in sorted(answer.station_notes.items())},
            "stations_rejected": answer.losses.stations,
            "residents_rejected": answer.losses.residents,
            "streets_rejected": answer.losses.streets,
            "gates_unowned": answer.losses.unowned_gates,
            "rows_without_value": {group: answer.main.rows_without_value},
            "ungated_share": {group: answer.main.ungated_share},
        },
        "provenance": _provenance(district),
    }


def document_bytes(document: Mapping[str, Any]) -> bytes:
    """Canonical UTF-8 JSON, with a line feed at the end."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def _parameters(question: Question) -> dict[str, Any]:
    return {
        "minutes": float(question.minutes),
        "limit_m": question.limit_mm / 1000,
        "profile": question.profile.id,
        "speed_m_s": float(question.profile.speed_m_s),
        "takes_steps": question.takes_steps,
        "step_free": question.step_free,
        "tier": question.tier,
        "network": "residents",
        "group": question.group,
        "max_snap_m": float(question.max_snap_m),
        "moment": None,
    }


def _ids(district: District, layer: str) -> list[str]:
    return [str(i) for i in district.table(layer)["id"]] if district.has(layer) else []


def _tally(tally: Tally | None) -> dict[str, Any] | None:
    if tally is None:
        return None
    return {
        "total": tally.total,
        "covered": tally.covered,
        "uncovered": tally.uncovered,
        "unknown": tally.unknown,
        "modelled": tally.modelled,
        "share_min": tally.share_min,
        "share_max": tally.share_max,
    }


def _station(station: StationTally) -> dict[str, Any]:
    return {**(_tally(station.tally) or {}), "nearest": station.nearest}


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _provenance(district: District) -> dict[str, Any]:
    declared = [
        {
            "layer": d.layer,
            "kind": d.kind,
            "source": d.source,
            "licence": d.licence,
            "as_of": d.as_of.isoformat() if d.as_of else None,
        }
        for d in district.declarations
        if d.layer in district.layers
    ]
    return {
        "product": "quankan",
        "version": __version__,
        "district": district.name,
        "crs": district.crs.to_string(),
        "layers": dict(sorted(district.hashes.items())),
        "declarations": sorted(declared, key=lambda d: (str(d["layer"]), str(d["kind"] or ""))),
    }
