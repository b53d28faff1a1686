"""Which rows and columns of a layer somebody may see, up to a level of visibility (law 11)."""

import numpy as np
from numpy.typing import NDArray

from data.declarations import Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from geo.scene.withheld import columns_withheld, kind_withheld


def rows_seen(district: District, layer: str, level: Visibility) -> NDArray[np.bool_]:
    """(N,) which rows of a layer somebody may see who may see up to `level`.

    A row of no known kind may be of any: it is as hidden as the most hidden of them.
    """
    table = district.table(layer)
    kind_column = LAYER_BY_NAME[layer].kind_column
    if kind_column is None:
        return np.full(len(table), _kind_seen(district, layer, None, level))
    kinds = table[kind_column]
    seen = [kind for kind in kinds.dropna().unique() if _kind_seen(district, layer, kind, level)]
    declared = {None, *(d.kind for d in district.declarations if d.layer == layer)}
    all_seen = all(_kind_seen(district, layer, kind, level) for kind in declared)
    mask = kinds.isin(seen) | (kinds.isna() & all_seen)
    return mask.fillna(False).to_numpy(dtype=bool)


def column_seen(district: District, layer: str, column: str, level: Visibility) -> bool:
    """Whether somebody may see a column of a layer who may see up to `level`."""
    return not columns_withheld(district, layer, (column,), level)


def _kind_seen(district: District, layer: str, kind: str | None, level: Visibility) -> bool:
    return not kind_withheld(district, layer, kind, level)
