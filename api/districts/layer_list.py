"""What there is to know of a district's layers, and the rows of those without geometry."""

from typing import Any

from api.districts.layer_view import LayerView
from api.districts.shown import ShownDistrict
from api.ogc.links import GEOJSON, JSON, Addresses, Link, link
from api.ogc.selection import Selection
from data.declarations import Declaration
from data.layers import Column
from data.small_counts import SMALLEST_TOLD
from data.text import Language, Text
from data.visibility import within


def layer_document(
    shown: ShownDistrict, view: LayerView, addresses: Addresses, language: Language
) -> dict[str, Any]:
    """One layer as the caller sees it: its count and its hash are those of what is seen."""
    seen, district_id = view.seen, shown.known.id
    whole = shown.district.declaration(seen.layer.name)
    note = Text(
        f"少于 {SMALLEST_TOLD} 的人数不予显示，为 null。",
        f"Counts below {SMALLEST_TOLD} are not told; they are null.",
    )
    return {
        "name": seen.layer.name,
        "title": seen.layer.title.in_(language),
        "geometry": seen.layer.geometry.value,
        "count": len(seen.table),
        "hash": seen.hash,
        "visibility": None if whole is None else whole.visibility.value,
        "columns": [_column(column, language) for column in seen.columns],
        "declarations": [_declaration(d) for d in _declared(shown, view)],
        "note": note.in_(language) if seen.small_counts_hidden else None,
        "links": _links(addresses, district_id, view, language),
    }


def page_of_rows(view: LayerView, selection: Selection) -> dict[str, Any]:
    """A page of rows of a table, and how many there are on all pages: null stays null."""
    return {
        "matched": selection.matched,
        "returned": len(selection.rows),
        "rows": [{"id": view.ids[row], **view.properties(row)} for row in selection.rows],
    }


def _column(column: Column, language: Language) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type.value,
        "title": column.title.in_(language),
        "values": list(column.values),
    }


def _declared(shown: ShownDistrict, view: LayerView) -> list[Declaration]:
    """The declarations of what the caller sees; a hidden kind is not even named."""
    name, level = view.seen.layer.name, shown.sight.level
    hidden = {
        d.kind
        for d in (*shown.district.declarations, *shown.now_declared)
        if d.layer == name and not within(d.visibility, level)
    }
    mine = [d for d in shown.district.declarations if d.layer == name]
    return [d for d in mine if d.kind not in hidden and within(d.visibility, level)]


def _declaration(declared: Declaration) -> dict[str, Any]:
    return {
        "kind": declared.kind,
        "source": declared.source,
        "licence": declared.licence,
        "as_of": declared.as_of.isoformat() if declared.as_of else None,
        "stale_after": declared.stale_after.isoformat() if declared.stale_after else None,
        "never_stale": declared.never_stale,
        "position_error_m": declared.position_error_m,
        "visibility": declared.visibility.value,
        "none_here": declared.none_here,
        "complete_somewhere": declared.extent is not None and not declared.rows_lost,
    }


def _links(
    addresses: Addresses, district_id: str, view: LayerView, language: Language
) -> list[Link]:
    name, title = view.seen.layer.name, view.seen.layer.title.in_(language)
    here = link(addresses.layer(district_id, name), "self", JSON, title)
    if not view.seen.spatial:
        return [here]
    return [
        here,
        link(addresses.collection(district_id, name), "collection", JSON, title),
        link(f"{addresses.collection(district_id, name)}/items", "items", GEOJSON, title),
        link(f"{addresses.tiles(district_id, name)}.json", "alternate", JSON, "TileJSON"),
    ]
