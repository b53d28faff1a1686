"""Why pieces of a screening come to what they do, as plain data: what repeats stands there once."""

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
from pyproj import CRS

from api.outputs.figures import text
from api.outputs.finding_document import measured_document, rounded
from geo.screening.why import Found

_WGS84 = "EPSG:4326"
# A ten-millionth of a degree is about a centimetre.
_DECIMALS = 7


def why_document(
    found: Sequence[Found], pieces: int, crs: CRS
) -> tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]:
    """What was found, each once, and for each piece where it was found.

    Args:
        found: What was found at places of the pieces.
        pieces: How many pieces there are.
        crs: The district's CRS.

    Returns:
        Entries, each with a number of its own from 1, and by piece the numbers of the entries
        that tell of it, with the place in WGS 84 where they hold.
    """
    numbers: dict[str, int] = {}
    entries: list[dict[str, Any]] = []
    by_piece: list[list[dict[str, Any]]] = [[] for _ in range(pieces)]
    degrees = gpd.GeoSeries([each.at for each in found], crs=crs).to_crs(_WGS84)
    for each, at in zip(found, degrees, strict=True):
        said = _said(each)
        key = json.dumps(said, sort_keys=True)
        if key not in numbers:
            numbers[key] = len(entries) + 1
            entries.append({"found": numbers[key], **said})
        place = [round(at.x, _DECIMALS), round(at.y, _DECIMALS)]
        by_piece[each.piece].append({"found": numbers[key], "at": place})
    return entries, by_piece


def _said(each: Found) -> dict[str, Any]:
    finding = each.finding
    measured = finding.measured
    return {
        "rule": finding.rule.rule.id,
        "outcome": finding.outcome.word,
        "answer": finding.answer,
        "reason": text(finding.reason),
        "measured": None if measured is None else measured_document(measured),
        "threshold": rounded(finding.threshold),
        "margin": rounded(finding.margin),
        "withheld": finding.withheld,
    }
