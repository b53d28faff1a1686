"""小区、园区内设驿站: how many compounds and parks have a post inside."""

import geopandas as gpd
import numpy as np
import shapely

from geo.answers import Inside


def compounds_with_post(residents: gpd.GeoDataFrame, stations: gpd.GeoDataFrame) -> Inside:
    """小区: residents' places known to be enclosed."""
    enclosed = residents["enclosed"].fillna(False).to_numpy(dtype=bool)
    return _with_post(residents.loc[enclosed], stations)


def parks_with_post(areas: gpd.GeoDataFrame | None, stations: gpd.GeoDataFrame) -> Inside:
    """园区: areas of level `park`."""
    if areas is None:
        return Inside(0, 0, 0)
    return _with_post(areas.loc[areas["level"] == "park"], stations)


def _with_post(places: gpd.GeoDataFrame, stations: gpd.GeoDataFrame) -> Inside:
    shapes = places.geometry.to_numpy()
    drawn = shapes[shapely.get_dimensions(shapes) == 2]
    posts = stations.geometry.to_numpy()[(stations["tier"] == "post").fillna(False)]
    hit = shapely.STRtree(drawn).query(posts, predicate="intersects")[1]
    return Inside(len(drawn), len(np.unique(hit)), len(shapes) - len(drawn))
