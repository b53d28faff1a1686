"""Everything in a district that has a name or an address, ready to be looked up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.declarations import Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from data.sites.address_text import address_texts

# Layers and the columns by which their rows are found, those first that say most of the premises.
_SEARCHED = (
    ("addresses", ("address", "former", "aliases")),
    ("buildings", ("name",)),
    ("residents", ("name",)),
    ("facilities", ("name",)),
    ("stations", ("name", "address")),
    ("land_use", ()),
)
# A row may have several names in one column.
_BETWEEN_NAMES = r"[;；|\n]"
_ORDER = list(Visibility)


@dataclass(frozen=True)
class Directory:
    """E names, addresses and ids, in the order in which they are to be told.

    Attributes:
        whole: All of them as they are compared, a line break before and behind each.
        start: (E,) where each begins in `whole`.
        called: The entries, by what they are as they are compared.
        layer: (E,) the layer of the row it belongs to.
        id: (E,) the id of that row.
        column: (E,) the column it stands in.
        text: (E,) as written there.
        building: (E,) the building it means, where that is known; None elsewhere.
    """

    whole: str
    start: NDArray[np.int64]
    called: Mapping[str, Sequence[int]]
    layer: NDArray[np.object_]
    id: NDArray[np.object_]
    column: NDArray[np.object_]
    text: NDArray[np.object_]
    building: NDArray[np.object_]


def directory(district: District, level: Visibility = Visibility.INTERNAL) -> Directory:
    """All that may be looked up by somebody who may see up to `level`.

    Rows and columns above that level are not in it: that a name is found tells where it is.
    """
    parts = list(_parts(district, level))
    table = pd.concat(parts, ignore_index=True) if parts else _part("", "", [], [], [])
    compared = address_texts(table["text"])
    lengths = np.array([len(text) for text in compared], dtype=np.int64) + 1
    called: dict[str, list[int]] = {}
    for entry, text in enumerate(compared):
        called.setdefault(text, []).append(entry)
    return Directory(
        called=MappingProxyType(called),
        whole="\n" + "".join(f"{text}\n" for text in compared),
        start=np.cumsum(lengths) - lengths + 1,
        **{
            name: table[name].to_numpy(dtype=object)
            for name in ("layer", "id", "column", "text", "building")
        },
    )


def _parts(district: District, level: Visibility) -> Iterator[pd.DataFrame]:
    for layer, columns in _SEARCHED:
        if not district.has(layer):
            continue
        table = district.table(layer)
        rows = table.loc[rows_seen(district, layer, level)]
        buildings = _buildings(layer, rows)
        ids = rows["id"].astype(object)
        for column in columns:
            if column_seen(district, layer, column, level):
                texts = rows[column].dropna().astype(object).str.split(_BETWEEN_NAMES, regex=True)
                each = texts.explode().str.strip()
                each = each[each.astype(bool)]
                yield _part(layer, column, ids[each.index], each, buildings[each.index])
        yield _part(layer, "id", ids, ids, buildings)


def _buildings(layer: str, rows: pd.DataFrame) -> pd.Series:
    column = {"addresses": "building_id", "buildings": "id"}.get(layer)
    if column is None:
        return pd.Series(None, index=rows.index, dtype=object)
    values = rows[column].astype(object)
    return values.where(values.notna(), None)


def _part(layer: str, column: str, ids: object, texts: object, buildings: object) -> pd.DataFrame:
    values = {"id": ids, "text": texts, "building": buildings}
    arrays = {name: np.asarray(value, dtype=object) for name, value in values.items()}
    return pd.DataFrame({"layer": layer, "column": column, **arrays}, dtype=object)


def rows_seen(district: District, layer: str, level: Visibility) -> NDArray[np.bool_]:
    """(N,) which rows of a layer somebody may see who may see up to `level`.

    A row of no known kind may be of any: it is as hidden as the most hidden of them.
    """
    table = district.table(layer)
    kind_column = LAYER_BY_NAME[layer].kind_column
    kinds = [None] * len(table) if kind_column is None else table[kind_column].astype(object)
    hidden = {
        d.kind for d in district.declarations if d.layer == layer and _above(d.visibility, level)
    }
    seen = {kind: _kind_seen(district, layer, kind, level) for kind in {*map(_named, kinds)}}
    if kind_column is not None and None in seen:
        seen[None] = not hidden
    return np.array([seen[_named(kind)] for kind in kinds], dtype=bool)


def column_seen(district: District, layer: str, column: str, level: Visibility) -> bool:
    """Whether somebody may see a column of a layer who may see up to `level`."""
    return not any(
        _above(d.column_visibility.get(column, Visibility.PUBLIC), level)
        for d in district.declarations
        if d.layer == layer
    )


def _named(kind: object) -> str | None:
    return kind if isinstance(kind, str) else None


def _kind_seen(district: District, layer: str, kind: str | None, level: Visibility) -> bool:
    declared = district.declaration(layer, kind)
    return declared is None or not _above(declared.visibility, level)


def _above(one: Visibility, level: Visibility) -> bool:
    return _ORDER.index(one) > _ORDER.index(level)
