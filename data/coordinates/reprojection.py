"""Shapes from the datum of their source to the CRS of the district.

CGCS2000 and WGS 84 are taken as one: they differ by less than a metre, and only by the age of the
measurement. Any other difference of datums must be known, to PROJ or from the office's own
parameters; Beijing 1954 and Xian 1980 are refused without, because their parameters are controlled
and differ from place to place.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from data.coordinates.datum import Datum, DatumKind
from data.coordinates.fit import Misfit, misfits, require_fit
from data.coordinates.shifted_datums import bd09_to_wgs84, gcj02_to_wgs84, in_china
from data.errors import SourceError
from data.text import Text

Axis = NDArray[np.float64]
Move = Callable[[Axis, Axis], tuple[Axis, Axis]]

# GRS 80, WGS 84 and CGCS2000 ellipsoids: same axis, flattening equal to the sixth digit.
_MODERN_AXIS_M, _MODERN_INVERSE_FLATTENING = 6378137.0, 298.2572
_CONTROLLED = ("Beijing", "Xian", "Xi'an")
_WGS84 = "EPSG:4326"


def to_crs(
    shapes: NDArray[np.object_],
    datum: Datum,
    target: CRS,
    *,
    file: object,
    rows: Sequence[object] | None = None,
) -> NDArray[np.object_]:
    """Bring shapes from `datum` to `target`, both x east and y north.

    Args:
        shapes: (N,) shapely geometries or None. Z is dropped.
        datum: What their coordinates mean.
        target: The CRS wanted.
        file: The source, for messages.
        rows: (N,) the row each shape belongs to; counted from 1 when not given.

    Returns:
        (N,) geometries in `target`; None, empty and not finite ones stay what they are.

    Raises:
        SourceError: Coordinates do not fit the datum, or nothing is known that leads from it to
            `target`.
    """
    names = np.asarray(range(1, len(shapes) + 1) if rows is None else rows, dtype=object)
    require_fit(shapes, names, datum, file)
    moved = _moved(shapes, _steps(datum, target, file))
    lost = np.flatnonzero(_lost(shapes, moved))
    if lost.size:
        first = _lost_misfit(int(lost[0]), shapes, moved, datum)
        raise SourceError(file, first.found, first.expected, at=f"row {names[first.index]}")
    return moved


def each_to_crs(
    shapes: NDArray[np.object_], datum: Datum, target: CRS, *, file: object
) -> tuple[NDArray[np.object_], tuple[Misfit, ...]]:
    """Bring those shapes that fit from `datum` to `target`, and say of the others why not.

    Each shape is judged alone: a part of the shapes gives that part of the answer.

    Args:
        shapes: (N,) shapely geometries or None. Z is dropped.
        datum: What their coordinates mean.
        target: The CRS wanted.
        file: The source, for messages.

    Returns:
        (N,) geometries as `to_crs` gives them, None where a shape does not fit; and one reason for
        each of those, by rising index.

    Raises:
        SourceError: Nothing is known that leads from `datum` to `target`.
    """
    wrong = misfits(shapes, datum)
    fitting = shapes.copy()
    fitting[[misfit.index for misfit in wrong]] = None
    moved = _moved(fitting, _steps(datum, target, file))
    lost = np.flatnonzero(_lost(fitting, moved)).tolist()
    wrong += tuple(_lost_misfit(index, fitting, moved, datum) for index in lost)
    moved[lost] = None
    return moved, tuple(sorted(wrong, key=lambda misfit: misfit.index))


def _moved(shapes: NDArray[np.object_], steps: Sequence[Move]) -> NDArray[np.object_]:
    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        east, north = points[:, 0], points[:, 1]
        for step in steps:
            east, north = step(east, north)
        return np.column_stack([east, north])

    return np.asarray(shapely.transform(shapes, move), dtype=object)


def _lost(shapes: NDArray[np.object_], moved: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Which shapes had a place and have none any more."""
    before, owners = shapely.get_coordinates(shapes, return_index=True)
    after = shapely.get_coordinates(moved)
    mask = np.zeros(len(shapes), dtype=bool)
    mask[owners[np.isfinite(before).all(axis=1) & ~np.isfinite(after).all(axis=1)]] = True
    return mask


def _lost_misfit(
    index: int, shapes: NDArray[np.object_], moved: NDArray[np.object_], datum: Datum
) -> Misfit:
    before, after = (shapely.get_coordinates(shape[index]) for shape in (shapes, moved))
    lost = np.isfinite(before).all(axis=1) & ~np.isfinite(after).all(axis=1)
    x, y = before[int(np.argmax(lost))]
    value = f"({x:.10g}, {y:.10g})"
    found = Text(
        f"坐标 {value} 无法由 {datum.label} 转换",
        f"the coordinate {value} cannot be converted from {datum.label}",
    )
    expected = Text(
        "与坐标相符的坐标系或参数", "the CRS or parameters that these coordinates are in"
    )
    return Misfit(index, found, expected)


@lru_cache(maxsize=32)
def _steps(datum: Datum, target: CRS, file: object) -> tuple[Move, ...]:
    """What to do one after the other: to longitude and latitude, then to the target.

    Kept, since comparing two CRS takes longer than to move a point.
    """
    if datum.kind is DatumKind.GCJ02:
        return (gcj02_to_wgs84, _between_degrees_and(target, datum, file, forward=True))
    if datum.kind is DatumKind.BD09:
        return (bd09_to_wgs84, _between_degrees_and(target, datum, file, forward=True))
    if datum.kind is DatumKind.PIPELINE:
        pipeline = _known(lambda: Transformer.from_pipeline(datum.definition))
        if pipeline is None:
            raise _no_way(datum, file)
        return (
            _move(pipeline),
            _nowhere_outside_china,
            _between_degrees_and(target, datum, file, forward=True),
        )
    source = datum.crs
    if source == target:
        return ()
    if source.geodetic_crs == target.geodetic_crs and not source.is_bound:
        return (_move(_transformer(source, target, allow_ballpark=True)),)
    return (
        _between_degrees_and(source, datum, file, forward=False),
        _between_degrees_and(target, datum, file, forward=True),
    )


def _nowhere_outside_china(lon: Axis, lat: Axis) -> tuple[Axis, Axis]:
    """A pipeline that leads out of China was not made for these coordinates: they become NaN."""
    inside = in_china(lon, lat)
    return np.where(inside, lon, np.nan), np.where(inside, lat, np.nan)


def _between_degrees_and(crs: CRS, datum: Datum, file: object, *, forward: bool) -> Move:
    """From WGS 84 degrees to `crs`, or the other way round."""
    known = crs.is_bound or not _is_controlled(crs)
    geodetic = crs.geodetic_crs if _is_modern(crs) else CRS.from_user_input(_WGS84)
    start, end = (geodetic, crs) if forward else (crs, geodetic)
    transformer = _known(lambda: _transformer(start, end, allow_ballpark=False)) if known else None
    if transformer is None:
        raise _no_way(datum, file)
    return _move(transformer)


@lru_cache(maxsize=32)
def _transformer(start: CRS, end: CRS, *, allow_ballpark: bool) -> Transformer:
    """To make one takes some 20 ms, far longer than to move a point; threads may share it."""
    return Transformer.from_crs(start, end, always_xy=True, allow_ballpark=allow_ballpark)


def _is_modern(crs: CRS) -> bool:
    """Whether the datum is geocentric to a metre, as its ellipsoid shows."""
    ellipsoid = crs.ellipsoid
    if ellipsoid is None or crs.is_bound:
        return False
    return (
        ellipsoid.semi_major_metre == _MODERN_AXIS_M
        and abs(ellipsoid.inverse_flattening - _MODERN_INVERSE_FLATTENING) < 1e-4
    )


def _is_controlled(crs: CRS) -> bool:
    name = crs.datum.name if crs.datum else ""
    return any(word in name for word in _CONTROLLED)


def _known(make: Callable[[], Transformer]) -> Transformer | None:
    """The transformer, or None; PROJ's message is dropped, it may repeat a private definition."""
    try:
        return make()
    except ProjError:
        return None


def _move(transformer: Transformer) -> Move:
    def move(x: Axis, y: Axis) -> tuple[Axis, Axis]:
        moved_x, moved_y = transformer.transform(x, y)
        return np.asarray(moved_x, dtype=float), np.asarray(moved_y, dtype=float)

    return move


def _no_way(datum: Datum, file: object) -> SourceError:
    return SourceError(
        file,
        Text(
            f"{datum.label} 没有可用的转换参数",
            f"no parameters are known that lead from {datum.label} to CGCS2000",
        ),
        Text(
            "由本单位提供的转换参数，写入私有参数文件并以 file:路径 指定",
            "the office's own parameters in a private file, named as file:PATH",
        ),
        at="crs",
    )
