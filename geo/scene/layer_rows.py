"""The rows of a layer that stand on a day, found by what a rule picks them by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.district import District
from data.rulepacks.vocabulary import PICKED_BY
from geo.levels import NO, Levels
from geo.scene.buildings import plain, uses_of
from geo.scene.meant import Meant, code_meant, kind_meant, use_meant
from geo.scene.standing import standing

# Columns that say more of a feature than its kind.
_CLASS_COLUMNS = {"corridors": "class", "land_use": "code", "buildings": "use"}


@dataclass(frozen=True)
class LayerRows:
    """R rows of a layer that stand, or may, in order of id.

    Attributes:
        by_value: The rows of each value by which they are picked: kinds, codes of land, bits of
            the uses that a building may have.
        meant: How surely a value is what a pick asks for.
        ids: (R,) ids.
        names: (R,) names; None where there is none.
        classes: (R,) class of a corridor, code of land, use of a building; None elsewhere.
        level: (R,) whether each stands, or only may.
        shapes: (R,) shapes.
    """

    by_value: Mapping[Any, NDArray[np.int64]]
    meant: Meant
    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    classes: NDArray[np.object_]
    level: Levels
    shapes: NDArray[np.object_]

    def of(self, asked: Sequence[str]) -> tuple[NDArray[np.int64], Levels]:
        """The rows that some values mean together, in order of id, and how surely each does."""
        found = {value: self.meant(value, asked) for value in self.by_value}
        kept = [value for value, level in found.items() if level > NO]
        rows = np.concatenate(
            [np.empty(0, dtype=np.int64), *(self.by_value[value] for value in kept)]
        )
        sizes = [len(self.by_value[value]) for value in kept]
        sure = np.repeat(np.array([found[value] for value in kept], dtype=np.uint8), sizes)
        order = np.argsort(rows, kind="stable")
        rows = rows[order]
        return rows, np.minimum(sure[order], self.level[rows])


def layer_rows(
    district: District, layer: str, on: date, old_codes: Mapping[str, Sequence[str]]
) -> LayerRows:
    """Read a layer once for all picks; one that is not there has no rows.

    Args:
        district: The district.
        layer: A layer that rules pick from.
        on: The day.
        old_codes: Code of GB 50137 to codes of the 2023 guide.
    """
    if not district.has(layer):
        none = np.empty(0, dtype=object)
        return LayerRows({}, kind_meant, none, none, none, np.empty(0, dtype=np.uint8), none)
    table = district.table(layer)
    levels = standing(table, on)
    kept = np.flatnonzero(levels > NO)
    ids = table["id"].to_numpy(dtype=object)[kept]
    if (ids[1:] < ids[:-1]).any():
        order = np.argsort(ids, kind="stable")
        ids, kept = ids[order], kept[order]
    values = table[PICKED_BY[layer]].fillna("").to_numpy(dtype=object)
    meant: Meant = kind_meant
    if layer == "buildings":
        values, meant = uses_of(table), use_meant
    elif layer == "land_use":
        meant = code_meant(old_codes)
    of_class = _CLASS_COLUMNS.get(layer)
    return LayerRows(
        by_value=_grouped(values[kept]),
        meant=meant,
        ids=ids,
        names=plain(table["name"])[kept],
        classes=plain(table[of_class])[kept] if of_class else np.full(len(kept), None),
        level=levels[kept],
        shapes=np.asarray(table["geometry"].to_numpy(), dtype=object)[kept],
    )


def once_a_layer(
    district: District, on: date, old_codes: Mapping[str, Sequence[str]]
) -> Callable[[str], LayerRows]:
    """`layer_rows` of a district on a day, each layer read when it is first asked for."""
    read: dict[str, LayerRows] = {}

    def of(layer: str) -> LayerRows:
        if layer not in read:
            read[layer] = layer_rows(district, layer, on, old_codes)
        return read[layer]

    return of


def _grouped(values: NDArray[Any]) -> Mapping[Any, NDArray[np.int64]]:
    """The rows of each value, in order."""
    codes, names = pd.factorize(values)
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(names)))
    return MappingProxyType(dict(zip(names.tolist(), np.split(order, ends)[:-1], strict=True)))
