"""Collections: the layers with geometry of all districts that somebody may read."""

from typing import Any

from api.districts.layer_view import LayerView
from api.districts.shown import ShownDistrict
from api.ogc.crs import CRS84, offered_crs
from api.ogc.links import GEOJSON, JSON, QUERYABLES, SCHEMA_JSON, Addresses, link
from api.ogc.selection import VALID_FROM, VALID_TO
from data.text import Language

_CALENDAR = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


def collection(
    shown: ShownDistrict, view: LayerView, addresses: Addresses, language: Language
) -> dict[str, Any]:
    """What there is to know of one collection."""
    layer, district_id = view.seen.layer, shown.known.id
    here = addresses.collection(district_id, layer.name)
    title = f"{shown.known.name} {layer.title.in_(language)}"
    offered = offered_crs(view.seen.crs)
    document: dict[str, Any] = {
        "id": f"{district_id}:{layer.name}",
        "title": title,
        "itemType": "feature",
        "extent": _extent(shown, view),
        "crs": [crs.uri for crs in offered],
        "links": [
            link(here, "self", JSON, title),
            link(f"{here}/items", "items", GEOJSON, title),
            link(f"{here}/schema", "describedby", SCHEMA_JSON, title),
            link(f"{here}/queryables", QUERYABLES, SCHEMA_JSON, title),
            link(f"{addresses.tiles(district_id, layer.name)}.json", "alternate", JSON, "TileJSON"),
        ],
    }
    stored = [crs.uri for crs in offered if crs.metric]
    return document | ({"storageCrs": stored[0]} if stored else {})


def _extent(shown: ShownDistrict, view: LayerView) -> dict[str, Any]:
    """The extent of what is seen; what is hidden does not widen it."""
    extent: dict[str, Any] = {}
    if view.bounds is not None:
        extent["spatial"] = {"bbox": [list(view.bounds)], "crs": CRS84}
    first, last = _days(shown, view)
    interval = [_moment(first, "00:00:00"), _moment(last, "23:59:59")]
    extent["temporal"] = {"interval": [interval], "trs": _CALENDAR}
    return extent


def _days(shown: ShownDistrict, view: LayerView) -> tuple[str | None, str | None]:
    """First and last day of validity, None where that is open; else the day the layer describes."""
    table = view.seen.table
    if VALID_FROM in table and VALID_TO in table:
        first, last = table[VALID_FROM], table[VALID_TO]
        if first.notna().any() or last.notna().any():
            return (
                None if first.isna().any() else str(first.min()),
                None if last.isna().any() else str(last.max()),
            )
    declared = shown.district.declaration(view.seen.layer.name)
    if declared is None or declared.as_of is None:
        return None, None
    day = declared.as_of.isoformat()
    return day, day


def _moment(day: str | None, time: str) -> str | None:
    return None if day is None else f"{day}T{time}+08:00"
