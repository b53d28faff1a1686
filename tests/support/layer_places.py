"""Tiny districts as somebody is shown them, for tests of layers that leave."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import shapely
from support.tiny import METRES, district

from api.districts.layer_view import LayerView
from api.districts.seen import Sight, seen_layer
from api.districts.shown import ShownDistrict
from api.store.districts import District, Version
from data.declarations import Declaration, Visibility

PUBLIC = Visibility.PUBLIC
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
# How far north the corner lies in the zone of the tiny districts: it begins at 33 degrees.
NORTH_M = 40_000.0
EVERYBODY = Sight(PUBLIC)


def spot(x: float, y: float) -> shapely.Point:
    """A point so many metres from a corner in the zone."""
    return shapely.Point(x, NORTH_M + y)


def declared(
    layer: str,
    visibility: Visibility = PUBLIC,
    kind: str | None = None,
    columns: Mapping[str, Visibility] = MappingProxyType({}),
) -> Declaration:
    return Declaration(
        layer, kind, as_of=date(2026, 6, 30), visibility=visibility, column_visibility=columns
    )


def shown(*declarations: Declaration, sight: Sight = EVERYBODY, **layers) -> ShownDistrict:
    """A district of the given layers, each public unless something is declared of it."""
    said = {declaration.layer for declaration in declarations}
    public = [declared(name) for name in layers if name not in said]
    made = replace(district(None, **layers), declarations=(*declarations, *public))
    known = District("t", "小区", "ver-1", True, 100, NOW)
    version = Version("ver-1", "t", "", {}, "", 0, "", NOW, None)
    return ShownDistrict(known, version, made, sight, made.declarations)


def view(of: ShownDistrict, layer: str) -> LayerView | None:
    seen = seen_layer(of.district, layer, of.sight, of.now_declared)
    return None if seen is None else LayerView(seen)


# The reference system of the tiny districts.
OWN_CRS = f"http://www.opengis.net/def/crs/EPSG/0/{METRES.to_epsg()}"
