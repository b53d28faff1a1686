"""A screened district as the scripts draw it: pieces that meet without gaps, rules, places."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from geo.screening.screen import Screen
from geo.survey.outcome import Outcome
from maps.encoding import encoded_points, encoded_polygons
from maps.siting.figures import area_text
from maps.siting.view import PlaceView, ScreenView

# Pieces are drawn with no more corners than this: some 2 MB of page.
MOST_CORNERS = 200_000
# The square root of the area that leaving out a corner may move to the other side; of these the
# first that keeps to the corners allowed.
_TOLERANCES_M = (1.0, 4.0, 16.0)
# So many places are listed and drawn.
MOST_PLACES = 300


def pieces_payload(view: ScreenView, to_wgs84: Transformer) -> list[dict[str, Any]]:
    """One entry a piece: its outcome, whether it is approximate, its rules, its shape.

    Borders are simplified once for both sides, so that drawn pieces meet as the real ones do.
    """
    screen = view.screen
    shapes = encoded_polygons(list(_drawable(screen.shapes)), to_wgs84, 0.0)
    areas = shapely.area(screen.shapes)
    return [
        {
            "outcome": Outcome(int(screen.verdict[at])).word,
            "approximate": int(screen.approximate[at]),
            "rules": np.flatnonzero(screen.deciding[at]).tolist(),
            "area": area_text(float(areas[at])),
            "shape": shapes[at],
        }
        for at in range(len(shapes))
    ]


def rules_payload(screen: Screen) -> list[dict[str, Any]]:
    """The rules that decide anything, by their place in the screen."""
    return [
        {
            "id": standing.rule.id,
            "text": (standing.rule.requirement.zh, standing.rule.requirement.en),
            "article": f"《{standing.rule.article.law}》{standing.rule.article.article}",
            "made_up": int(standing.made_up),
        }
        for standing in screen.rules
    ]


def places_payload(places: tuple[PlaceView, ...], to_wgs84: Transformer) -> list[dict[str, Any]]:
    """One entry a place listed, in order."""
    listed = places[:MOST_PLACES]
    shapes = [place.shape for place in listed]
    centres = shapely.get_coordinates(shapely.point_on_surface(np.array(shapes, dtype=object)))
    steps = encoded_points(centres[:, 0], centres[:, 1], to_wgs84)
    at = np.cumsum(np.array(steps, dtype=np.int64).reshape(-1, 2), axis=0).tolist()
    encoded = encoded_polygons(shapes, to_wgs84, 0.2)
    return [
        {
            "name": place.name or place.id,
            "outcome": place.outcome.word,
            "at": position,
            "shape": shape,
        }
        for place, position, shape in zip(listed, at, encoded, strict=True)
    ]


def _drawable(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The pieces with as many corners as a page can carry."""
    drawn = shapes
    for tolerance_m in _TOLERANCES_M:
        # What is simplified already is simplified on: fewer corners take less time.
        drawn = np.asarray(shapely.coverage_simplify(drawn, tolerance_m), dtype=object)
        if shapely.get_num_coordinates(drawn).sum() <= MOST_CORNERS:
            break
    return drawn
