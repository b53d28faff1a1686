"""One source of the recipe, read: its file, joined to its shapes, datum known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.builder.convert import converted
from data.builder.mapping import filtered
from data.builder.rows import Origin
from data.coordinates.datum import Datum, parse_datum
from data.errors import RecipeError
from data.recipe.model import Join, Recipe, SourceTable
from data.sources.join import join_shapes
from data.sources.points import with_points
from data.sources.raw import RawReject, SourceSpec
from data.sources.read import FORMAT_OF_ENDING, read_source
from data.text import Text


@dataclass(frozen=True)
class ReadSource:
    """A source as read.

    Attributes:
        frame: Its rows, counted as a person does; `geometry` in `datum` where it has shapes.
        datum: What its coordinates mean; None without shapes, or when they are in the district's
            CRS already.
        origin: Where it comes from.
        rejects: Rows that could not be read.
        notes: What its reader mentions.
        ways_told_by_cuts: Its rejects are ways that leave the file at once (see `Event`).
    """

    frame: pd.DataFrame
    datum: Datum | None
    origin: Origin
    rejects: tuple[RawReject, ...] = ()
    notes: tuple[Text, ...] = ()
    ways_told_by_cuts: bool = False


def read(recipe: Recipe, table: SourceTable, at: str) -> ReadSource:
    """Read the file that a source names, joined to its shapes where it says so.

    Raises:
        SourceError: The file is missing, is not what its name says, or does not tell its datum.
        RecipeError: The recipe names a datum or column that does not exist.
    """
    spec = _spec(recipe, table)
    # Filtered before it gets its shapes: a row that nobody wants is not lost for lack of a place.
    raw = read_source(replace(spec, x=None, y=None))
    raw = replace(raw, frame=filtered(recipe, table, raw.frame, at))
    if table.join is not None:
        shapes = read_source(_spec(recipe, table.join))
        if "geometry" not in shapes.frame.columns:
            raise recipe.error(
                f"{at}.join.file",
                Text(f"{table.join.file} 没有图形", f"{table.join.file} has no shapes"),
                Text("含有图形的文件", "a file with shapes"),
            )
        keys = {"table_key": table.join.on, "shapes_key": table.join.key}
        raw = join_shapes(raw, shapes, **keys, file=spec.file)
    raw = with_points(spec, raw)
    label = table.file or ""
    if table.sublayer:
        label += f" [{table.sublayer}]"
    has_shapes = "geometry" in raw.frame.columns
    datum = parse_datum(raw.crs, label) if has_shapes else None
    origin = Origin(table, at, label, datum.label if datum else "")
    # The one reason for which the reader of OSM streets rejects a way; see `data.sources.osm`.
    osm_streets = spec.sublayer == "streets" and _is_osm(spec)
    return ReadSource(raw.frame, datum, origin, raw.rejects, raw.notes, osm_streets)


def polygons_of(recipe: Recipe, file: str, crs: str | None, target: CRS, at: str) -> BaseGeometry:
    """All polygons of a file together, in `target`.

    Raises:
        RecipeError: The file holds no polygons.
        SourceError: As for `read`.
    """
    raw = read_source(SourceSpec(recipe.resolve(file), crs=recipe.datum(crs) if crs else None))
    if "geometry" not in raw.frame.columns:
        raise _no_polygons(recipe, file, at)
    shapes = raw.frame["geometry"].to_numpy(dtype=object)
    datum = parse_datum(raw.crs, file)
    moved = converted(shapes, datum, target, file, [str(row) for row in raw.frame.index]).shapes
    moved = shapely.make_valid(moved[np.isin(shapely.get_dimensions(moved), (2,))])
    if not len(moved):
        raise _no_polygons(recipe, file, at)
    return shapely.union_all(moved)


def _is_osm(spec: SourceSpec) -> bool:
    name = spec.file.name.lower()
    by_ending = any(name.endswith(end) for end, kind in FORMAT_OF_ENDING.items() if kind == "osm")
    return spec.format == "osm" or (not spec.format and by_ending)


def _no_polygons(recipe: Recipe, file: str, at: str) -> RecipeError:
    return recipe.error(
        at,
        Text(f"{file} 中没有面", f"there are no polygons in {file}"),
        Text("含有面的文件", "a file with polygons"),
    )


def _spec(recipe: Recipe, table: SourceTable | Join) -> SourceSpec:
    options: Mapping[str, object] = dict(table.options)
    return SourceSpec(
        file=recipe.resolve(table.file or ""),
        format=table.format,
        sublayer=table.sublayer,
        encoding=table.encoding,
        crs=recipe.datum(table.crs) if table.crs else None,
        x=table.x,
        y=table.y,
        options=options,
    )
