"""From the drawing board to the ground: a smooth bend of a right-angled plan.

The demo district is drawn on a board with straight lines (whole metres, x east and y north), then
bent: rings curve round the old town in the south, and nothing is quite straight. The bend is
one-to-one, so what does not cross on the board does not cross on the ground.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from data.demo.chance import chance

CRS_CODE = "EPSG:4544"  # CGCS2000 / 3-degree Gauss-Kruger, central meridian 105 E
# Where the middle of the board lies; a made-up place near 104.05 E, 30.70 N.
ORIGIN_EAST_M, ORIGIN_NORTH_M = 409_000.0, 3_397_500.0
_RING_RADIUS_M = 14_000.0
# Amplitude and wavelength of each wave in metres. Slopes (2 pi A / L) stay below 0.25, which with
# the rings' slope keeps the Jacobian above 0.4 all over the board.
_WAVES = ((180.0, 5200.0), (70.0, 3100.0), (160.0, 4700.0), (60.0, 2900.0))


@dataclass(frozen=True)
class Warp:
    """The bend, fixed by four phases in radians."""

    phases: tuple[float, float, float, float]

    def ground(self, x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
        """Board metres to CRS metres, whole millimetres; shape (..., 2)."""
        bx, by = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        turns = (by, bx + by, bx, bx - by)
        waves = [
            size * np.sin(2 * np.pi * turn / length + phase)
            for (size, length), turn, phase in zip(_WAVES, turns, self.phases, strict=True)
        ]
        east = ORIGIN_EAST_M + bx + waves[0] + waves[1]
        north = ORIGIN_NORTH_M + by + waves[2] + waves[3] - bx**2 / (2 * _RING_RADIUS_M)
        return np.round(np.stack([east, north], axis=-1), 3)

    def points(self, x: ArrayLike, y: ArrayLike) -> NDArray[np.object_]:
        """Shapely points for board positions."""
        return np.asarray(shapely.points(self.ground(x, y)), dtype=object)

    def rectangles(
        self, boards: ArrayLike, inset_m: float = 0.0, pieces: int = 2
    ) -> NDArray[np.object_]:
        """Polygons for board rectangles (N, 4: west, south, east, north).

        They are shrunk by `inset_m`; each side bends in `pieces` pieces.
        """
        west, south, east, north = np.asarray(boards, dtype=float).reshape(-1, 4).T[:, :, None]
        ring = _unit_ring(pieces)
        x = west + inset_m + (east - west - 2 * inset_m) * ring[:, 0]
        y = south + inset_m + (north - south - 2 * inset_m) * ring[:, 1]
        return np.asarray(shapely.polygons(self.ground(x, y)), dtype=object)

    def line(self, x: ArrayLike, y: ArrayLike, step_m: float = 100.0) -> shapely.LineString:
        """A line through board positions, with enough vertices to follow the bend."""
        xs, ys = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(xs), np.diff(ys)))])
        pieces = [
            np.linspace(a, b, max(int((b - a) // step_m), 1), endpoint=False)
            for a, b in pairwise(along)
        ]
        stops = np.concatenate([*pieces, along[-1:]])
        return shapely.LineString(
            self.ground(np.interp(stops, along, xs), np.interp(stops, along, ys))
        )


def _unit_ring(pieces: int) -> NDArray[np.float64]:
    """The outline of a unit square, anticlockwise and closed; shape (4 * pieces + 1, 2)."""
    along = np.arange(pieces) / pieces
    zero, one = np.zeros(pieces), np.ones(pieces)
    x = np.concatenate([along, one, 1 - along, zero, [0.0]])
    y = np.concatenate([zero, along, one, 1 - along, [0.0]])
    return np.column_stack([x, y])


def warp_for(seed: int) -> Warp:
    """The bend that belongs to a seed."""
    a, b, c, d = chance(seed, "warp").uniform(0, 2 * np.pi, 4)
    return Warp((float(a), float(b), float(c), float(d)))
