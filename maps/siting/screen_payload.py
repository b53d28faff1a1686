"""A screened district as the scripts draw it: pieces that meet without gaps, rules, places."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from data.text import Text
from geo.screening.screen import Screen
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from maps.encoding import encoded_points, encoded_polygons
from maps.siting.figures import area_text, threshold_text
from maps.siting.place_rows import place_label
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
    found = _found_by_piece(view, to_wgs84)
    return [
        {
            "outcome": Outcome(int(screen.verdict[at])).word,
            "approximate": int(screen.approximate[at]),
            "rules": np.flatnonzero(screen.deciding[at]).tolist(),
            "area": area_text(float(areas[at])),
            "shape": shapes[at],
            "found": found[at],
        }
        for at in range(len(shapes))
    ]


def found_payload(view: ScreenView) -> list[tuple[str, str]]:
    """What was found anywhere, each sentence once; pieces refer to it by its place."""
    return [_pair(text) for text in _sentences(view)]


def _sentences(view: ScreenView) -> list[Text]:
    return list(dict.fromkeys(_sentence(each.finding) for each in view.found))


def _sentence(finding: Finding) -> Text:
    """What was found, and the limit where the sentence does not name it."""
    limit = threshold_text(finding)
    if limit is None or limit.zh in finding.reason.zh:
        return finding.reason
    return Text(
        f"{finding.reason.zh}（限值 {limit.zh}）", f"{finding.reason.en} (limit {limit.en})"
    )


def _found_by_piece(view: ScreenView, to_wgs84: Transformer) -> list[list[list[int]]]:
    """For each piece: rule, sentence, and the place where it holds in millionths of a degree."""
    numbers = {text: at for at, text in enumerate(_sentences(view))}
    places = shapely.get_coordinates([each.at for each in view.found])
    lon, lat = to_wgs84.transform(places[:, 0], places[:, 1])
    degrees = np.round(np.column_stack([lon, lat]) * 1e6).astype(np.int64).tolist()
    by_piece: list[list[list[int]]] = [[] for _ in view.screen.shapes]
    for each, at in zip(view.found, degrees, strict=True):
        by_piece[each.piece].append([each.rule, numbers[_sentence(each.finding)], *at])
    return by_piece


def _pair(text: Text) -> tuple[str, str]:
    return text.zh, text.en


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
            "name": place_label(place),
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
