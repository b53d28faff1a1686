"""A layer as one asker sees it: without the rows and columns above their level (law 11).

A hidden column is not there at all, rather than null: null means "not known" in this product. Of
residents, counts below ten are null for those who may not see them, before anybody can filter by
them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
from pyproj import CRS

from data.content_hash import content_hash
from data.declarations import Declaration, Visibility
from data.district import District
from data.layers import LAYER_BY_NAME, Column, Geometry, Layer
from data.small_counts import without_small_counts
from data.visibility import VisibleLayer, visible

_COUNTED = "residents"


@dataclass(frozen=True)
class Sight:
    """How much of a district somebody sees.

    Attributes:
        level: Up to which visibility.
        small_counts: Whether counts of fewer than ten residents are told.
    """

    level: Visibility
    small_counts: bool = False

    @property
    def key(self) -> str:
        """A word for it, for addresses: `public`, `internal`, `internal-counts`, ..."""
        return f"{self.level.value}-counts" if self.small_counts else self.level.value


@dataclass(frozen=True)
class SeenLayer:
    """What somebody sees of a layer.

    Attributes:
        layer: The standard layer.
        columns: The columns that are there for them, in declared order.
        table: The rows that are there for them, sorted by id, with just these columns (and
            `geometry` in `crs`); numbered from 0.
        crs: The district's CRS.
        small_counts_hidden: How many numbers are null because they are below ten.
        own_hash: Content hash of the layer itself, where it is known and nothing is hidden.
    """

    layer: Layer
    columns: tuple[Column, ...]
    table: pd.DataFrame
    crs: CRS
    small_counts_hidden: int = 0
    own_hash: str | None = None

    @property
    def spatial(self) -> bool:
        """Whether it has geometry."""
        return self.layer.geometry is not Geometry.NONE

    @cached_property
    def hash(self) -> str:
        """Content hash of what is seen: that of the layer itself where nothing is hidden.

        A hash of what is hidden, too, would let guesses at it be tried.
        """
        if self.own_hash is not None:
            return self.own_hash
        layer = replace(self.layer, columns=self.columns)
        return content_hash(layer, self.table, self.crs)


def seen_layer(
    district: District, name: str, sight: Sight, now_declared: tuple[Declaration, ...] | None = None
) -> SeenLayer | None:
    """What is seen of a layer; None where nothing of it is there for the asker.

    Args:
        district: The district, maybe in an earlier version.
        name: Name of a standard layer.
        sight: How much the asker sees.
        now_declared: What the version that stands now declares. What was public once and is kept
            back now does not leave any more, from no version.
    """
    if not district.has(name):
        return None
    part = visible(district, name, sight.level)
    if now_declared is not None:
        now = visible(replace(district, declarations=now_declared), name, sight.level)
        part = _both(part, now)
    if part.table is None:
        return None
    layer = LAYER_BY_NAME[name]
    columns = tuple(c for c in layer.columns if c.name not in part.hidden_columns)
    names = [c.name for c in columns] + (["geometry"] if "geometry" in part.table else [])
    table, hidden = pd.DataFrame(part.table[names]), 0
    if name == _COUNTED and not sight.small_counts:
        table, hidden = without_small_counts(table, district.table(name))
    table = table.reset_index(drop=True)
    whole = not (part.hidden_rows or part.hidden_columns or hidden)
    own_hash = district.hashes.get(name) if whole else None
    return SeenLayer(layer, columns, table, district.crs, hidden, own_hash)


def _both(one: VisibleLayer, other: VisibleLayer) -> VisibleLayer:
    """What both let through."""
    if one.table is None or other.table is None:
        return VisibleLayer(None, restricted=True)
    table = one.table.loc[one.table.index.isin(other.table.index)]
    hidden = dict.fromkeys((*one.hidden_columns, *other.hidden_columns))
    rows = one.hidden_rows + len(one.table) - len(table)
    return VisibleLayer(table, hidden_rows=rows, hidden_columns=tuple(hidden))
