"""Layers as they are seen, kept between requests: prepared once for a version and a sight."""

from api.districts.layer_view import LayerView
from api.districts.pool import Kept
from api.districts.reading_log import ReadingLog
from api.districts.seen import seen_layer
from api.districts.shown import ShownDistrict
from api.people.errors import AbsentError
from api.tiles.tiled_layer import TiledLayer, tiled
from data.layers import LAYER_BY_NAME, LAYERS
from data.text import Text

# All layers of a district for three sights of it.
_SIZE = 54


class KeptLayers:
    """The layers that a process has prepared; the one used longest ago makes room.

    Attributes:
        readings: Who has read them.
    """

    def __init__(self, size: int = _SIZE) -> None:
        self._views: Kept[LayerView | None] = Kept(size)
        self._tiled: Kept[TiledLayer] = Kept(size)
        self.readings = ReadingLog()

    def view(self, shown: ShownDistrict, name: str) -> LayerView:
        """A layer as the caller sees it.

        Raises:
            AbsentError: There is no such layer, or nothing of it for the caller.
        """
        view = self._find(shown, name) if name in LAYER_BY_NAME else None
        if view is None:
            raise AbsentError.of(Text("图层", "layer"), name)
        return view

    def views(self, shown: ShownDistrict) -> tuple[LayerView, ...]:
        """All layers of which the caller sees something, in the standard order."""
        found = (self._find(shown, layer.name) for layer in LAYERS)
        return tuple(view for view in found if view is not None)

    def tiled(self, shown: ShownDistrict, name: str) -> TiledLayer:
        """A layer as the caller sees it, prepared for tiles.

        Raises:
            AbsentError: There is no such layer, nothing of it for the caller, or no geometry.
        """
        view = self.view(shown, name)
        if not view.seen.spatial:
            raise AbsentError.of(Text("有几何的图层", "layer with geometry"), name)
        return self._tiled.get(_key(shown, name), lambda: tiled(view))

    def _find(self, shown: ShownDistrict, name: str) -> LayerView | None:
        return self._views.get(_key(shown, name), lambda: _view(shown, name))


def _key(shown: ShownDistrict, name: str) -> tuple[str | None, ...]:
    # What the standing version declares decides, too.
    return shown.version.id, shown.known.version_id, shown.sight.key, name


def _view(shown: ShownDistrict, name: str) -> LayerView | None:
    seen = seen_layer(shown.district, name, shown.sight, shown.now_declared)
    return None if seen is None else LayerView(seen)
