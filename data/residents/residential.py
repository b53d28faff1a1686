"""Which buildings and which land people live on."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

# Values of `buildings.use` that say people live there; codes of the 2023 guide count as well.
RESIDENTIAL_USES = frozenset(
    {
        "residential", "apartments", "house", "detached", "semidetached_house", "terrace",
        "bungalow", "dormitory", "farm",
        "住宅", "居住", "住宅楼", "居民楼", "公寓", "宿舍", "民居", "农村宅基地",
        "商住", "商住混合",
    }
)  # fmt: skip
# 07 is 居住用地 in the land-use guide of 2023 (用地用海分类指南); 0701 and the like lie below it.
RESIDENTIAL_CODE = "07"


def is_residential(
    buildings: gpd.GeoDataFrame,
    spots: NDArray[np.object_],
    land_use: gpd.GeoDataFrame | None,
) -> NDArray[np.bool_]:
    """(N,) mask of the buildings that people live in.

    Dwellings decide; where they are not recorded, the use does; where that is not recorded either,
    whether the building's representative point (`spots`, (N,)) lies on residential land. A building
    of which nothing of this is known does not count: the recipe can say what it is.
    """
    dwellings = numbers(buildings, "dwellings")
    use = _words(buildings, "use").str.casefold()
    by_use = use.isin(RESIDENTIAL_USES) | use.str.startswith(RESIDENTIAL_CODE)
    on_land = np.zeros(len(buildings), bool)
    land = residential_land(land_use)
    if land is not None:
        on_land[shapely.STRtree(land.geometry.to_numpy()).query(spots, "intersects")[0]] = True
    unsaid = (use == "").to_numpy()
    guessed = np.where(unsaid, on_land, by_use.to_numpy(dtype=bool))
    return np.asarray(np.where(np.isnan(dwellings), guessed, dwellings > 0), dtype=bool)


def residential_land(land_use: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame | None:
    """The residential plots of layer `land_use`, sorted by id; None where there are none."""
    if land_use is None or land_use.empty:
        return None
    residential = _words(land_use, "code").str.startswith(RESIDENTIAL_CODE)
    land = land_use.loc[residential.to_numpy(dtype=bool)]
    return None if land.empty else land.sort_values("id", kind="stable")


def numbers(table: pd.DataFrame, column: str) -> NDArray[np.float64]:
    """(N,) a column as floats, NaN where it is null or the column is absent."""
    if column not in table.columns:
        return np.full(len(table), np.nan)
    values = table[column].astype("Float64")
    return np.asarray(values.to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)


def _words(table: pd.DataFrame, column: str) -> pd.Series:
    if column not in table.columns:
        return pd.Series("", index=table.index, dtype="string")
    return table[column].astype("string").fillna("").str.strip()
