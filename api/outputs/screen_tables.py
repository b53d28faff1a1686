"""A screening as tables, for GeoPackage and GeoJSON alike: pieces, candidates, and why."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from api.siting.screening import Screening
from geo.screening.why import Found
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
    """One row for each building or parcel that qualifies, the best first.

    They are ranked by verdict, then by how many rules must be looked at on site, then by how many
    come to conditional; of equal ones the earlier id first.
    """
    kept, outlines = found.candidates, found.outlines
    rules = np.array([rule.rule.id for rule in found.prepared.rules], dtype=object)
    deciding = kept.findings == kept.verdict[:, None]
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(kept.row) + 1),
            "layer": outlines.layer,
            "id": outlines.ids[kept.row],
            "name": [named.name for named in found.names],
            "address": [named.address for named in found.names],
            "verdict": [Outcome(int(code)).word for code in kept.verdict],
            "on_site": (kept.findings == Outcome.ON_SITE).sum(axis=1),
            "conditional": (kept.findings == Outcome.CONDITIONAL).sum(axis=1),
            "deciding_rules": [",".join(rules[decides]) for decides in deciding],
        }
    )
    return gpd.GeoDataFrame(table, geometry=_multi(outlines.shapes[kept.row]), crs=crs)


def rules_table(found: Screening) -> pd.DataFrame:
    """One row for each rule, with its article and what it asks for."""
    return pd.DataFrame(
        [
            {
                "rule": standing.rule.id,
                "requirement_zh": standing.rule.requirement.zh,
                "requirement_en": standing.rule.requirement.en,
                "law": standing.rule.article.law,
                "document": standing.rule.article.document,
                "article": standing.rule.article.article,
                "version": standing.rule.article.version,
                "valid_from": standing.rule.article.valid_from.isoformat(),
                "confidence": standing.confidence,
                "made_up": standing.made_up,
            }
            for standing in found.screen.rules
        ]
    )


def found_table(found: Screening, crs: CRS) -> gpd.GeoDataFrame:
    """One row for each thing found in a piece that decides it, at a place in the piece."""
    table = pd.DataFrame(
        [_found(each) for each in found.found],
        columns=["piece", "rule", "outcome", "found_zh", "found_en", "measured", "error", "unit",
                 "threshold"],
    )  # fmt: skip
    return gpd.GeoDataFrame(table, geometry=[each.at for each in found.found], crs=crs)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table without their shapes; what is not known is None."""
    plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore")).astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _found(each: Found) -> tuple[object, ...]:
    finding, measured = each.finding, each.finding.measured
    value = None if measured is None else measured.value
    return (
        each.piece + 1,
        finding.rule.rule.id,
        finding.outcome.word,
        finding.reason.zh,
        finding.reason.en,
        value if isinstance(value, float) else None,
        None if measured is None else measured.error,
        "" if measured is None else measured.unit,
        finding.threshold,
    )


def _multi(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.array([shapely.multipolygons(shapely.get_parts(one)) for one in shapes], dtype=object)
