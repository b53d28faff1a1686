"""Residents as they are counted for those who may not see counts of fewer than ten.

Rows whose number may not be told are put together, neighbour with neighbour, until they are ten
or more, and are counted where one of them lives. So whatever is counted, in whichever report, is a
sum of numbers of ten or more: however many sums are set against each other, they give away no
fewer. Who is counted together hangs on the layers alone, never on what is asked.
"""

import math
from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District
from data.small_counts import PART_OF, SMALLEST_TOLD, not_told, small
from geo.places.homes import homes, read_areas
from geo.streets.hilbert import spatial_order

# Levels of area from the large to the small; parks lie across them.
_LEVELS = ("district", "subdistrict", "community", "grid")


@dataclass(frozen=True)
class CountedTogether:
    """A district whose small numbers are counted together.

    Attributes:
        district: The district; each number of residents in it is null, 0, or ten and more.
        left_out: Groups some of whose people are counted nowhere: in the whole district they are
            too few.
    """

    district: District
    left_out: frozenset[str]


def counted_together(district: District) -> CountedTogether:
    """Put small numbers together, those of one community before those of two."""
    residents = district.table("residents")
    order = _neighbours(district, residents)
    columns, left_out = {}, set()
    for name, at in not_told(residents).items():
        numbers = residents[name].to_numpy(dtype=float, na_value=0.0)
        others = _others(residents, name)
        few = order[at.to_numpy()[order] & (numbers[order] > 0)]
        blocks, rest = _blocks(few, numbers, others)
        columns[name] = _moved(residents[name], at, numbers, blocks)
        if len(rest):
            left_out.add(name)
    changed = residents.assign(**columns)
    # All other layers stay as they are, and of a cached district unread.
    others_of = cast("dict[str, pd.DataFrame]", district.layers)
    layers = MappingProxyType(ChainMap({"residents": changed}, others_of))
    return CountedTogether(replace(district, layers=layers), frozenset(left_out))


def _neighbours(district: District, residents: pd.DataFrame) -> NDArray[np.int64]:
    """Rows in an order in which neighbours follow each other, community by community."""
    shapes = gpd.GeoSeries(residents["geometry"]).centroid.to_numpy()
    points = np.asarray(shapes, dtype=object)
    along = spatial_order(shapely.get_coordinates(points), residents["id"].to_numpy(dtype=object))
    table = district.table("areas") if district.has("areas") else None
    found = homes(read_areas(None if table is None else gpd.GeoDataFrame(table)), points)
    # `lexsort` sorts by its last key first.
    keys = [found.at(level)[along] for level in reversed(_LEVELS)]
    return along[np.lexsort(keys)]


def _others(residents: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """(R,) those of the wider group who are not of this one; 0 where nobody knows."""
    wider = PART_OF.get(name)
    if wider not in residents:
        return np.zeros(len(residents))
    return (residents[wider] - residents[name]).to_numpy(dtype=float, na_value=0.0)


def _blocks(
    few: NDArray[np.int64], numbers: NDArray[np.float64], others: NDArray[np.float64]
) -> tuple[list[list[int]], list[int]]:
    """Rows in blocks that may be told, in the order of `few`; and those that are left over."""

    def may_be_told(rows: Sequence[int]) -> bool:
        there = math.fsum(numbers[rows])
        return there >= SMALLEST_TOLD and not small(math.fsum(others[rows]))

    blocks: list[list[int]] = []
    block: list[int] = []
    for row in few.tolist():
        block.append(row)
        if may_be_told(block):
            blocks.append(block)
            block = []
    while block and blocks:
        block = blocks.pop() + block
        if may_be_told(block):
            blocks.append(block)
            block = []
    return blocks, block


def _moved(
    column: pd.Series,
    at: pd.Series,
    numbers: NDArray[np.float64],
    blocks: Sequence[Sequence[int]],
) -> pd.Series:
    """The column with each block's people in the row that has most of them."""
    moved = np.where(at.to_numpy(), 0.0, numbers)
    for block in blocks:
        most = max(block, key=lambda row: numbers[row])
        moved[most] = math.fsum(numbers[list(block)])
    return column.mask(at, pd.Series(moved, index=column.index, dtype=column.dtype))
