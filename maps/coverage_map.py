"""The answer on a map: one HTML file that opens from disk and asks nobody for anything."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from data.declarations import Visibility
from data.district import District
from data.small_counts import without_small_counts
from data.text import Language, Text
from data.version import __version__
from data.visibility import VisibleLayer, visible
from geo.report import Report
from maps import coverage_panel as panel
from maps import coverage_payload as payload
from maps import report_panel
from maps.arrival_day import arrival_day
from maps.counted import counted
from maps.coverage_notes import PICTURE_ONLY, coverage_notes, nobody_serves
from maps.encoding import lon_lat_bounds, wgs84_from
from maps.gate_payload import GATE_USES, gates
from maps.kept_back import restriction_notes, slices_note
from maps.page import OfflineMap, ScriptCall, rendered_page
from maps.palette import STATUS_MARKS, TIER_MARKS
from maps.scenario_panel import MappedScenario, scenario_panel
from maps.script_words import script_words
from maps.shares import share_text
from maps.slice_payload import Slices, slices
from maps.station_payload import matters, services, stations
from maps.words import INTERNAL, LEVEL_TEXT, TIER_TEXT

SCRIPTS = (
    "codec.js",
    "words.js",
    "sums.js",
    "statuses.js",
    "views.js",
    "marks.js",
    "residents.js",
    "stations.js",
    "layers.js",
    "online.js",
    "popups.js",
    "station_popup.js",
    "panel.js",
    "headline.js",
    "chooser.js",
    "matter_card.js",
    "week.js",
    "printing.js",
    "coverage_map.js",
)
_STYLES = ("page.css", "map.css", "chooser.css", "week.css")
_LAYERS = (
    "areas", "streets", "stations", "closures", "matters", "station_matters", "residents", "gates",
)  # fmt: skip


def coverage_map(
    district: District,
    report: Report,
    circles: Mapping[Fraction, BaseGeometry],
    *,
    language: Language,
    approval_number: str = "",
    title: Text | None = None,
    scenario: MappedScenario | None = None,
    level: Visibility = Visibility.INTERNAL,
    small_counts: bool = True,
) -> str:
    """One self-contained HTML page with the answer to one question and what was asked along.

    Layers, kinds and columns above the level are not in it; the page says what is kept back.
    Circles are pictures: no number is read from them.

    Args:
        district: The district asked.
        report: The answer, and what was asked along with it; every number on the page is from
            here. Its statuses are of the residents of its answer, row by row.
        circles: Band in minutes to its outline, (multi)polygons in the district's CRS, each band
            containing the shorter ones.
        language: The language shown first; the page holds both and switches.
        approval_number: 审图号. Without it the page is marked as internal.
        title: Title of the page; a usual one by default.
        scenario: The scenario that made `district` what it is, where one did; the page says so.
        level: Up to which visibility its readers see the district.
        small_counts: Whether they see numbers of fewer than ten residents; where they do not,
            `report` has none of them.

    Returns:
        HTML text, the same bytes for the same arguments.

    Raises:
        AssetError: Leaflet's package is not wholly installed.
        ValueError: The report's statuses are not of its residents.
    """
    layers = _layers(district, level, small_counts=small_counts)
    heading = title or _usual_title(district)
    to_wgs84 = wgs84_from(district.crs)
    bounds = _bounds(layers, to_wgs84)
    bands = payload.bands(_drawn_circles(circles, layers), to_wgs84)
    parts = slices(district, report, layers, small_counts=small_counts)
    drawn_gates = gates(layers["gates"], (layers["residents"], layers["stations"]), to_wgs84)
    folium_map = OfflineMap((bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2)
    folium_map.add_child(ScriptCall("quankan.drawCoverage"))
    return rendered_page(
        "coverage_map.html",
        folium_map,
        scripts=SCRIPTS,
        styles=_STYLES,
        payload={
            "title": payload.pair(heading),
            "bounds": [[bounds[1], bounds[0]], [bounds[3], bounds[2]]],
            "bands": bands,
            "base_title": payload.pair(panel.base_title(report.coverage, layers["matters"])),
            "slices": parts.payload,
            "gates": drawn_gates,
            **_payload(report, layers, to_wgs84, level),
        },
        context={
            "language": "zh-CN" if language is Language.ZH else "en",
            "heading": heading,
            "approval_number": approval_number.strip(),
            "bands": bands[::-1],
            "gate_uses": GATE_USES if drawn_gates else (),
            "scenario": scenario_panel(scenario, district, level),
            **_context(district, report, layers, level, small_counts=small_counts),
            "restrictions": (
                *restriction_notes(layers, level),
                *(() if small_counts else (panel.SMALL_COUNTS,)),
            ),
            **_asked_along(report, layers, parts, level),
        },
    )


def _usual_title(district: District) -> Text:
    return Text(f"{district.name}政务服务步行圈", f"{district.name}: government services on foot")


def _layers(
    district: District, level: Visibility, *, small_counts: bool
) -> dict[str, VisibleLayer]:
    """What may be seen of each layer; of residents without numbers below ten where told so."""
    layers = {name: visible(district, name, level) for name in _LAYERS}
    residents = layers["residents"]
    if residents.table is not None and not small_counts:
        table, _ = without_small_counts(residents.table, district.table("residents"))
        layers["residents"] = replace(residents, table=table)
    return layers


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
    report: Report,
    layers: Mapping[str, VisibleLayer],
    to_wgs84: Transformer,
    level: Visibility,
) -> dict[str, Any]:
    """What the scripts draw."""
    coverage = report.coverage
    catalogue, set_of = matters(layers["matters"], layers["station_matters"])
    station_table = layers["stations"].table
    words = script_words(coverage.question, level)
    ids = [] if station_table is None else station_table["id"].tolist()
    index = {str(station): i for i, station in enumerate(ids)}
    return {
        **payload.vocabulary(),
        "words": {name: payload.pair(text) for name, text in words.items()},
        "levels": {level: payload.pair(text) for level, text in LEVEL_TEXT.items()},
        "tier_titles": [payload.pair(text) for text in TIER_TEXT.values()],
        "group": payload.pair(payload.group_title(coverage.question)),
        "services": services(),
        "asked_services": list(coverage.question.services),
        "asked_matters": [
            catalogue["id"].index(matter)
            for matter in coverage.question.matters
            if matter in catalogue["id"]
        ],
        "streets": payload.streets(layers["streets"], to_wgs84),
        "areas": payload.areas(layers["areas"], coverage, to_wgs84),
        "residents": payload.residents(layers["residents"], coverage, index, to_wgs84),
        "stations": stations(layers["stations"], report, set_of, to_wgs84),
        "matters": catalogue,
    }


def _context(
    district: District,
    report: Report,
    layers: Mapping[str, VisibleLayer],
    level: Visibility,
    *,
    small_counts: bool,
) -> dict[str, Any]:
    """What the page says beside the map."""
    coverage = report.coverage
    nobody = nobody_serves(coverage)
    levels = payload.levels(layers["areas"], coverage)
    whole = coverage.main.totals
    totals = whole if payload.wholly_told(whole) else None
    return {
        "internal": INTERNAL,
        "district_name": district.name,
        "question": panel.question_text(coverage),
        "headline_label": panel.headline_label(coverage),
        "headline_limits": panel.headline_limits(coverage),
        "headline": None if totals is None else share_text(totals),
        "totals": totals,
        "group": payload.group_title(coverage.question),
        "counted": counted(coverage.question.group),
        "arrival_day": arrival_day(coverage),
        "nobody_serves": nobody,
        "statuses": panel.status_rows(coverage.main.totals),
        "status_marks": {status.value: mark for status, mark in STATUS_MARKS.items()},
        "tiers": panel.tier_rows(layers["stations"]),
        "tier_marks": TIER_MARKS,
        "share_rows": panel.share_rows(),
        "levels": [(of, LEVEL_TEXT[of]) for of in levels],
        "area_rows": {of: panel.area_rows(layers["areas"], coverage, of) for of in levels},
        "reasons": panel.reason_rows(coverage),
        "residents_shown": layers["residents"].table is not None,
        "notes": [note for note in (*coverage_notes(coverage), PICTURE_ONLY) if note != nobody],
        "sources": panel.source_rows(district, level),
        "version": __version__,
        "hashes": panel.hash_rows(district, level, small_counts=small_counts),
    }


def _asked_along(
    report: Report, layers: Mapping[str, VisibleLayer], parts: Slices, level: Visibility
) -> dict[str, Any]:
    """What the page says of matters, hours, tiers, groups and stations nobody can do without."""
    return {
        "base_title": panel.base_title(report.coverage, layers["matters"]),
        "choose_matter": parts.matters,
        "choose_hour": parts.week,
        "slices_kept_back": slices_note(level) if parts.kept_back else None,
        "gains": report_panel.gain_lines(report),
        "day_note": report_panel.day_note(report),
        "beside": report_panel.beside_rows(report.coverage),
        "served": report_panel.served_rows(report.coverage, layers["stations"]),
        "more_than_one": report_panel.more_than_one(report.coverage),
        "inside": report_panel.inside_rows(report.coverage),
        "equity": report_panel.equity_rows(report.equity),
        "needed": report_panel.needed_rows(report, layers["stations"]),
    }
