"""The buildings that premises may be in, ready to be searched."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District
from data.layers import LAYER_BY_NAME
from data.rulepacks.vocabulary import Pick
from geo.levels import Levels, level_of
from geo.scene.building_uses import HOMES, FloorUses, refined, uses_by_floor, uses_named
from geo.scene.knowledge import Known
from geo.scene.outlines import outlines_of

PICK = Pick("buildings", "")


@dataclass(frozen=True)
class Buildings:
    """B buildings, in order of id.

    Attributes:
        known: How well the layer is known.
        ids: (B,) ids.
        names: (B,) names; None where there is none.
        said: (B,) what the layer calls their use; None where it does not.
        shapes: (B,) outlines.
        uses: (B,) the uses each may have, as bits of `building_uses`; 0 where nothing is known.
        homes: (B,) whether it holds dwellings: yes, perhaps, no.
        lowest_dwelling: (B,) lowest floor with a dwelling; NaN where not known or none.
        floors: (B,) floors above ground; NaN where not known.
        error_m: (B,) position error.
        tree: R-tree over `shapes`.
        outlines: (B,) the borders of `shapes`.
    """

    known: Known
    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    said: NDArray[np.object_]
    shapes: NDArray[np.object_]
    uses: NDArray[np.int64]
    homes: Levels
    lowest_dwelling: NDArray[np.float64]
    floors: NDArray[np.float64]
    error_m: NDArray[np.float64]
    tree: shapely.STRtree
    outlines: NDArray[np.object_]


def buildings(district: District, of: Callable[[Pick], Known]) -> Buildings:
    """Prepare the layer `buildings`; without it there are none, and nothing is known.

    Args:
        district: The district.
        of: How well a pick is known.
    """
    known = of(PICK)
    table = _table(district)
    dwellings, lowest, of_floors = _homes_told(table)
    has = (dwellings > 0) | ~np.isnan(lowest)
    uses = uses_of(table)
    floor_homes = np.array([f is not None and f.homes for f in of_floors], dtype=bool)
    told = np.array(
        [f.lowest_dwelling if f and f.lowest_dwelling else np.nan for f in of_floors], dtype=float
    )
    shapes = np.asarray(table["geometry"].to_numpy(), dtype=object)
    return Buildings(
        known=known,
        ids=table["id"].to_numpy(dtype=object),
        names=plain(table["name"]),
        said=plain(table["use"]),
        shapes=shapes,
        uses=uses,
        homes=_homes(uses, has | floor_homes, dwellings == 0),
        lowest_dwelling=np.fmin(lowest, told),
        floors=_number(table["floors"]),
        error_m=np.full(len(shapes), known.error_m),
        tree=shapely.STRtree(shapes),
        outlines=outlines_of(shapes),
    )


def _table(district: District) -> pd.DataFrame:
    if district.has("buildings"):
        return district.table("buildings")
    names = ("geometry", *LAYER_BY_NAME["buildings"].column_names)
    return pd.DataFrame({name: pd.Series(dtype=object) for name in names})


def uses_of(table: pd.DataFrame) -> NDArray[np.int64]:
    """(B,) the uses that each building of the layer may have, as bits; 0 where nothing is known."""
    said = plain(table["use"])
    dwellings, lowest, of_floors = _homes_told(table)
    has = (dwellings > 0) | ~np.isnan(lowest)
    named = {text: uses_named(text) for text in set(said)}
    rows = zip(said, of_floors, has.tolist(), (lowest > 1).tolist(), strict=True)
    return np.array(
        [refined(named[s], f, homes=h, above_first=a) for s, f, h, a in rows], dtype=np.int64
    )


def _homes_told(
    table: pd.DataFrame,
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[FloorUses | None]]:
    """(B,) dwellings, (B,) their lowest floor, and what is said of the uses of floors."""
    by_floor = plain(table["uses_by_floor"])
    lowest = _number(table["lowest_dwelling_floor"])
    lowest[lowest == 0] = np.nan  # there is no such floor
    read = {text: uses_by_floor(text) for text in set(by_floor)}
    return _number(table["dwellings"]), lowest, [read[text] for text in by_floor]


def _homes(
    uses: NDArray[np.int64], signs: NDArray[np.bool_], counted_none: NDArray[np.bool_]
) -> Levels:
    """A building for homes in which none is counted contradicts itself: perhaps."""
    may_have = (uses & HOMES) != 0
    only = may_have & ((uses & ~HOMES) == 0) & ~counted_none
    none = np.where(uses == 0, counted_none, ~may_have) & ~signs
    return level_of(signs | only, ~none)


def plain(column: pd.Series) -> NDArray[np.object_]:
    """Text, with None where there is none."""
    values = column.astype(object)
    return np.asarray(values.where(values.notna(), None).to_numpy(), dtype=object)


def _number(column: pd.Series) -> NDArray[np.float64]:
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan), dtype=float).copy()
