"""From a recipe to a district: read, map, convert, repair, clip, name, check, declare, hash."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.builder.boundary import boundary_of, kept_zone, strays, within_reach
from data.builder.crs import district_crs_of
from data.builder.declare import Ground, cut_street_extent, declared
from data.builder.drawn import drawn_frame
from data.builder.hours import confirmed_hours, with_confirmed_hours
from data.builder.ids import with_unique_ids
from data.builder.layer import layer_rows
from data.builder.rows import LayerRows, Origin
from data.builder.settle import settled, stored
from data.builder.source import ReadSource, polygons_of, read
from data.builder.spread import spread_over_homes
from data.builder.streets import marked_at_edges, standard_streets, with_osm_columns
from data.content_hash import content_hash
from data.coordinates.datum import parse_datum
from data.coordinates.true_scale import require_true_scale
from data.district import District
from data.layers import LAYER_BY_NAME
from data.recipe.model import Recipe, SourceTable
from data.text import Text

Progress = Callable[[Text, float], None]


@dataclass(frozen=True)
class _Site:
    """Where the district lies: its CRS, and its boundary in it if it has one."""

    crs: CRS
    boundary: BaseGeometry | None


def build_district(recipe: Recipe, progress: Progress | None = None) -> District:
    """Make the district that `recipe` describes. Nothing is written.

    Args:
        recipe: From `data.recipe.file.read_recipe`.
        progress: Told before each step what comes now, and what share of all steps is done.

    Raises:
        RecipeError: The recipe does not fit its sources.
        SourceError: A source cannot be read.
        DistrictError: The CRS is not true to scale where the district lies.
    """
    tell = progress or _silent
    order = [name for name in LAYER_BY_NAME if name in recipe.layers]  # areas come first
    steps = len(order) + 3
    hours = confirmed_hours(recipe)
    areas = _read_all(recipe, "areas") if "areas" in recipe.layers else []
    site = _Site(district_crs_of(recipe, areas), None)
    layers: dict[str, LayerRows] = {}
    for done, name in enumerate(order):
        title = LAYER_BY_NAME[name].title
        tell(Text(f"读取{title.zh}", f"reading {title.en}"), done / steps)
        sources = areas if name == "areas" else _read_all(recipe, name)
        layers[name] = with_confirmed_hours(_layer(recipe, name, sources, site), hours)
        if name == "areas":
            site = replace(site, boundary=boundary_of(recipe, layers[name].table))
            layers[name] = within_reach(recipe, layers[name], site.boundary)
    tell(Text("统一编号并核对", "naming and checking rows"), len(order) / steps)
    layers = with_unique_ids(layers)
    layers = {name: settled(recipe, rows, site.crs) for name, rows in layers.items()}
    layers = _finished(recipe, layers, site)
    tell(Text("汇总声明", "declaring"), (len(order) + 1) / steps)
    district = _district(recipe, layers, site)
    tell(Text("完成", "done"), 1.0)
    return district


def _silent(step: Text, share: float) -> None:
    """For callers who do not want to be told."""


def _read_all(recipe: Recipe, name: str) -> list[ReadSource]:
    return [
        _read_one(recipe, table, f"layers.{name}[{number}]")
        for number, table in enumerate(recipe.layers[name], 1)
    ]


def _read_one(recipe: Recipe, table: SourceTable, at: str) -> ReadSource:
    """What a source holds; shapes the recipe draws are made once the CRS is known."""
    if table.file is not None:
        return with_osm_columns(read(recipe, table, at))
    label = "" if table.drawn is None else f"{recipe.path.name} [{at}.drawn]"
    notation = "" if table.drawn is None else table.drawn.crs or ""
    crs = parse_datum(recipe.datum(notation), recipe.path).label if notation else ""
    return ReadSource(pd.DataFrame(), None, Origin(table, at, label, crs))


def _layer(recipe: Recipe, name: str, sources: list[ReadSource], site: _Site) -> LayerRows:
    sources = [_drawn(recipe, source, site) for source in sources]
    rows = layer_rows(recipe, name, sources, site.crs)
    if name == "areas" or name == "street_extent":
        return rows  # the boundary comes from the one; the streets cut the other
    if name == "streets":
        return standard_streets(recipe, rows, site.boundary, site.crs)
    return within_reach(recipe, rows, site.boundary)


def _drawn(recipe: Recipe, source: ReadSource, site: _Site) -> ReadSource:
    drawn = source.origin.table.drawn
    if drawn is None:
        return source
    at = f"{source.origin.at}.drawn"
    return replace(source, frame=drawn_frame(recipe, drawn, at, site.crs, site.boundary))


def _finished(recipe: Recipe, layers: Mapping[str, LayerRows], site: _Site) -> dict[str, LayerRows]:
    """What needs checked rows of several layers: spread residents, the known streets' extent."""
    result = dict(layers)
    if "residents" in layers:
        result["residents"] = spread_over_homes(layers, site.crs)
    if "street_extent" in layers and "streets" in layers:
        zone = kept_zone(recipe, site.boundary, "near")
        extent = cut_street_extent(layers["street_extent"], layers["streets"], zone)
        result["street_extent"] = extent
        result["streets"] = marked_at_edges(layers["streets"], extent, site.crs)
    return result


def _district(recipe: Recipe, layers: Mapping[str, LayerRows], site: _Site) -> District:
    ground = Ground(
        site.boundary, site.crs, lambda file, crs, at: polygons_of(recipe, file, crs, site.crs, at)
    )
    tables = {name: stored(rows, site.crs) for name, rows in layers.items()}
    _require_true_scale(recipe, tables, site)
    hashes = {n: content_hash(LAYER_BY_NAME[n], t, site.crs) for n, t in tables.items()}
    notes = [note for rows in layers.values() for note in rows.notes]
    return District(
        name=recipe.district.name,
        source=recipe.path.name,
        crs=site.crs,
        layers=MappingProxyType(tables),
        declarations=tuple(
            declaration
            for rows in layers.values()
            for declaration in declared(recipe, rows, ground)
        ),
        import_log=tuple(event.record for rows in layers.values() for event in rows.events),
        hashes=MappingProxyType(hashes),
        absent_columns=MappingProxyType({n: r.absent for n, r in layers.items() if r.absent}),
        notes=(*notes, *strays(recipe, layers, site.boundary)),
    )


def _require_true_scale(recipe: Recipe, tables: Mapping[str, pd.DataFrame], site: _Site) -> None:
    """The district and its surroundings; without a boundary the streets, else everything.

    A single far station (all are kept) says nothing about the CRS.
    """
    shapes: Sequence[BaseGeometry] = ()
    zone = kept_zone(recipe, site.boundary, "near")
    if zone is not None:
        shapes = [zone]
    elif "streets" in tables:
        shapes = list(tables["streets"]["geometry"])
    if not shapes:
        shapes = [shape for table in tables.values() for shape in table.get("geometry", ())]
    if shapes:
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        require_true_scale(site.crs, (west, south, east, north), recipe.path)
