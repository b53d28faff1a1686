"""Finding what a change names."""

import numpy as np
from numpy.typing import NDArray

from data.layers import LAYER_BY_NAME
from data.text import Text
from geo.errors import ScenarioError


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
        )
    return int(found[0])
