"""What every siting page shares: words of its scripts, marks of outcomes, its head."""

from collections.abc import Mapping
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from data.text import Language, Text
from geo.survey.labels import OUTCOME_TEXT
from maps.encoding import lon_lat_bounds
from maps.page import OfflineMap, ScriptCall
from maps.siting.marks import OUTCOME_MARKS
from maps.siting.view import AskedView
from maps.siting.words import ADVICE, OUTCOME_MEANS
from maps.words import INTERNAL

SCRIPTS = ("codec.js", "words.js", "printing.js", "siting/patterns.js", "siting/base.js")
_WORDS: Mapping[str, Text] = {
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
    "whole": Text("回到初始范围", "Back to the start"),
    "approximate": Text("近似：按单元内最差处计", "approximate: the worst of a cell counts"),
    "deciding": Text("起决定作用的规则", "Rules that decide"),
    "none_decides": Text("没有适用的规则", "no rule applies"),
    "area": Text("面积", "Area"),
    "found": Text("查得：", "found: "),
    "example": Text(
        "“查得”是本片内离点选处最近的一处（图上黑点）的结果",
        "found at the black dot, the nearest place examined in this piece",
    ),
    "clicked": Text("点选处", "Clicked"),
    "ask_there": Text(
        "要知道这一点的实测值，请对它单独勘验", "survey this very point for its own measurements"
    ),
    "site": Text("场址", "The site"),
    "close": Text("关闭", "Close"),
}


def head_payload(title: Text, bounds: BaseGeometry, to_wgs84: Transformer) -> dict[str, Any]:
    """What the scripts of every page need: title, bounds, words, outcomes.

    Args:
        title: The page's.
        bounds: What the map opens on, in the district's CRS.
        to_wgs84: From that CRS.
    """
    west, south, east, north = lon_lat_bounds(shapely.total_bounds(bounds), to_wgs84)
    return {
        "title": (title.zh, title.en),
        "bounds": [[south, west], [north, east]],
        "words": {name: (text.zh, text.en) for name, text in _WORDS.items()},
        "outcomes": {
            outcome.word: {
                "text": (text.zh, text.en),
                "fill": OUTCOME_MARKS[outcome].fill,
                "line": OUTCOME_MARKS[outcome].line,
                "pattern": OUTCOME_MARKS[outcome].pattern,
            }
            for outcome, text in OUTCOME_TEXT.items()
        },
    }


def head_context(asked: AskedView, heading: Text, language: Language) -> dict[str, Any]:
    """What the template of every page needs."""
    return {
        "language": "zh-CN" if language is Language.ZH else "en",
        "heading": heading,
        "approval_number": asked.approval_number.strip(),
        "internal": INTERNAL,
        "advice": ADVICE,
        "outcome_text": {outcome.word: text for outcome, text in OUTCOME_TEXT.items()},
        "outcome_means": {outcome.word: text for outcome, text in OUTCOME_MEANS.items()},
        "outcome_marks": {outcome.word: mark for outcome, mark in OUTCOME_MARKS.items()},
    }


def map_for(payload: Mapping[str, Any], call: str) -> OfflineMap:
    """A map that opens on the payload's bounds and then calls a function of our scripts."""
    (south, west), (north, east) = payload["bounds"]
    made = OfflineMap((south + north) / 2, (west + east) / 2)
    made.add_child(ScriptCall(call))
    return made
