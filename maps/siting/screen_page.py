"""A screening on one page: the district by outcome, the places that qualify, what is unknown."""

from typing import Any

import shapely

from data.text import Language, Text
from maps.encoding import wgs84_from
from maps.page import rendered_page
from maps.siting.base_map import base_map, crs_text
from maps.siting.fact_rows import fact_rows
from maps.siting.page_parts import SCRIPTS, head_context, head_payload, map_for
from maps.siting.place_rows import RANKED_BY, place_row
from maps.siting.provenance_panel import data_dates, provenance_panel, question_text, warnings
from maps.siting.screen_payload import (
    MOST_PLACES,
    found_payload,
    pieces_payload,
    places_payload,
    rules_payload,
)
from maps.siting.screen_shares import knowns_of, share_rows, unknown_rows
from maps.siting.view import ScreenView
from maps.siting.words import SIMPLIFIED

STYLES = ("page.css", "map.css", "siting/outcomes.css", "siting/screen.css")


def screen_page(view: ScreenView, language: Language = Language.ZH) -> str:
    """One self-contained HTML page of a screening.

    Args:
        view: The screening.
        language: The language shown first; the page holds both and switches.

    Returns:
        HTML text that asks nobody for anything, the same bytes for the same view.

    Raises:
        AssetError: Leaflet's package is not wholly installed.
    """
    asked = view.asked
    heading = Text(
        f"{asked.district.name}选址筛查：{asked.business.title.zh}",
        f"{asked.district.name}: where may it open? {asked.business.title.en}",
    )
    to_wgs84 = wgs84_from(asked.district.crs)
    land = shapely.box(*shapely.total_bounds(view.screen.shapes))
    payload = {
        **head_payload(heading, land, to_wgs84),
        "base": base_map(asked, None, to_wgs84),
        "rules": rules_payload(view.screen),
        "found": found_payload(view),
        "pieces": pieces_payload(view, to_wgs84),
        "places": places_payload(view.places, to_wgs84),
    }
    return rendered_page(
        "siting/screen.html",
        map_for(payload, "quankan.drawScreen"),
        scripts=(*SCRIPTS, "siting/screen.js"),
        styles=STYLES,
        payload=payload,
        context={**head_context(asked, heading, language), **_panel(view)},
    )


def _panel(view: ScreenView) -> dict[str, Any]:
    """What the page says beside the map."""
    asked, knowns = view.asked, knowns_of(view)
    listed = tuple(place_row(place) for place in view.places[:MOST_PLACES])
    return {
        "question": question_text(asked),
        "warnings": warnings(asked),
        "shares": share_rows(view),
        "any_approximate": bool(view.screen.approximate.any()),
        "error_m": f"{view.error_m:g}",
        "facts": fact_rows(asked),
        "unknown": unknown_rows(view),
        "places": listed,
        "ranked_by": RANKED_BY,
        "places_in_all": len(view.places) if view.places_in_all is None else view.places_in_all,
        "simplified": SIMPLIFIED,
        "crs": crs_text(asked.district.crs),
        "dates": data_dates(knowns),
        "provenance": provenance_panel(asked, view.screen.rules, knowns),
        "rules": view.screen.rules,
    }
