"""Are positions declared as WGS 84 or CGCS2000 really in GCJ-02? The streets tell.

What stands in a town stands in some relation to its streets: metro exits lie on them, school yards
keep away from them. Positions moved by a wrong few hundred metres have lost that relation; their
distances to streets are those of chance. So for each layer three shares are taken, of points within
15, 30 and 60 m of a street: as given, after shifting back from GCJ-02 to WGS 84, and after the
opposite shift. What chance gives is learned from the same points moved by control shifts, 0.75, 1
and 1.5 times as long and turned by 30 to 330 degrees. A share's distance from the mean of the
controls, in their standard deviations (at least the binomial one), says how unlike chance it is; of
the three radii the largest counts.

Shifted: unlike chance (4 and more) once shifted back, and by 2 and more above as given, which is
itself like chance (3 and less). Merely coming nearer to streets proves nothing: true positions of
schools in Chengdu come nearer to the main roads by almost any shift.
"""

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from data.check.report import DatumTest, Finding, Fit, Severity, finding
from data.coordinates.shifted_datums import gcj02_to_wgs84
from data.district import District
from data.layers import LAYER_BY_NAME
from data.text import Text

MIN_POINTS = 50
UNLIKE_CHANCE, LIKE_CHANCE, CLEARLY_MORE = 4.0, 3.0, 2.0
# Points farther from any street say nothing about streets.
_NEAR_STREETS_M = 1000.0
# The relation shows with this many; more would only take longer.
_MAX_POINTS = 1500
_RADII_M = np.array([[15.0], [30.0], [60.0]])
_CONTROLS = tuple(
    (math.radians(degrees), length)
    for length in (0.75, 1.0, 1.5)
    for degrees in range(0, 360, 30)
    if degrees not in (0, 180)
)
_BORDER_STEP_M = 25.0
_TESTED = (
    "areas", "stations", "residents", "facilities", "buildings", "addresses", "permits", "gates",
)  # fmt: skip


def datum_tests(district: District) -> tuple[DatumTest, ...]:
    """One test for each layer, or each kind with enough points, that can be laid over streets."""
    if not district.has("streets") or district.table("streets").empty:
        return ()
    tree = shapely.STRtree(district.table("streets")["geometry"].to_numpy())
    return tuple(
        _test(layer, kind, xy, tree, district.crs)
        for layer in _TESTED
        if district.has(layer)
        for kind, xy in _samples(layer, district.table(layer))
    )


def _samples(layer: str, table: pd.DataFrame) -> Iterator[tuple[str | None, NDArray[np.float64]]]:
    """(N, 2) positions to test: kinds with enough points apart, since sources differ by kind."""
    ordered = table.sort_values("id", kind="stable")
    if layer == "areas":
        yield None, _along_borders(ordered["geometry"].to_numpy())
        return
    points = shapely.get_coordinates(shapely.centroid(ordered["geometry"].to_numpy()))
    column = LAYER_BY_NAME[layer].kind_column
    kinds = ordered[column].fillna("").astype(str) if column else pd.Series("", ordered.index)
    sizes = kinds.value_counts()
    large = sorted(str(k) for k in sizes.index[sizes >= MIN_POINTS] if k)
    for kind in large:
        yield kind, points[(kinds == kind).to_numpy(dtype=bool)]
    rest = points[~kinds.isin(large).to_numpy(dtype=bool)]
    if len(rest):
        yield None, rest


def _along_borders(polygons: NDArray[np.object_]) -> NDArray[np.float64]:
    spots = [
        shapely.line_interpolate_point(line, np.arange(0.0, line.length, _BORDER_STEP_M))
        for line in shapely.get_parts(shapely.boundary(polygons))
    ]
    return shapely.get_coordinates(np.concatenate(spots)) if spots else np.empty((0, 2))


def _test(
    layer: str, kind: str | None, xy: NDArray[np.float64], tree: shapely.STRtree, crs: CRS
) -> DatumTest:
    xy = _thinned(xy, 4 * _MAX_POINTS)  # enough to find those near streets among them
    xy = _thinned(xy[_distances_m(xy, tree) <= _NEAR_STREETS_M], _MAX_POINTS)
    if len(xy) < MIN_POINTS:
        return DatumTest(layer, kind, len(xy), Fit.TOO_FEW)
    shift = _shift_back(xy, crs)
    if not np.abs(shift).max() > 1.0:
        return DatumTest(layer, kind, len(xy), Fit.NOT_IN_CHINA)
    chance = np.array([_shares(xy + _turned(shift, *c), tree) for c in _CONTROLS])
    given, back, opposite = (
        _unlike_chance(_shares(moved, tree), chance, len(xy))
        for moved in (xy, xy + shift, xy - shift)
    )
    return DatumTest(layer, kind, len(xy), _verdict(given, back, opposite), given, back, opposite)


def _thinned(xy: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    step = max(1, math.ceil(len(xy) / most))
    return np.asarray(xy[::step])


def _shift_back(xy: NDArray[np.float64], crs: CRS) -> NDArray[np.float64]:
    """(N, 2) by how many metres each position moves when taken for GCJ-02 and brought back."""
    geographic = CRS("EPSG:4326")
    lon, lat = Transformer.from_crs(crs, geographic, always_xy=True).transform(xy[:, 0], xy[:, 1])
    x, y = Transformer.from_crs(geographic, crs, always_xy=True).transform(
        *gcj02_to_wgs84(lon, lat)
    )
    return np.column_stack([x, y]) - xy


def _turned(shift: NDArray[np.float64], angle_rad: float, length: float) -> NDArray[np.float64]:
    c, s = length * math.cos(angle_rad), length * math.sin(angle_rad)
    return np.asarray(shift @ np.array([[c, s], [-s, c]]))


def _shares(xy: NDArray[np.float64], tree: shapely.STRtree) -> NDArray[np.float64]:
    """(3,) share of positions within each of the radii of a street."""
    return np.asarray((_distances_m(xy, tree) <= _RADII_M).mean(axis=1))


def _distances_m(xy: NDArray[np.float64], tree: shapely.STRtree) -> NDArray[np.float64]:
    if not len(xy):
        return np.empty(0)
    _, distance_m = tree.query_nearest(shapely.points(xy), all_matches=False, return_distance=True)
    return np.asarray(distance_m)


def _unlike_chance(shares: NDArray[np.float64], chance: NDArray[np.float64], points: int) -> float:
    mean = chance.mean(axis=0)
    # Never quite 0 or 1 (Laplace): with few points even a rare share may be chance.
    expected = (mean * points + 1.0) / (points + 2.0)
    binomial = np.sqrt(expected * (1.0 - expected) / points)
    spread = np.maximum(chance.std(axis=0, ddof=1), binomial)
    return float((np.abs(shares - mean) / spread).max())


def _verdict(given: float, back: float, opposite: float) -> Fit:
    if given <= LIKE_CHANCE:
        other = max(back, opposite)
        if other >= UNLIKE_CHANCE and other >= given + CLEARLY_MORE:
            return Fit.SHIFTED if back >= opposite else Fit.STREETS_SHIFTED
    if given >= UNLIKE_CHANCE and given >= max(back, opposite):
        return Fit.FITS
    return Fit.CANNOT_TELL


def datum_findings(tests: tuple[DatumTest, ...]) -> Iterator[Finding]:
    """A suspicion for each layer that fits only once shifted; one word on all that say nothing."""
    yield from _unconfirmed(tests)
    for test in tests:
        label = test.label
        if test.fit is Fit.SHIFTED:
            text = Text(
                f"{label} 疑为 GCJ-02 坐标：按 GCJ-02 纠偏后才与道路吻合（{test.points} 个点，"
                f"吻合度由 {test.as_given:.1f} 升至 {test.shifted_back:.1f}），请核对数据源坐标系",
                f"{label} seems to be in GCJ-02: its {test.points} positions go with the streets "
                f"only once shifted back ({test.as_given:.1f} before, {test.shifted_back:.1f} "
                "after); check the datum of its source",
            )
            yield finding(Severity.ERROR, "suspected_gcj02", text, test.layer)
        elif test.fit is Fit.STREETS_SHIFTED:
            text = Text(
                f"道路疑为 GCJ-02 坐标：{label} 反向偏移后才与道路吻合（{test.points} 个点，"
                f"吻合度由 {test.as_given:.1f} 升至 {test.streets_back:.1f}），请核对道路坐标系",
                f"the streets seem to be in GCJ-02: the {test.points} positions of {label} go "
                f"with them only when shifted too ({test.as_given:.1f} before, "
                f"{test.streets_back:.1f} after); check the datum of the streets",
            )
            yield finding(Severity.ERROR, "suspected_gcj02_streets", text, "streets")


def _unconfirmed(tests: tuple[DatumTest, ...]) -> Iterator[Finding]:
    """The layers of which the streets say nothing: their silence is no confirmation."""
    silent = [test for test in tests if test.fit in (Fit.CANNOT_TELL, Fit.TOO_FEW)]
    if not silent:
        return
    points = sum(test.points for test in silent)
    text = Text(
        f"以下 {len(silent)} 个图层或类别的坐标系未能由道路印证（共比对 {points:,} 个点），"
        "未报可疑不代表坐标系无误",
        f"datum could not be confirmed by the streets for {len(silent)} layers or kinds "
        f"({points:,} points compared); that nothing is suspected does not make it right",
    )
    labels = tuple(test.label for test in silent)
    yield finding(Severity.INFO, "datum_unconfirmed", text, "", labels)
