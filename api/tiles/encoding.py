"""A tile as bytes: Mapbox Vector Tile 2.1."""

from dataclasses import dataclass

from api.tiles.cut import EXTENT, cut
from api.tiles.grid import TileAddress
from api.tiles.tiled_layer import TiledLayer

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
# Shapes come as the format wants them: on the grid, y to the south, rings oriented.
_OPTIONS = {"extents": EXTENT, "y_coord_down": True, "check_winding_order": False}


@dataclass(frozen=True)
class Tile:
    """An encoded tile.

    Attributes:
        content: Its bytes; empty where nothing lies on it.
        features: How many features it has.
        dropped: How many touch it and are not in it.
    """

    content: bytes
    features: int
    dropped: int


def encoded(layer: TiledLayer, address: TileAddress) -> Tile:
    """The tile of a layer: one layer of its name, `id` among the properties, null ones left out."""
    import mapbox_vector_tile  # imported late: protobuf takes a while

    found = cut(layer, address)
    if not len(found.rows):
        return Tile(b"", 0, found.dropped)
    view = layer.view
    features = [
        {"geometry": shape, "properties": {"id": view.ids[row], **view.properties(row)}}
        for row, shape in zip(found.rows.tolist(), found.shapes, strict=True)
    ]
    content = mapbox_vector_tile.encode(
        {"name": view.seen.layer.name, "features": features}, default_options=_OPTIONS
    )
    return Tile(content, len(features), found.dropped)
