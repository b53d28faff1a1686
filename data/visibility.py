"""What an asker may see of a layer: what is above their level stays away (law 11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from data.declarations import Declaration, Visibility
from data.district import District
from data.errors import DistrictError
from data.layers import LAYER_BY_NAME
from data.text import Text

# Whose permit it is never leaves to other enterprises, whatever is declared; that there is one
# does. See `names_somebody`.
_NEVER_PUBLIC: Mapping[str, frozenset[str]] = MappingProxyType(
    {"permits": frozenset({"name", "holder"})}
)
# From the freest to the strictest.
_STRICTNESS = tuple(Visibility)


@dataclass(frozen=True)
class VisibleLayer:
    """What is left of a layer for people of one level.

    Attributes:
        table: Rows that may be seen, hidden columns made null; None where the layer is absent or
            wholly kept back.
        restricted: Whether the whole layer is kept back.
        hidden_rows: Rows kept back because their kind is above the level.
        hidden_columns: Columns kept back.
    """

    table: pd.DataFrame | None
    restricted: bool = False
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()


def visible(district: District, name: str, level: Visibility = Visibility.INTERNAL) -> VisibleLayer:
    """The part of the layer `name` that people of a level may see.

    By default that is what may be put on a map of the office: all but what is restricted. What
    nobody declared is internal.
    """
    declared = tuple(d for d in district.declarations if d.layer == name)
    if not declared and not district.has(name):
        return VisibleLayer(None)  # nothing there that could be hidden
    if _wholly_hidden(declared, name, level):
        return VisibleLayer(None, restricted=True)
    if not district.has(name):
        return VisibleLayer(None)
    table = district.table(name)
    kept = table.loc[~_hidden_rows(declared, name, table, level)]
    columns = _hidden_columns(declared, name, level)
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


def hashes_told(
    district: District, level: Visibility, *, small_counts: bool
) -> dict[str, str | None]:
    """Layer to its content hash, by name; None where people of a level may not see all of it.

    Who knows a layer but for a number could try every number on its hash.

    Args:
        district: The district.
        level: Up to which visibility they see it.
        small_counts: Whether they see numbers of fewer than ten residents.
    """
    kept = frozenset() if small_counts else frozenset({"residents"})
    return {
        name: None if name in kept or _hides_any(district, name, level) else sha256
        for name, sha256 in sorted(district.hashes.items())
    }


def _hides_any(district: District, name: str, level: Visibility) -> bool:
    """Whether anything of a layer is above a level, be there such rows in it or not."""
    declared = tuple(d for d in district.declarations if d.layer == name)
    return bool(
        _wholly_hidden(declared, name, level)
        or _unsaid_is_hidden(declared, level)
        or _kinds(declared, level, seen=False)
        or _hidden_columns(declared, name, level)
    )


def within(visibility: Visibility, level: Visibility) -> bool:
    """Whether people of a level may see what has this visibility."""
    return _STRICTNESS.index(visibility) <= _STRICTNESS.index(level)


def never_shown(name: str, level: Visibility) -> frozenset[str]:
    """Columns of a layer that people of a level never see, whatever is declared."""
    inside = within(Visibility.INTERNAL, level)
    return frozenset() if inside else _NEVER_PUBLIC.get(name, frozenset())


def names_somebody(name: str, level: Visibility) -> bool:
    """Whether an answer to people of a level must not say which row of a layer it speaks of.

    By the number, the address or the last day of a permit every open register tells its holder.
    """
    return bool(never_shown(name, level))


def _wholly_hidden(declared: tuple[Declaration, ...], name: str, level: Visibility) -> bool:
    """Whether nothing of the layer may be seen, or what may not cannot be told apart.

    The latter is an unknown column, or a kind where the layer has none.
    """
    layer = LAYER_BY_NAME[name]
    told_apart = layer.kind_column is not None and _kinds(declared, level, seen=True)
    if _unsaid_is_hidden(declared, level) and not told_apart:
        return True
    return any(
        (not within(d.visibility, level) and (d.kind is None or layer.kind_column is None))
        or any(
            not within(visibility, level) and column not in layer.column_names
            for column, visibility in d.column_visibility.items()
        )
        for d in declared
    )


def _unsaid_is_hidden(declared: tuple[Declaration, ...], level: Visibility) -> bool:
    """Whether kinds of which nothing is declared are hidden, because nothing is of the layer."""
    undeclared = all(d.kind is not None for d in declared)
    return undeclared and not within(Visibility.INTERNAL, level)


def _kinds(declared: tuple[Declaration, ...], level: Visibility, *, seen: bool) -> set[str]:
    """Kinds that a declaration of their own lets be seen, or hides."""
    return {d.kind for d in declared if d.kind is not None and within(d.visibility, level) is seen}


def _hidden_rows(
    declared: tuple[Declaration, ...], name: str, table: pd.DataFrame, level: Visibility
) -> pd.Series:
    hidden = _kinds(declared, level, seen=False)
    column = LAYER_BY_NAME[name].kind_column
    unsaid = _unsaid_is_hidden(declared, level)
    if column is None or not (hidden or unsaid):
        return pd.Series(False, index=table.index)
    kinds = table[column]
    # A row of no known kind may be of a hidden one.
    above = kinds.isna() | kinds.isin(hidden).fillna(False)
    if unsaid:
        above |= ~kinds.isin(_kinds(declared, level, seen=True)).fillna(False)
    return above.astype(bool)


def _hidden_columns(
    declared: tuple[Declaration, ...], name: str, level: Visibility
) -> tuple[str, ...]:
    """Columns that any declaration of the layer keeps back; the id is never data to hide."""
    hidden = {
        column
        for d in declared
        for column, visibility in d.column_visibility.items()
        if not within(visibility, level)
    } | never_shown(name, level)
    return tuple(c for c in LAYER_BY_NAME[name].column_names if c in hidden and c != "id")
