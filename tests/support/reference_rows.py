"""The rows of a layer as the slow reference reads them: plain records in order of id."""

from collections.abc import Mapping

import pandas as pd
import shapely

from data.district import District

Record = Mapping[str, object]


def records(district: District, layer: str) -> list[Record]:
    """The rows of a layer in order of id, None for null; none where the layer is missing."""
    if not district.has(layer):
        return []
    rows = district.table(layer).to_dict("records")
    plain = [{k: _plain(v) for k, v in row.items()} for row in rows]
    return sorted(plain, key=lambda row: row["id"])


def _plain(value: object) -> object:
    if isinstance(value, shapely.Geometry):
        return value
    return None if pd.isna(value) else value
