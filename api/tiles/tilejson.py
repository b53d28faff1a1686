"""TileJSON 3.0: where the tiles of a layer are, and what is in them."""

from typing import Any
from urllib.parse import urlencode

from api.districts.shown import ShownDistrict
from api.ogc.links import Addresses
from api.tiles.grid import LAST_ZOOM
from api.tiles.tiled_layer import TiledLayer
from data.text import Language


def tilejson(
    shown: ShownDistrict, layer: TiledLayer, addresses: Addresses, language: Language
) -> dict[str, Any]:
    """The TileJSON of a layer as the caller sees it.

    The address of the tiles names the version and how much is seen, so that what it stands for
    never changes.
    """
    seen = layer.view.seen
    tiles = addresses.tiles(shown.known.id, seen.layer.name)
    pinned = urlencode({"version": shown.version.id, "seen": shown.sight.key})
    document: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": f"{shown.known.name} {seen.layer.title.in_(language)}",
        "version": "1.0.0",
        "scheme": "xyz",
        "tiles": [f"{tiles}/{{z}}/{{x}}/{{y}}.mvt?{pinned}"],
        "minzoom": 0,
        "maxzoom": LAST_ZOOM,
        "vector_layers": [
            {
                "id": seen.layer.name,
                "fields": {column.name: column.title.in_(language) for column in seen.columns},
                "minzoom": 0,
                "maxzoom": LAST_ZOOM,
            }
        ],
    }
    bounds = layer.view.bounds
    return document | ({"bounds": list(bounds)} if bounds is not None else {})
