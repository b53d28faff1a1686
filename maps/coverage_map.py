"""The answer on a map: one HTML file that opens from disk and asks nobody for anything."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.text import Language, Text
from data.version import __version__
from data.visibility import VisibleLayer, visible
from geo.answers import Coverage
from maps import coverage_panel as panel
from maps import coverage_payload as payload
from maps.coverage_notes import PICTURE_ONLY, coverage_notes
from maps.encoding import lon_lat_bounds, wgs84_from
from maps.page import OfflineMap, ScriptCall, rendered_page
from maps.palette import STATUS_MARKS, TIER_MARKS
from maps.shares import share_text
from maps.station_payload import matters, services, stations
from maps.words import INTERNAL, LEVEL_TEXT, SCRIPT_WORDS, TIER_TEXT

_SCRIPTS = (
    "codec.js",
    "words.js",
    "marks.js",
    "layers.js",
    "popups.js",
    "panel.js",
    "printing.js",
    "coverage_map.js",
)
_STYLES = ("page.css", "map.css")
_LAYERS = ("areas", "streets", "stations", "matters", "station_matters", "residents")


def coverage_map(
    district: District,
    coverage: Coverage,
    circles: Mapping[Fraction, BaseGeometry],
    *,
    language: Language,
    approval_number: str = "",
    title: Text | None = None,
) -> str:
    """One self-contained HTML page with the answer to one question.

    Restricted layers, kinds and columns are not in it; the page says what is kept back. Circles
    are pictures: no number is read from them.

    Args:
        district: The district asked.
        coverage: The answer; every number on the page is from here.
        circles: Band in minutes to its outline, (multi)polygons in the district's CRS, each band
            containing the shorter ones.
        language: The language shown first; the page holds both and switches.
        approval_number: 审图号. Without it the page is marked as internal.
        title: Title of the page; a usual one by default.

    Returns:
        HTML text, the same bytes for the same arguments.

    Raises:
        AssetError: Leaflet's package is not wholly installed.
    """
    layers = {name: visible(district, name) for name in _LAYERS}
    heading = title or Text(
        f"{district.name}政务服务步行圈", f"{district.name}: government services on foot"
    )
    to_wgs84 = wgs84_from(district.crs)
    bounds = _bounds(layers, to_wgs84)
    bands = payload.bands(_drawn_circles(circles, layers), to_wgs84)
    folium_map = OfflineMap((bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2)
    folium_map.add_child(ScriptCall("quankan.drawCoverage"))
    return rendered_page(
        "coverage_map.html",
        folium_map,
        scripts=_SCRIPTS,
        styles=_STYLES,
        payload={
            "title": payload.pair(heading),
            "bounds": [[bounds[1], bounds[0]], [bounds[3], bounds[2]]],
            "bands": bands,
            **_payload(coverage, layers, to_wgs84),
        },
        context={
            "language": "zh-CN" if language is Language.ZH else "en",
            "heading": heading,
            "approval_number": approval_number.strip(),
            "bands": bands[::-1],
            **_context(district, coverage, layers),
        },
    )


def _drawn_circles(
    circles: Mapping[Fraction, BaseGeometry], layers: Mapping[str, VisibleLayer]
) -> Mapping[Fraction, BaseGeometry]:
    """The circles, unless they would show where restricted stations or streets lie."""
    sources = (layers["stations"], layers["streets"])
    if any(layer.restricted or layer.hidden_rows for layer in sources):
        return {}
    return circles


def _bounds(
    layers: Mapping[str, VisibleLayer], to_wgs84: Transformer
) -> tuple[float, float, float, float]:
    """West, south, east, north of what the page opens on: the areas, else whatever is drawn."""
    for name in ("areas", "residents", "stations", "streets"):
        table = layers[name].table
        if table is not None and len(table):
            return lon_lat_bounds(shapely.total_bounds(table["geometry"].to_numpy()), to_wgs84)
    return (73.0, 18.0, 135.0, 54.0)


def _payload(
    coverage: Coverage,
    layers: Mapping[str, VisibleLayer],
    to_wgs84: Transformer,
) -> dict[str, Any]:
    """What the scripts draw."""
    catalogue, set_of = matters(layers["matters"], layers["station_matters"])
    station_table = layers["stations"].table
    ids = [] if station_table is None else station_table["id"].tolist()
    index = {str(station): i for i, station in enumerate(ids)}
    return {
        **payload.vocabulary(),
        "words": {name: payload.pair(text) for name, text in SCRIPT_WORDS.items()},
        "levels": {level: payload.pair(text) for level, text in LEVEL_TEXT.items()},
        "tier_titles": [payload.pair(text) for text in TIER_TEXT.values()],
        "group": payload.pair(payload.group_title(coverage.question)),
        "services": services(),
        "streets": payload.streets(layers["streets"], to_wgs84),
        "areas": payload.areas(layers["areas"], coverage, to_wgs84),
        "residents": payload.residents(layers["residents"], coverage, index, to_wgs84),
        "stations": stations(layers["stations"], coverage, set_of, to_wgs84),
        "matters": catalogue,
    }


def _context(
    district: District, coverage: Coverage, layers: Mapping[str, VisibleLayer]
) -> dict[str, Any]:
    """What the page says beside the map."""
    levels = payload.levels(layers["areas"], coverage)
    return {
        "internal": INTERNAL,
        "district_name": district.name,
        "question": panel.question_text(coverage),
        "headline_label": panel.headline_label(coverage),
        "headline": None if coverage.main.totals is None else share_text(coverage.main.totals),
        "totals": coverage.main.totals,
        "group": payload.group_title(coverage.question),
        "statuses": panel.status_rows(coverage.main.totals),
        "status_marks": {status.value: mark for status, mark in STATUS_MARKS.items()},
        "tiers": panel.tier_rows(layers["stations"]),
        "tier_marks": TIER_MARKS,
        "share_rows": panel.share_rows(),
        "levels": [(level, LEVEL_TEXT[level]) for level in levels],
        "area_rows": {level: panel.area_rows(layers["areas"], coverage, level) for level in levels},
        "reasons": panel.reason_rows(coverage),
        "residents_shown": layers["residents"].table is not None,
        "restrictions": panel.restriction_notes(layers),
        "notes": (*coverage_notes(coverage), PICTURE_ONLY),
        "sources": panel.source_rows(district),
        "version": __version__,
        "hashes": panel.hash_rows(district),
    }
