"""Finding what a change names."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from data.layers import LAYER_BY_NAME
from data.text import Text
from geo.errors import ScenarioError

# The field of a change that names a row of each layer.
_FIELD = {"stations": "station", "matters": "matter", "streets": "street", "gates": "gate"}


def index_in(ids: NDArray[np.object_], wanted: str, layer: str) -> int:
    """Where an id stands among the (N,) `ids` of a layer.

    Raises:
        ScenarioError: It is not among them.
    """
    found = np.flatnonzero(ids == wanted)
    if not len(found):
        title = LAYER_BY_NAME[layer].title
        raise ScenarioError(
            "change",
            Text(f"{title.zh}中没有编号 {wanted}", f"there is no {wanted} in the layer {layer}"),
            Text(f"图层 {layer} 中的编号", f"an id of the layer {layer}"),
            at=_FIELD[layer],
        )
    return int(found[0])


def require_unused(wanted: str, layers: Iterable[NDArray[np.object_]]) -> None:
    """An id stands for one thing in a district.

    Raises:
        ScenarioError: It is among the ids of one of the `layers`.
    """
    if any((ids == wanted).any() for ids in layers):
        raise ScenarioError(
            "change",
            Text(f"编号 {wanted} 已被使用", f"the id {wanted} is in use"),
            Text("未使用的编号", "an id that is not in use"),
        )
