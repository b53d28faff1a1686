"""Which rows of a layer a question means: always by id, whatever the filter."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.districts.layer_view import LayerView
from api.ogc.boxes import Box
from api.ogc.days import Days
from api.ogc.question import ItemsQuestion

VALID_FROM, VALID_TO = "valid_from", "valid_to"


@dataclass(frozen=True)
class Selection:
    """One page of the rows that match.

    Attributes:
        rows: Their numbers in the seen table, by id.
        matched: How many match on all pages.
    """

    rows: tuple[int, ...]
    matched: int


def selected(view: LayerView, question: ItemsQuestion) -> Selection:
    """The page of rows that a question asks for."""
    table = view.seen.table
    matching = np.ones(len(table), dtype=bool)
    for name, value in question.equal.items():
        matching &= np.asarray((table[name] == value).fillna(False), dtype=bool)
    if question.days is not None:
        matching &= _valid(view, question.days)
    if question.boxes is not None and question.box_crs is not None:
        matching &= _touching(view, question.boxes, metric=question.box_crs.metric)
    rows = np.flatnonzero(matching)
    page = rows[question.offset : question.offset + question.limit]
    return Selection(tuple(page.tolist()), len(rows))


def _valid(view: LayerView, days: Days) -> NDArray[np.bool_]:
    """Which rows are valid on one of the days; what says nothing of validity always is."""
    table = view.seen.table
    first, last = days
    valid = np.ones(len(table), dtype=bool)
    if last is not None and VALID_FROM in table:
        valid &= np.asarray((table[VALID_FROM] <= last).fillna(True), dtype=bool)
    if first is not None and VALID_TO in table:
        valid &= np.asarray((table[VALID_TO] >= first).fillna(True), dtype=bool)
    return valid


def _touching(view: LayerView, boxes: tuple[Box, ...], *, metric: bool) -> NDArray[np.bool_]:
    tree = view.metric_tree if metric else view.degrees_tree
    touching = np.zeros(len(view.seen.table), dtype=bool)
    for box in boxes:
        touching[tree.query(_shape(box), predicate="intersects")] = True
    return touching


def _shape(box: Box) -> BaseGeometry:
    """A box without width is a line or a point, and touches things all the same."""
    west, south, east, north = box
    if (west, south) == (east, north):
        return shapely.Point(west, south)
    if west == east or south == north:
        return shapely.LineString([(west, south), (east, north)])
    return shapely.box(west, south, east, north)
