"""Everything in a district that has a name or an address, ready to be looked up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.declarations import Visibility
from data.district import District
from data.sites.address_text import address_texts
from geo.site.seen import column_seen, rows_seen

# Layers and the columns by which their rows are found, those first that say most of the premises.
SEARCHED = (
    ("addresses", ("address", "former", "aliases")),
    ("buildings", ("name",)),
    ("residents", ("name",)),
    ("facilities", ("name",)),
    ("stations", ("name", "address")),
    ("land_use", ()),
)
# A row may have several names in one column.
_BETWEEN_NAMES = r"[;；|\n]"


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
    none = pd.Series(dtype=object)
    parts = [_part("", "", none, none, none), *_parts(district, level)]
    column = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    compared = address_texts(column["text"].tolist())
    lengths = np.array([len(text) for text in compared], dtype=np.int64) + 1
    called: dict[str, list[int]] = {}
    for entry, text in enumerate(compared):
        called.setdefault(text, []).append(entry)
    return Directory(
        called=MappingProxyType(called),
        whole="\n" + "".join(f"{text}\n" for text in compared),
        start=np.cumsum(lengths) - lengths + 1,
        **column,
    )


def _parts(district: District, level: Visibility) -> Iterator[dict[str, NDArray[np.object_]]]:
    for layer, columns in SEARCHED:
        if not district.has(layer):
            continue
        table = district.table(layer)
        rows = table.loc[rows_seen(district, layer, level)]
        buildings = _buildings(district, layer, rows, level)
        ids = rows["id"].astype(object)
        for column in columns:
            if column_seen(district, layer, column, level):
                texts = rows[column].dropna().astype(object).str.split(_BETWEEN_NAMES, regex=True)
                each = texts.explode().str.strip()
                each = each[each.astype(bool)]
                yield _part(layer, column, ids[each.index], each, buildings[each.index])
        yield _part(layer, "id", ids, ids, buildings)


def _buildings(district: District, layer: str, rows: pd.DataFrame, level: Visibility) -> pd.Series:
    """The building that each row means; missing where that is not known, or not to be seen."""
    column = {"addresses": "building_id", "buildings": "id"}.get(layer)
    if column is None or not column_seen(district, layer, column, level):
        return pd.Series(pd.NA, index=rows.index)
    return rows[column]


def _part(
    layer: str, column: str, ids: pd.Series, texts: pd.Series, buildings: pd.Series
) -> dict[str, NDArray[np.object_]]:
    known = buildings.to_numpy(dtype=object, copy=True)
    known[buildings.isna().to_numpy(dtype=bool)] = None
    return {
        "layer": np.full(len(ids), layer, dtype=object),
        "id": ids.to_numpy(dtype=object),
        "column": np.full(len(ids), column, dtype=object),
        "text": texts.to_numpy(dtype=object),
        "building": known,
    }
