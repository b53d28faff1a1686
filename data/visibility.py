"""What may be drawn: restricted layers, kinds and columns stay away from every picture (law 11)."""

from dataclasses import dataclass

import pandas as pd

from data.declarations import Visibility
from data.district import District
from data.errors import DistrictError
from data.layers import LAYER_BY_NAME
from data.text import Text


@dataclass(frozen=True)
class VisibleLayer:
    """What is left of a layer for people who may see `internal` but not `restricted` things.

    Attributes:
        table: Rows that may be drawn, restricted columns made null; None where the layer is
            absent or wholly restricted.
        restricted: Whether the whole layer is kept back.
        hidden_rows: Rows kept back because their kind is restricted.
        hidden_columns: Columns kept back.
    """

    table: pd.DataFrame | None
    restricted: bool = False
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()


def visible(district: District, name: str) -> VisibleLayer:
    """The part of the layer `name` that may be put on a map."""
    if _wholly_restricted(district, name):
        return VisibleLayer(None, restricted=True)
    if not district.has(name):
        return VisibleLayer(None)
    table = district.table(name)
    kept = table.loc[~table.index.isin(_restricted_rows(district, name, table))]
    columns = _restricted_columns(district, name)
    if columns:
        kept = kept.copy()
        for column in columns:
            kept[column] = pd.Series(pd.NA, index=kept.index, dtype=kept[column].dtype)
    return VisibleLayer(kept, hidden_rows=len(table) - len(kept), hidden_columns=columns)


def require_shown(district: District, names: tuple[str, ...]) -> None:
    """Refuse what would show layers of which anything is restricted.

    Raises:
        DistrictError: One of the layers has restricted rows or columns, or is restricted.
    """
    for name in names:
        part = visible(district, name)
        if part.restricted or part.hidden_rows or part.hidden_columns:
            title = LAYER_BY_NAME[name].title
            raise DistrictError(
                district.source,
                Text(
                    f"图层 {name}（{title.zh}）受限", f"the layer {name} ({title.en}) is restricted"
                ),
                Text("不含受限内容的区县数据", "a district without restricted things in it"),
            )


def _wholly_restricted(district: District, name: str) -> bool:
    """Whether the layer is declared so, or what is restricted in it cannot be told apart.

    That is an unknown column, or a kind where the layer has none.
    """
    layer = LAYER_BY_NAME[name]
    return any(
        (d.visibility is Visibility.RESTRICTED and (d.kind is None or layer.kind_column is None))
        or any(
            level is Visibility.RESTRICTED and column not in layer.column_names
            for column, level in d.column_visibility.items()
        )
        for d in district.declarations
        if d.layer == name
    )


def _restricted_rows(district: District, name: str, table: pd.DataFrame) -> list[object]:
    kinds = {
        d.kind
        for d in district.declarations
        if d.layer == name and d.kind is not None and d.visibility is Visibility.RESTRICTED
    }
    column = LAYER_BY_NAME[name].kind_column
    if not kinds or column is None:
        return []
    # A row of no known kind may be of a restricted one.
    return list(table.index[table[column].isin(kinds).fillna(False) | table[column].isna()])


def _restricted_columns(district: District, name: str) -> tuple[str, ...]:
    """Columns that any declaration of the layer keeps back; the id is never data to hide."""
    hidden = {
        column
        for d in district.declarations
        if d.layer == name
        for column, level in d.column_visibility.items()
        if level is Visibility.RESTRICTED
    }
    return tuple(c for c in LAYER_BY_NAME[name].column_names if c in hidden and c != "id")
