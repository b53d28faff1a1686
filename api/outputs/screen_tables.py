"""The pieces and the candidates of a screening as tables, for GeoPackage and GeoJSON alike."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from api.siting.screening import Screening
from geo.survey.outcome import Outcome


def pieces_table(found: Screening, crs: CRS) -> gpd.GeoDataFrame:
    """One row for each piece: verdict, deciding rules, whether approximate, area."""
    pieces = found.screen
    rules = np.array([rule.rule.id for rule in pieces.rules], dtype=object)
    table = pd.DataFrame(
        {
            "piece": np.arange(1, len(pieces.shapes) + 1),
            "verdict": [Outcome(int(code)).word for code in pieces.verdict],
            "deciding_rules": [",".join(rules[decides]) for decides in pieces.deciding],
            "approximate": pieces.approximate,
            "area_m2": np.round(shapely.area(pieces.shapes), 1),
        }
    )
    return gpd.GeoDataFrame(table, geometry=_multi(pieces.shapes), crs=crs)


def candidates_table(found: Screening, crs: CRS) -> gpd.GeoDataFrame:
    """One row for each building or parcel that qualifies, the best first."""
    kept, outlines = found.candidates, found.outlines
    rules = np.array([rule.rule.id for rule in found.prepared.rules], dtype=object)
    deciding = kept.findings == kept.verdict[:, None]
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(kept.row) + 1),
            "layer": outlines.layer,
            "id": outlines.ids[kept.row],
            "verdict": [Outcome(int(code)).word for code in kept.verdict],
            "deciding_rules": [",".join(rules[decides]) for decides in deciding],
        }
    )
    return gpd.GeoDataFrame(table, geometry=_multi(outlines.shapes[kept.row]), crs=crs)


def _multi(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.array([shapely.multipolygons(shapely.get_parts(one)) for one in shapes], dtype=object)
