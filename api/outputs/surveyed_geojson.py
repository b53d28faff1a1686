"""`survey.geojson`, `comparison.geojson`: sites and what shows their findings, as RFC 7946."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import geopandas as gpd

from api.outputs.in_degrees import geojson_geometry
from api.outputs.screen_tables import records
from api.outputs.surveyed_tables import SurveyedSite, findings_table, shown_table, sites_table
from data.district import District


def surveyed_geojson(
    district: District,
    sites: tuple[SurveyedSite, ...],
    document: Mapping[str, Any],
    nearest: gpd.GeoDataFrame | None = None,
) -> bytes:
    """A feature collection in WGS 84; `role` of each feature says what it is.

    The findings stand beside the features, each once, with `parameters` and `provenance` of the
    document, so that the file can be read alone.

    Args:
        district: The district.
        sites: Its sites and what was found there.
        document: What the JSON of the same question says.
        nearest: Places that would do, from `nearest_table`.
    """
    features = [
        *_features(sites_table(sites, district.crs), "site"),
        *_features(shown_table(sites, district.crs)),
        *([] if nearest is None else _features(nearest, "nearest")),
    ]
    collection = {
        "type": "FeatureCollection",
        **{name: document[name] for name in ("schema_version", "parameters", "provenance")},
        "findings": records(findings_table(sites)),
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _features(table: gpd.GeoDataFrame, role: str | None = None) -> Iterator[dict[str, Any]]:
    for row, shape in zip(records(table), table.geometry, strict=True):
        yield {
            "type": "Feature",
            "properties": row if role is None else {"role": role, **row},
            "geometry": geojson_geometry(shape, table.crs),
        }
