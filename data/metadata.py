"""The three tables beside the layers: who the district is, what is declared, what was lost.

`district_info` (key, value), `declarations` (polygons: the extent of each layer and kind) and
`import_log`. They are ordinary tables and open in QGIS like the layers.
"""

import json
from collections.abc import Hashable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from data.declarations import Declaration, Visibility
from data.import_log import ImportRecord, Outcome
from data.text import Text

SCHEMA_VERSION = "1"
INFO, DECLARATIONS, IMPORT_LOG = "district_info", "declarations", "import_log"
_DECLARED = {
    "layer": "string",
    "kind": "string",
    "source": "string",
    "licence": "string",
    "as_of": "string",
    "stale_after": "string",
    "position_error_m": "Float64",
    "visibility": "string",
    "column_visibility": "string",
    "none_here": "boolean",
    "rows_lost": "Int64",
    "source_crs": "string",
}
METADATA_TABLES = (INFO, DECLARATIONS, IMPORT_LOG)


def info_table(name: str) -> pd.DataFrame:
    """Who the district is and which version of the layers it follows."""
    return pd.DataFrame({"key": ["name", "schema_version"], "value": [name, SCHEMA_VERSION]})


def declarations_table(declarations: tuple[Declaration, ...], crs: CRS) -> gpd.GeoDataFrame:
    """One row for each declaration, its extent as geometry."""
    rows = [
        {
            "layer": d.layer,
            "kind": d.kind,
            "source": d.source,
            "licence": d.licence,
            "as_of": d.as_of.isoformat() if d.as_of else None,
            "stale_after": _stale_after(d),
            "position_error_m": d.position_error_m,
            "visibility": d.visibility.value,
            "column_visibility": json.dumps(dict(d.column_visibility), sort_keys=True),
            "none_here": d.none_here,
            "rows_lost": d.rows_lost,
            "source_crs": d.source_crs,
        }
        for d in declarations
    ]
    extents = gpd.GeoSeries([d.extent for d in declarations], crs=crs)
    table = gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(_DECLARED)), geometry=extents)
    return table.astype(dict(_DECLARED))


def _stale_after(declaration: Declaration) -> str | None:
    if declaration.never_stale:
        return "never"
    return declaration.stale_after.isoformat() if declaration.stale_after else None


def declarations_from(table: pd.DataFrame) -> tuple[Declaration, ...]:
    """The declarations in a table written by `declarations_table`, possibly edited since."""
    return tuple(_declaration(row) for row in table.to_dict("records"))


def _declaration(row: Mapping[Hashable, Any]) -> Declaration:
    error_m = row.get("position_error_m")
    stale_after = _words(row.get("stale_after"))
    by_column = json.loads(_words(row.get("column_visibility")) or "{}")
    return Declaration(
        layer=_words(row.get("layer")),
        kind=_words(row.get("kind")) or None,
        source=_words(row.get("source")),
        licence=_words(row.get("licence")),
        as_of=_day(_words(row.get("as_of"))),
        stale_after=None if stale_after == "never" else _day(stale_after),
        never_stale=stale_after == "never",
        extent=row.get("geometry"),
        position_error_m=None if pd.isna(error_m) else float(error_m),
        visibility=Visibility(_words(row.get("visibility")) or Visibility.INTERNAL),
        column_visibility=MappingProxyType({k: Visibility(v) for k, v in by_column.items()}),
        none_here=bool(row.get("none_here")),
        rows_lost=int(row.get("rows_lost") or 0),
        source_crs=_words(row.get("source_crs")),
    )


def _words(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def log_table(log: tuple[ImportRecord, ...]) -> pd.DataFrame:
    """One row for each row that did not come through as it was."""
    columns = (
        "layer", "kind", "source", "row", "outcome", "reason_zh", "reason_en", "found",
        "place_known",
    )  # fmt: skip
    rows = [
        (r.layer, r.kind, r.source, r.row, r.outcome.value, r.reason.zh, r.reason.en, r.found,
         r.place_known)
        for r in log
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def log_from(table: pd.DataFrame) -> tuple[ImportRecord, ...]:
    """The log in a table written by `log_table`."""
    return tuple(
        ImportRecord(
            layer=_words(row["layer"]),
            kind=_words(row["kind"]) or None,
            source=_words(row["source"]),
            row=_words(row["row"]),
            outcome=Outcome(row["outcome"]),
            reason=Text(_words(row["reason_zh"]), _words(row["reason_en"])),
            found=_words(row["found"]),
            place_known=bool(row["place_known"]),
        )
        for row in table.to_dict("records")
    )
