"""Doors 门位 that somebody gives by hand: they must be the site's own, and only he says so."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from data.errors import SiteError
from data.sites.coordinates import Clicked
from data.text import Text
from geo.scene.sites import CLICKED_ERROR_M, Shape, Sites

# A porch or a flight of steps before the wall.
_BEFORE_THE_WALL_M = 5.0


def with_doors(sites: Sites, doors: Sequence[Clicked], *, stated_error: bool) -> Sites:
    """One site with the doors that are given for it, in the place of its gates.

    A door may lie within the site, as a shop's does in a market hall, or outside it by no more
    than 5 m and the errors of both. Since distances then begin at clicked points, the site counts
    as no more exact than these, unless its error was stated.

    Args:
        sites: The one site.
        doors: Its doors; none leaves it as it is.
        stated_error: Whether the asker states the position error himself.

    Raises:
        SiteError: The site is a point, which is a door itself; or a door is not near it.
    """
    if not doors:
        return sites
    if sites.what[0] == Shape.DOOR:
        raise SiteError(
            "--door",
            Text("场址是一个点，本身就是门", "is given for a site that is a point, a door itself"),
            Text(
                "场址按建筑或地块勘验（--site-is building 或 parcel），或不写 --door",
                "a building or a parcel (--site-is building or parcel), or no --door",
            ),
        )
    points = np.array([door.point for door in doors], dtype=object)
    most_m = float(sites.error_m[0]) + CLICKED_ERROR_M + _BEFORE_THE_WALL_M
    for door, away_m in zip(doors, shapely.distance(sites.shapes[0], points), strict=True):
        if away_m > most_m:
            raise _elsewhere(door, float(away_m), most_m)
    error_m = sites.error_m if stated_error else np.maximum(sites.error_m, CLICKED_ERROR_M)
    own = np.array([shapely.multipoints(points)], dtype=object)
    return replace(sites, doors=own, error_m=error_m, doors_error_m=None)


def _elsewhere(door: Clicked, away_m: float, most_m: float) -> SiteError:
    return SiteError(
        "--door",
        Text(f"离场址轮廓 {away_m:.1f} 米", f"lies {away_m:.1f} m off the site's outline"),
        Text(
            f"场址自己的门：在场址内，或离其轮廓不超过 {most_m:g} 米（两者的误差之和加 5 米）",
            f"a door of the site: within it, or at most {most_m:g} m off its outline (the errors "
            "of both, and 5 m)",
        ),
        at=written(door),
    )


def written(door: Clicked) -> str:
    """A door by its coordinates, as they were given."""
    return f"{door.x:.10g},{door.y:.10g}"
