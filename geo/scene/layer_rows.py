"""The rows of a layer that stand on a day, found by what a rule picks them by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.district import District
from data.rulepacks.vocabulary import PICKED_BY, Pick
from geo.levels import NO, Levels
from geo.scene.standing import standing

# Columns that say more of a feature than its kind.
_CLASS_COLUMNS = {"corridors": "class", "land_use": "code", "buildings": "use"}


@dataclass(frozen=True)
class LayerRows:
    """R rows of a layer that stand, or may, in order of id.

    Attributes:
        by_value: The rows of each value by which they are picked.
        by_beginning: Whether a value picks all that begin with it, as a code of land use does.
        ids: (R,) ids.
        names: (R,) names; None where there is none.
        classes: (R,) class of a corridor, code of land, use of a building; None elsewhere.
        level: (R,) whether each stands, or only may.
        shapes: (R,) shapes.
    """

    by_value: Mapping[str, NDArray[np.int64]]
    by_beginning: bool
    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    classes: NDArray[np.object_]
    level: Levels
    shapes: NDArray[np.object_]

    def of(self, pick: Pick) -> NDArray[np.int64]:
        """The rows that a pick means, in order of id."""
        if not self.by_beginning:
            return self.by_value.get(pick.value, np.empty(0, dtype=np.int64))
        rows = [rows for value, rows in self.by_value.items() if value.startswith(pick.value)]
        return np.sort(np.concatenate([*rows, np.empty(0, dtype=np.int64)]))


def layer_rows(district: District, layer: str, on: date) -> LayerRows:
    """Read a layer once for all picks; one that is not there has no rows.

    Args:
        district: The district.
        layer: A layer that rules pick from.
        on: The day.
    """
    if not district.has(layer):
        none = np.empty(0, dtype=object)
        return LayerRows({}, False, none, none, none, np.empty(0, dtype=np.uint8), none)
    table = district.table(layer)
    levels = standing(table, on)
    kept = np.flatnonzero(levels > NO)
    ids = table["id"].to_numpy(dtype=object)[kept]
    if (ids[1:] < ids[:-1]).any():
        order = np.argsort(ids, kind="stable")
        ids, kept = ids[order], kept[order]
    values = table[PICKED_BY[layer]].fillna("").to_numpy(dtype=object)[kept]
    of_class = _CLASS_COLUMNS.get(layer)
    return LayerRows(
        by_value=_grouped(values),
        by_beginning=layer == "land_use",
        ids=ids,
        names=_plain(table["name"])[kept],
        classes=_plain(table[of_class])[kept] if of_class else np.full(len(kept), None),
        level=levels[kept],
        shapes=np.asarray(table["geometry"].to_numpy(), dtype=object)[kept],
    )


def once_a_layer(district: District, on: date) -> Callable[[str], LayerRows]:
    """`layer_rows` of a district on a day, each layer read when it is first asked for."""
    read: dict[str, LayerRows] = {}

    def of(layer: str) -> LayerRows:
        if layer not in read:
            read[layer] = layer_rows(district, layer, on)
        return read[layer]

    return of


def _grouped(values: NDArray[np.object_]) -> Mapping[str, NDArray[np.int64]]:
    """The rows of each value, in order."""
    codes, names = pd.factorize(values)
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(names)))
    return MappingProxyType(dict(zip(names.tolist(), np.split(order, ends)[:-1], strict=True)))


def _plain(column: pd.Series) -> NDArray[np.object_]:
    """Text, with None where there is none."""
    values = column.astype(object)
    return np.asarray(values.where(values.notna(), None).to_numpy(), dtype=object)
