"""Several sites side by side on one page: rules by sites, differences first, all on one map."""

from typing import Any

import shapely
from pyproj import Transformer

from data.text import Language, Text
from maps.encoding import wgs84_from
from maps.page import rendered_page
from maps.siting.base_map import base_map, crs_text
from maps.siting.comparison_rows import dominance, rule_rows, site_columns
from maps.siting.drawing import drawn
from maps.siting.evidence_payload import findings_payload, site_payload
from maps.siting.fact_rows import fact_rows
from maps.siting.page_parts import SCRIPTS, head_context, head_payload, map_for
from maps.siting.place_rows import place_label
from maps.siting.provenance_panel import data_dates, provenance_panel, question_text, warnings
from maps.siting.view import ComparedView, ComparisonView

STYLES = (
    "page.css", "map.css", "siting/outcomes.css", "siting/document.css", "siting/evidence.css",
    "siting/comparison.css",
)  # fmt: skip
# How much of the surroundings of the sites is drawn, in metres.
_AROUND_M = 1_500.0
_BESIDE_M, _BESIDE_SHARE = 150.0, 0.12


def comparison_page(view: ComparisonView, language: Language = Language.ZH) -> str:
    """One self-contained HTML page of a comparison.

    Args:
        view: The comparison, of at least one site.
        language: The language shown first; the page holds both and switches.

    Returns:
        HTML text that asks nobody for anything, the same bytes for the same view.

    Raises:
        AssetError: Leaflet's package is not wholly installed.
    """
    business, count = view.asked.business.title, len(view.sites)
    heading = Text(f"智能对比：{business.zh}（{count} 处场址）", f"{count} sites: {business.en}")
    to_wgs84 = wgs84_from(view.asked.district.crs)
    places = [place.shape for each in view.sites for place in each.nearest]
    land = shapely.box(*shapely.total_bounds([*(s.site.shape for s in view.sites), *places]))
    west, south, east, north = land.bounds
    # Labels need some room beside the places they stand at.
    beside_m = max(_BESIDE_M, _BESIDE_SHARE * max(east - west, north - south))
    land = land.buffer(beside_m, join_style="mitre")
    payload = {
        **head_payload(heading, land, to_wgs84),
        "base": base_map(view.asked, land.buffer(_AROUND_M, join_style="mitre"), to_wgs84),
        "sites": [_site(view, at, each, to_wgs84) for at, each in enumerate(view.sites)],
    }
    return rendered_page(
        "siting/comparison.html",
        map_for(payload, "quankan.drawComparison"),
        scripts=(*SCRIPTS, "siting/comparison.js"),
        styles=STYLES,
        payload=payload,
        context={**head_context(view.asked, heading, language), **_table(view)},
    )


def _site(
    view: ComparisonView, at: int, compared: ComparedView, to_wgs84: Transformer
) -> dict[str, Any]:
    """One site as the scripts draw it, with its measured lines and the nearest hope."""
    found = findings_payload(compared.findings, compared.site, to_wgs84)
    column = next(column for column in site_columns(view) if column.index == at)
    return {
        **site_payload(compared.site, to_wgs84),
        "number": at + 1,
        "verdict": column.verdict.word,
        "lines": [
            {**line, "rule": finding["rule"], "outcome": finding["outcome"]}
            for finding in found
            for line in finding["lines"]
        ],
        "nearest": [
            {"at": drawn(place.shape.centroid, to_wgs84), "name": place_label(place)}
            for place in compared.nearest
        ],
    }


def _table(view: ComparisonView) -> dict[str, Any]:
    """What the page says beside the map."""
    differing, alike = rule_rows(view)
    knowns = [known for each in view.sites for f in each.findings for known in f.knowns]
    return {
        "question": question_text(view.asked),
        "district_name": view.asked.district.name,
        "warnings": warnings(view.asked),
        "columns": site_columns(view),
        "dominance": dominance(view),
        "differing": differing,
        "alike": alike,
        "facts": fact_rows(view.asked),
        "crs": crs_text(view.asked.district.crs),
        "dates": data_dates(knowns),
        "provenance": provenance_panel(view.asked, view.comparison.rules, knowns),
    }
