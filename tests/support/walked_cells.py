"""Walks judged as screening does: for the worst place in the cell around each point."""

from dataclasses import replace

import numpy as np
import shapely
from support.small_scene import CAFE

from data.rulepacks.checks import Check
from geo.checks.asking import Asking
from geo.checks.judge import judge
from geo.checks.judged import Judged
from geo.checks.walking_cells import CELL_M
from geo.scene.placed import placed
from geo.scene.scene import Scene
from geo.scene.sites import Shape, Sites


def in_cells(check: Check, there: Scene, sites: Sites) -> Judged:
    """What screening finds for some points."""
    west, south = (np.floor(shapely.get_coordinates(sites.shapes) / CELL_M) * CELL_M).T
    squares = np.asarray(shapely.box(west, south, west + CELL_M, south + CELL_M), dtype=object)
    what = np.full(len(squares), Shape.CELL, dtype=np.uint8)
    cells = placed(there, replace(sites, shapes=squares, what=what))
    return judge(check, Asking(there, placed(there, sites), CAFE, cells))
