"""The ground on which sites are placed: the district itself, its buildings and its parcels."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.declarations import Visibility
from data.district import District
from data.own_district import own_district
from data.rulepacks.rule import Undertaking
from geo.scene.gates import gates_of
from geo.scene.knowledge import position_error_m
from geo.scene.sites import Shape
from geo.site.seen import column_seen, rows_seen


@dataclass(frozen=True)
class Outlines:
    """The F outlines of a layer.

    Attributes:
        layer: Its name.
        present: Whether the district has it and the asker may see any of it.
        ids: (F,) ids.
        shapes: (F,) polygons, in the district's CRS.
        error_m: Its position error; NaN where none is declared.
        tree: R-tree over `shapes`.
    """

    layer: str
    present: bool
    ids: NDArray[np.object_]
    shapes: NDArray[np.object_]
    error_m: float
    tree: shapely.STRtree


@dataclass(frozen=True)
class Grounds:
    """What a site is placed on.

    Attributes:
        district: The district.
        own: The area of the district itself; None where no area says it.
        buildings: The buildings.
        parcels: The land use.
        gates: Gate points by the id of the place they belong to; none that the asker may not see.
        gates_error_m: Their position error, or what counts where none is declared.
        houses_told: Whether the asker may see in which building an address is, where there are
            buildings.
    """

    district: District
    own: BaseGeometry | None
    buildings: Outlines
    parcels: Outlines
    gates: Mapping[str, NDArray[np.object_]]
    gates_error_m: float
    houses_told: bool = True

    def offered(self, undertaking: Undertaking) -> tuple[Outlines, Shape]:
        """What may be offered for an undertaking: buildings, or parcels where one is to build."""
        if undertaking != "construction" and len(self.buildings.ids):
            return self.buildings, Shape.BUILDING
        return self.parcels, Shape.PARCEL


def grounds(
    district: District,
    names: Sequence[str] = (),
    level: Visibility = Visibility.INTERNAL,
) -> Grounds:
    """Prepare the ground, once for any number of sites.

    Args:
        district: The district.
        names: What it is called beside its name, such as its division code.
        level: Up to which visibility the asker may see.
    """
    return Grounds(
        district=district,
        own=_own(district, (district.name, *names)),
        buildings=_outlines(district, "buildings", level),
        parcels=_outlines(district, "land_use", level),
        gates=_gates(district, level),
        gates_error_m=position_error_m(district, "gates"),
        houses_told=_houses_told(district, level),
    )


def _houses_told(district: District, level: Visibility) -> bool:
    told = not district.has("buildings") or bool(rows_seen(district, "buildings", level).all())
    return told and column_seen(district, "addresses", "building_id", level)


def _gates(district: District, level: Visibility) -> Mapping[str, NDArray[np.object_]]:
    """The gates; none where the asker may not see them, or whose they are."""
    shown = district.has("gates") and bool(rows_seen(district, "gates", level).all())
    if not shown or not column_seen(district, "gates", "of", level):
        return MappingProxyType({})
    return gates_of(district)


def layer_error_m(district: District, layer: str, kind: str | None = None) -> float:
    """The declared position error of a layer or kind; NaN where none is declared."""
    declared = district.declaration(layer, kind)
    error_m = declared.position_error_m if declared is not None else None
    return math.nan if error_m is None else error_m


def _own(district: District, names: Sequence[str]) -> BaseGeometry | None:
    if not district.has("areas"):
        return None
    areas = district.features("areas")
    shapes = areas.geometry.to_numpy()[own_district(areas, names)]
    if not len(shapes):
        return None
    own = shapely.union_all(shapes)
    shapely.prepare(own)
    return own


def _outlines(district: District, layer: str, level: Visibility) -> Outlines:
    seen = np.zeros(0, dtype=bool)
    ids = shapes = np.zeros(0, dtype=object)
    if district.has(layer):
        seen = rows_seen(district, layer, level)
        table = district.features(layer).loc[seen]
        ids = table["id"].to_numpy(dtype=object)
        shapes = np.asarray(table.geometry.to_numpy(), dtype=object)
    present = district.has(layer) and (bool(seen.any()) or not len(seen))
    error_m = layer_error_m(district, layer)
    return Outlines(layer, present, ids, shapes, error_m, shapely.STRtree(shapes))
