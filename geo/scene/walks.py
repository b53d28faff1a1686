"""The walk network of a district made ready for distances that rules ask for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.rulepacks.vocabulary import Pick
from geo.question import ask
from geo.scene.knowledge import Known, extent_index
from geo.streets.cell_streets import CellStreets
from geo.streets.network import WalkNetwork, walk_network
from geo.streets.snapping import StreetIndex, street_index
from geo.streets.tree import Steps, steps

PICK = Pick("streets", "")


@dataclass(frozen=True)
class Walks:
    """Streets for walking distances: those of the circle, for somebody who takes steps.

    Attributes:
        streets: The streets, ready for snapping; None where the district has none.
        extent: Index of the extent in which they are complete; -1 where they are nowhere.
        cuts: R-tree over the places where a way is marked to go on though the data ends.
        max_snap_mm: How far a door may lie from its street.
        known: How well the layer is known; where it is complete is told by `extent` alone.
    """

    streets: StreetIndex | None
    extent: int
    cuts: shapely.STRtree
    max_snap_mm: int
    known: Known

    @cached_property
    def pieces(self) -> CellStreets | None:
        """The pieces of street near cells; None where the district has no streets."""
        return None if self.streets is None else CellStreets(self.streets, self.max_snap_mm)

    @cached_property
    def steps(self) -> Steps | None:
        """The steps that walks are drawn along; None where the district has no streets."""
        return None if self.streets is None else steps(self.streets.network)


def walks(
    district: District,
    on: date,
    known: Known,
    extents: list[BaseGeometry],
    network: WalkNetwork | None = None,
) -> Walks:
    """Prepare the streets; where they are complete is appended to `extents` if it is new.

    Args:
        district: The district.
        on: The day; streets declared to be stale by then are complete nowhere.
        known: How well the layer is known.
        extents: The extents met so far.
        network: The network of somebody who takes steps, where it is at hand.
    """
    usual = ask()
    if not district.has("streets") or not len(district.table("streets")):
        return Walks(None, -1, shapely.STRtree([]), usual.max_snap_mm, known)
    table = district.features("streets")
    network = network or walk_network(table, takes_steps=usual.takes_steps)
    extent = _extent(district, on)
    return Walks(
        streets=street_index(network),
        extent=-1 if extent is None else extent_index(extents, extent),
        cuts=shapely.STRtree(_cuts(network, table)),
        max_snap_mm=usual.max_snap_mm,
        known=known,
    )


def _extent(district: District, on: date) -> BaseGeometry | None:
    """Where the streets are complete on a day, as one shape; None where nowhere."""
    declared = district.declaration("streets")
    if declared is not None:
        stale = declared.stale_after is not None and on > declared.stale_after
        if declared.rows_lost or (stale and not declared.never_stale):
            return None
    if not district.has("street_extent"):
        return None
    shape = shapely.union_all(district.features("street_extent").geometry.to_numpy())
    return None if shape.is_empty else shape


def _cuts(network: WalkNetwork, streets: gpd.GeoDataFrame) -> NDArray[np.object_]:
    at_u, at_v = (
        np.flatnonzero(streets[name].fillna(False).to_numpy(dtype=bool)[network.row])
        for name in ("u_cut", "v_cut")
    )
    ends = np.concatenate([network.first_xy[at_u], network.first_xy[at_v + 1] - 1])
    return np.asarray(shapely.points(network.xy[ends]), dtype=object)
