"""How well the kinds that a rule must see are known, and how far round a site (law 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.declarations import Declaration, Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from data.rulepacks.vocabulary import Pick
from geo.reason import Reason
from geo.scene.withheld import above, columns_withheld, declared_visibility, kind_withheld

# An end whose position error nobody declared counts with this much (law 3).
UNDECLARED_ERROR_M = 50.0
# Declared as a whole: a code of land or the use of a building is no kind.
DECLARED_WHOLE = ("land_use", "buildings", "addresses")
# Columns that answers rest on, beside where a thing is. To whom one of them is closed the thing is
# hidden: an answer would tell what the column says.
_TELLING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "addresses": ("address", "former", "aliases", "building_id"),
        "areas": ("level",),
        "buildings": ("use", "floors", "dwellings", "lowest_dwelling_floor", "uses_by_floor"),
        "control_zones": ("kind",),
        "corridors": ("kind", "class"),
        "facilities": ("kind", "status", "valid_from", "valid_to"),
        "gates": ("of",),
        "land_use": ("code",),
        "permits": ("type", "status", "expires", "address", "building_id"),
        "residents": ("population", "households"),
        "stations": ("kind",),
        "streets": tuple(c for c in LAYER_BY_NAME["streets"].column_names if c != "name"),
    }
)
# Where streets are known to end is told by a layer of its own, and walks rest on both.
_RESTS_ON: Mapping[str, tuple[str, ...]] = MappingProxyType({"streets": ("street_extent",)})


@dataclass(frozen=True)
class Known:
    """How well one pick is known.

    Attributes:
        pick: The layer and kind.
        declaration: What is declared about it; None when nothing is.
        trouble: Why it is known nowhere; `Reason.NONE` where it is known within its extent.
        extent: Index of the extent in which it is complete; -1 where it is known nowhere.
        later: Whether the layer describes a day after the one asked about.
        hidden: Whether the asker may not see where it is (law 11).
    """

    pick: Pick
    declaration: Declaration | None
    trouble: Reason
    extent: int
    later: bool
    hidden: bool

    @property
    def error_m(self) -> float:
        """Its declared position error, or what counts where none is declared."""
        return _error_m(self.declaration)


def position_error_m(district: District, layer: str, kind: str | None = None) -> float:
    """The declared position error of a kind, or what counts where none is declared."""
    return _error_m(district.declaration(layer, kind))


def _error_m(declared: Declaration | None) -> float:
    known = None if declared is None else declared.position_error_m
    return UNDECLARED_ERROR_M if known is None else known


def extent_index(extents: list[BaseGeometry], shape: BaseGeometry) -> int:
    """The index of `shape` in `extents`, appended if it is new; many kinds share one extent.

    Parts that adjoin become one, so that a seam between them is no border.
    """
    if not shape.is_valid:
        shape = shapely.union_all(shapely.get_parts(shape))
    for at, known_shape in enumerate(extents):
        if known_shape is shape or shapely.equals_exact(known_shape, shape, 0.0):
            return at
    extents.append(shape)
    return len(extents) - 1


def known(
    district: District, pick: Pick, on: date, level: Visibility, extents: list[BaseGeometry]
) -> Known:
    """What a district knows of one pick on a day; a new extent is appended to `extents`.

    Args:
        district: The district.
        pick: The layer and kind.
        on: The day.
        level: Up to which visibility the asker may see; what nobody declared is internal.
        extents: The extents met so far.
    """
    declared = district.declaration(pick.layer, _kind(pick))
    trouble = _trouble(district, pick, declared, on)
    extent = -1
    if trouble is Reason.NONE and declared is not None and declared.extent is not None:
        extent = extent_index(extents, declared.extent)
    later = declared is not None and declared.as_of is not None and declared.as_of > on
    hidden = above(declared_visibility(declared), level) or _partly_hidden(district, pick, level)
    return Known(pick, declared, trouble, extent, later, hidden)


def _partly_hidden(district: District, pick: Pick, level: Visibility) -> bool:
    """Whether the asker may not see columns, kinds or other layers that an answer rests on."""
    said = district.declarations if not _kind(pick) else ()
    return (
        bool(columns_withheld(district, pick.layer, _TELLING.get(pick.layer, ()), level))
        or any(d.layer == pick.layer and above(d.visibility, level) for d in said)
        or any(
            district.has(layer) and kind_withheld(district, layer, None, level)
            for layer in _RESTS_ON.get(pick.layer, ())
        )
    )


def _kind(pick: Pick) -> str | None:
    return None if pick.layer in DECLARED_WHOLE else pick.value


def _trouble(district: District, pick: Pick, declared: Declaration | None, on: date) -> Reason:
    if not district.has(pick.layer):
        return Reason.LAYER_MISSING
    if declared is None or (declared.kind is None and _must_be_named(pick)):
        return Reason.NOT_DECLARED
    if declared.rows_lost:
        return Reason.ROWS_LOST
    if declared.extent is None:
        return Reason.NOT_COMPLETE_HERE
    if declared.never_stale:
        return Reason.NONE
    if declared.stale_after is None:
        return Reason.FRESHNESS_UNDECLARED
    return Reason.STALE if on > declared.stale_after else Reason.NONE


def _must_be_named(pick: Pick) -> bool:
    """Whether a declaration of the layer alone says nothing of the kind (absent, not empty)."""
    return pick.layer in ("control_zones", "facilities", "corridors", "permits")


def border_tree(extent: BaseGeometry) -> shapely.STRtree:
    """The sides of an extent, each for itself, to find how near its border is."""
    rings = shapely.get_parts(shapely.get_rings(shapely.get_parts(extent)))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    side = np.flatnonzero(ring[1:] == ring[:-1])
    sides = shapely.linestrings(np.stack([xy[side], xy[side + 1]], axis=1))
    return shapely.STRtree(np.asarray(sides, dtype=object))


def margins_m(
    extents: Sequence[BaseGeometry],
    borders: Sequence[shapely.STRtree],
    shapes: NDArray[np.object_],
    far_m: float = np.inf,
) -> NDArray[np.float64]:
    """(X, N) how far each shape lies inside each extent; negative where it does not.

    For a polygon the part of it nearest to the border counts.

    Args:
        extents: (X,) the extents.
        borders: (X,) their sides, from `border_tree`.
        shapes: (N,) the shapes.
        far_m: Who lies farther inside than this is told just this: to find the border is slow
            from afar, and nobody asks.
    """
    within_m = None if np.isinf(far_m) else far_m
    margins = np.full((len(extents), len(shapes)), -1.0)
    for at, (extent, border) in enumerate(zip(extents, borders, strict=True)):
        shapely.prepare(extent)
        inside = np.flatnonzero(shapely.covers(extent, shapes))
        (site, _), away_m = border.query_nearest(
            shapes[inside], return_distance=True, all_matches=False, max_distance=within_m
        )
        margins[at, inside] = far_m
        margins[at, inside[site]] = away_m
    return margins
