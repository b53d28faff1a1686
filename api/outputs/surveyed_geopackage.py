"""`survey.gpkg`, `comparison.gpkg`: sites and what shows their findings, as layers for QGIS."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from api.outputs.surveyed_tables import SurveyedSite, findings_table, shown_table, sites_table
from data.district import District
from data.geopackage import GEOPACKAGE_VERSION
from data.text import Text

# Role of a shape to the layer of it.
_LAYERS = {
    "measured_line": "measured_lines",
    "feature": "features",
    "overlap": "zones",
    "threshold": "thresholds",
}
_TITLES = {
    "sites": Text("场址", "Sites"),
    "measured_lines": Text("测量线", "Measured lines"),
    "features": Text("测量到的要素", "What was measured to"),
    "zones": Text("与管控区重叠的部分", "What the site shares with zones"),
    "thresholds": Text("限值范围", "How far the rules look"),
    "nearest": Text("最近的可用之处", "Nearest places that would do"),
    "findings": Text("逐条结论", "Findings"),
    "answer": Text("结果文档", "The answer as JSON"),
}


def write_surveyed_geopackage(
    path: Path,
    district: District,
    sites: tuple[SurveyedSite, ...],
    document: bytes,
    nearest: gpd.GeoDataFrame | None = None,
) -> None:
    """Write sites, what shows their findings, and the table `findings`.

    Args:
        path: Where; nothing is there yet.
        district: The district.
        sites: Its sites and what was found there.
        document: The JSON of the same question; the table `answer` holds it.
        nearest: Places that would do, from `nearest_table`.
    """
    shown = shown_table(sites, district.crs)
    layers = {
        "sites": sites_table(sites, district.crs),
        **{layer: shown[shown["role"] == role] for role, layer in _LAYERS.items()},
        **({} if nearest is None else {"nearest": nearest}),
    }
    for name, table in layers.items():
        _write(path, name, table)
    _write(path, "findings", findings_table(sites))
    _write(path, "answer", pd.DataFrame({"document": [document.decode()]}))


def _write(path: Path, name: str, table: pd.DataFrame) -> None:
    title, spatial = _TITLES[name], isinstance(table, gpd.GeoDataFrame)
    pyogrio.write_dataframe(
        table,
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        dataset_options=None if path.exists() else {"VERSION": GEOPACKAGE_VERSION},
        layer_options={"IDENTIFIER": title.zh, "DESCRIPTION": title.en},
        # Doors, buildings and lines lie side by side in one layer.
        geometry_type="Unknown" if spatial else None,
        promote_to_multi=False if spatial else None,
    )
