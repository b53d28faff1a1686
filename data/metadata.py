"""The three tables beside the layers: who the district is, what is declared, what was lost.

`district_info` (key, value), `declarations` (polygons: the extent of each layer and kind) and
`import_log`. They are ordinary tables and open in QGIS like the layers.
"""

import json

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from data.declarations import Declaration
from data.import_log import ImportRecord

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


def log_table(log: tuple[ImportRecord, ...]) -> pd.DataFrame:
    """One row for each row that did not come through as it was."""
    columns = (
        "layer", "kind", "source", "row", "outcome", "reason_zh", "reason_en", "found",
        "place_known", "about",
    )  # fmt: skip
    rows = [
        (r.layer, r.kind, r.source, r.row, r.outcome.value, r.reason.zh, r.reason.en, r.found,
         r.place_known, r.about)
        for r in log
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))
