"""The toy district of a case: what is drawn is there, all else is known not to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.declarations import Declaration
from data.district import District
from data.layers import LAYER_BY_NAME, Geometry
from data.rulepacks.case import Case, CaseFeature, Point
from data.rulepacks.case_words import KINDS_APART
from data.rulepacks.vocabulary import PICKED_BY, Vocabulary
from data.schema import PANDAS_TYPE

# A zone without false easting, so that a map round (0, 0) is true to scale.
_CRS = "EPSG:2443"
# Everything is known in a square of 40 km, farther than any rule looks.
_HALF_M = 20_000.0
_WHOLE = ("land_use", "buildings", "addresses", "residents", "areas", "gates", "streets")
_LAYERS = (*KINDS_APART, *_WHOLE)
# Places with people of their own; one of which no number is given counts for nobody.
_NOBODY = {"residents": {"population": 0.0}}


@dataclass(frozen=True)
class _Row:
    """One row of a layer: its columns, and its shape."""

    columns: Mapping[str, object]
    shape: BaseGeometry


def toy_district(case: Case, vocabulary: Vocabulary) -> District:
    """A district of what a case draws.

    Every kind of the vocabulary is declared complete, never stale, and good to 0 m, unless the
    case says otherwise.

    Args:
        case: The case, for one kind and one type.
        vocabulary: The words, for the kinds that there are.
    """
    missing = set(case.missing)
    rows: dict[str, list[_Row]] = {layer: [] for layer in _LAYERS}
    for kind, drawn in case.map.items():
        for feature in drawn:
            _draw(kind, feature, rows)
    return District(
        name=case.case.zh,
        source="",
        crs=_crs(),
        layers={
            **{
                layer: _table(layer, found) for layer, found in rows.items() if layer not in missing
            },
            "street_extent": _empty("street_extent") if "streets" in missing else _known_streets(),
        },
        declarations=tuple(_declarations(case, vocabulary)),
    )


@cache
def _crs() -> CRS:
    return CRS(_CRS)


@cache
def _land() -> BaseGeometry:
    return shapely.box(-_HALF_M, -_HALF_M, _HALF_M, _HALF_M)


def _draw(kind: str, feature: CaseFeature, rows: dict[str, list[_Row]]) -> None:
    layer, _, value = kind.partition("/")
    if layer == "streets":
        rows[layer] += _street(feature.at)
        return
    picked = {PICKED_BY[layer]: value} if layer in PICKED_BY else {}
    place = f"{layer}-{len(rows[layer]):03d}"
    columns = {**_NOBODY.get(layer, {}), **picked, **feature.columns, "id": place}
    rows[layer].append(_Row(columns, _shape(feature.at, LAYER_BY_NAME[layer].geometry)))
    for gate in feature.gates:
        name = f"gates-{len(rows['gates']):03d}"
        rows["gates"].append(_Row({"id": name, "of": place}, shapely.Point(gate)))


def _shape(at: Sequence[Point], geometry: Geometry) -> BaseGeometry:
    if len(at) == 1:
        return shapely.Point(at[0])
    return shapely.LineString(at) if geometry is Geometry.LINE else shapely.Polygon(at)


def _street(at: Sequence[Point]) -> list[_Row]:
    """A street as its straight pieces: streets meet where they share a corner."""
    pieces = []
    for u, v in pairwise(at):
        line = shapely.LineString([u, v])
        ends = {"u": f"{u[0]:g},{u[1]:g}", "v": f"{v[0]:g},{v[1]:g}"}
        pieces.append(_Row({**ends, "length_m": line.length}, line))
    return pieces


def _table(layer: str, rows: Sequence[_Row]) -> pd.DataFrame:
    if not rows:
        return _empty(layer)
    return _made(layer, rows)


@cache
def _empty(layer: str) -> pd.DataFrame:
    return _made(layer, ())


@cache
def _known_streets() -> pd.DataFrame:
    return _made("street_extent", [_Row({}, _land())])


def _made(layer: str, rows: Sequence[_Row]) -> pd.DataFrame:
    """Rows as the standard layer, in canonical types; they come in order of id."""
    columns = {
        column.name: pd.Series(
            [row.columns.get(column.name) for row in rows], dtype=PANDAS_TYPE[column.type]
        )
        for column in LAYER_BY_NAME[layer].columns
    }
    ids = [f"{layer}-{number:03d}" for number in range(len(rows))]
    columns["id"] = pd.Series(ids, dtype="string")
    shapes = gpd.GeoSeries([row.shape for row in rows], crs=_crs())
    table: pd.DataFrame = gpd.GeoDataFrame(columns, geometry=shapes)
    return table


def _declarations(case: Case, vocabulary: Vocabulary) -> Iterator[Declaration]:
    kinds = {f"{p.layer}/{p.value}" for term in vocabulary.features.values() for p in term.picks}
    apart = {kind for kind in (*kinds, *case.map) if kind.partition("/")[0] in KINDS_APART}
    permits = {
        f"permits/{name}" for type_ in vocabulary.types.values() for name in type_.permit_types
    }
    special = {*case.stale, *case.known_in, *case.errors}
    for name in sorted({*_WHOLE, *apart, *permits} - set(case.missing)):
        yield _special(name, case) if name in special else _plain(name)


@cache
def _plain(name: str) -> Declaration:
    """Complete everywhere, never stale, exact."""
    layer, _, kind = name.partition("/")
    return Declaration(layer, kind or None, never_stale=True, extent=_land(), position_error_m=0.0)


def _special(name: str, case: Case) -> Declaration:
    stale = name in case.stale
    return replace(
        _plain(name),
        stale_after=case.on - timedelta(days=1) if stale else None,
        never_stale=not stale,
        extent=shapely.Polygon(case.known_in[name]) if name in case.known_in else _land(),
        position_error_m=case.errors.get(name, 0.0),
    )
