"""The gates of what is drawn, and how each may be used as it is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from data.text import Text
from data.visibility import VisibleLayer
from maps.encoding import encoded_points


@dataclass(frozen=True)
class GateUse:
    """Gates that look alike.

    Attributes:
        title: What the legend says.
        statuses: The recorded statuses; empty text stands for null, which is open.
        fill: `#rrggbb`; light to dark as they let fewer through, so that colour is not needed.
    """

    title: Text
    statuses: tuple[str, ...]
    fill: str


GATE_USES = (
    GateUse(Text("可通行", "open"), ("open", ""), "#ffffff"),
    GateUse(Text("仅内部人员通行", "own people only"), ("pass_only",), "#9a9ea6"),
    GateUse(Text("上锁或仅供应急", "locked or emergency"), ("locked", "emergency"), "#1f2329"),
)  # fmt: skip


def gates(
    layer: VisibleLayer, places: Iterable[VisibleLayer], to_wgs84: Transformer
) -> dict[str, Any] | None:
    """Where the gates are and which of `GATE_USES` each is; None where there are none to draw.

    A gate is drawn with the place it belongs to: of a place that is kept back it would tell where
    it lies.

    Args:
        layer: The visible part of the layer `gates`.
        places: The visible parts of the layers of the places.
        to_wgs84: From the district's CRS.
    """
    if layer.table is None:
        return None
    drawn = {str(place) for part in places if part.table is not None for place in part.table["id"]}
    table = layer.table.loc[layer.table["of"].isin(drawn)]
    if not len(table):
        return None
    use_of = {status: use for use, group in enumerate(GATE_USES) for status in group.statuses}
    xy = shapely.get_coordinates(table["geometry"].to_numpy(dtype=object)).astype(np.float64)
    return {
        "at": encoded_points(xy[:, 0], xy[:, 1], to_wgs84),
        "use": [use_of[status] for status in table["status"].fillna("")],
        "fills": [use.fill for use in GATE_USES],
    }
