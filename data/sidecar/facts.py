"""What a district knows beside its tables, as JSON: declarations, import log, notes.

Unlike the metadata tables of a GeoPackage, which people may edit, this gives back exactly what
went in. Extents are shapes and kept apart.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from types import MappingProxyType
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from data.declarations import Declaration, Visibility
from data.district import District
from data.import_log import ImportRecord, Outcome
from data.sidecar.columns import DamagedError
from data.text import Text

# What looking for facts in any JSON may run into.
_NOT_FACTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError, CRSError)


def facts_json(district: District) -> bytes:
    """Everything but tables, hashes, and extents of declarations."""
    return json.dumps(
        {
            "name": district.name,
            "source": district.source,
            "crs": district.crs.srs,
            "absent_columns": {n: list(names) for n, names in district.absent_columns.items()},
            "notes": [asdict(note) for note in district.notes],
            "declarations": [_plain_declaration(d) for d in district.declarations],
            "import_log": [asdict(record) for record in district.import_log],
        }
    ).encode()


def district_fields(content: bytes, extents: Sequence[BaseGeometry | None]) -> dict[str, Any]:
    """What `District` takes beside tables and hashes, from `facts_json` and the extents.

    Raises:
        DamagedError: It is not what `facts_json` writes.
    """
    try:
        return _district_fields(json.loads(content), extents)
    except _NOT_FACTS as error:
        raise DamagedError from error


def _district_fields(
    facts: dict[str, Any], extents: Sequence[BaseGeometry | None]
) -> dict[str, Any]:
    declared = zip(facts["declarations"], extents, strict=True)
    absent = {name: tuple(columns) for name, columns in facts["absent_columns"].items()}
    return {
        "name": facts["name"],
        "source": facts["source"],
        "crs": CRS(facts["crs"]),
        "absent_columns": MappingProxyType(absent),
        "notes": tuple(Text(**note) for note in facts["notes"]),
        "declarations": tuple(_declaration(plain, extent) for plain, extent in declared),
        "import_log": tuple(_record(plain) for plain in facts["import_log"]),
    }


def _plain_declaration(declared: Declaration) -> dict[str, Any]:
    plain = {name: value for name, value in vars(declared).items() if name != "extent"}
    return {
        **plain,
        "as_of": _iso(declared.as_of),
        "stale_after": _iso(declared.stale_after),
        "column_visibility": dict(declared.column_visibility),
    }


def _declaration(plain: dict[str, Any], extent: BaseGeometry | None) -> Declaration:
    by_column = {name: Visibility(v) for name, v in plain["column_visibility"].items()}
    return Declaration(
        **{
            **plain,
            "as_of": _day(plain["as_of"]),
            "stale_after": _day(plain["stale_after"]),
            "visibility": Visibility(plain["visibility"]),
            "column_visibility": MappingProxyType(by_column),
            "extent": extent,
        }
    )


def _record(plain: dict[str, Any]) -> ImportRecord:
    reason, outcome = Text(**plain["reason"]), Outcome(plain["outcome"])
    return ImportRecord(**{**plain, "reason": reason, "outcome": outcome})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
