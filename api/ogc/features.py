"""Features as GeoJSON text: one, or a page of them."""

import json
from datetime import UTC, datetime

import numpy as np

from api.districts.layer_view import LayerView
from api.ogc.crs import OfferedCrs, geometry_texts
from api.ogc.links import Link
from api.ogc.selection import Selection

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def feature_text(view: LayerView, row: int, crs: OfferedCrs, links: list[Link]) -> str:
    """One feature with its links."""
    (feature,) = _feature_texts(view, (row,), crs)
    return f'{feature[:-1]},"links":{_JSON.encode(links)}}}'


def collection_text(
    view: LayerView, selection: Selection, crs: OfferedCrs, links: list[Link], now: datetime
) -> str:
    """A page of features: null stays null, and what is not told is not there.

    Args:
        view: The layer.
        selection: Which rows, and how many there are on all pages.
        crs: The system of the coordinates.
        links: To other pages.
        now: The moment of the answer.
    """
    about = {
        "type": "FeatureCollection",
        "timeStamp": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": selection.matched,
        "numberReturned": len(selection.rows),
        "links": links,
    }
    features = ",\n".join(_feature_texts(view, selection.rows, crs))
    return f'{_JSON.encode(about)[:-1]},"features":[\n{features}\n]}}'


def _feature_texts(view: LayerView, rows: tuple[int, ...], crs: OfferedCrs) -> list[str]:
    at = np.asarray(rows, dtype=np.intp)
    geometries = geometry_texts((view.metric if crs.metric else view.degrees)[at], crs)
    return [
        f'{{"type":"Feature","id":{_JSON.encode(view.ids[row])},"geometry":{geometry},'
        f'"properties":{_JSON.encode(view.properties(row))}}}'
        for geometry, row in zip(geometries, rows, strict=True)
    ]
