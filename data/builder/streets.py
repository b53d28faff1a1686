"""Streets of a recipe as the standard layer: noded as it says, clipped, measured."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.builder.boundary import kept_zone
from data.builder.precision import rounded
from data.builder.rows import ROW, SOURCE, SOURCE_ID, LayerRows
from data.builder.settle import events_of_bad, settled
from data.builder.source import ReadSource
from data.layers import LAYER_BY_NAME
from data.recipe.model import Constant, Noded, Noding, Recipe
from data.streets.assemble import LENGTH_DIGITS, Streets, assemble_streets
from data.streets.cuts import clip_streets, mark_extract_edge
from data.streets.noding import Join, node_lines
from data.text import Text
from data.text_values import as_key_text

# Columns that the reader of OSM files already calls by their standard names.
_OSM_COLUMNS = ("name", "u", "v", "highway", "foot", "steps", "bridge", "tunnel", "level",
                "u_cut", "v_cut")  # fmt: skip
_PENDING = "pending"
_PLAIN = ("cross", "ends")


def with_osm_columns(source: ReadSource) -> ReadSource:
    """A source of streets noded by OSM, its columns mapped to themselves unless said otherwise."""
    table = source.origin.table
    if table.noding is None or table.noding.how != "osm":
        return source
    own: Mapping[str, str | Constant] = {
        name: name for name in _OSM_COLUMNS if name in source.frame.columns
    }
    mapped = table.model_copy(update={"columns": {**own, **table.columns}, "id": table.id or "id"})
    return replace(source, origin=replace(source.origin, table=mapped))


def standard_streets(
    recipe: Recipe, rows: LayerRows, boundary: BaseGeometry | None, crs: CRS
) -> LayerRows:
    """`rows` as street pieces between nodes, clipped to what is kept around the boundary.

    Sources that are noded here in the same way are noded together, so that they meet.

    Raises:
        RecipeError: `given` without columns `u` and `v`.
    """
    plain = {n for n, origin in enumerate(rows.origins) if _how(origin.table.noding) in _PLAIN}
    typed = [_typed(recipe, rows, number, crs) for number in sorted(plain)]
    tables = [rows.table.loc[~rows.table[SOURCE].isin(plain)], *_noded(typed, crs)]
    events = [event for part in typed for event in part.events]
    noded = replace(
        rows, table=pd.concat(tables, ignore_index=True), events=rows.events + tuple(events)
    )
    assembled = _assembled(noded, crs)
    zone = kept_zone(recipe, boundary, "near")
    return assembled if zone is None else _clipped(assembled, zone, crs)


def _how(noding: Noded | None) -> Noding | None:
    return None if noding is None else noding.how


def _typed(recipe: Recipe, rows: LayerRows, number: int, crs: CRS) -> LayerRows:
    """One source of plain lines with canonical types: whether it is a bridge must be known."""
    table = rows.table.loc[rows.table[SOURCE] == number]
    length_m = pd.Series(shapely.length(table["geometry"].to_numpy(dtype=object)), table.index)
    if "length_m" in table.columns:
        length_m = table["length_m"].where(table["length_m"].notna(), length_m)
    waiting = table.assign(u=_PENDING, v=_PENDING, length_m=length_m)
    return settled(recipe, replace(rows, table=waiting, events=()), crs)


def _noded(typed: Sequence[LayerRows], crs: CRS) -> list[pd.DataFrame]:
    """The pieces of all plain lines, those of one way of noding together."""
    groups: dict[tuple[str, float], list[pd.DataFrame]] = {}
    for part in typed:
        noding = (
            part.origins[int(part.table[SOURCE].iloc[0])].table.noding if len(part.table) else None
        )
        if noding is not None:
            groups.setdefault((noding.how, noding.tolerance_m), []).append(part.table)
    noded: list[pd.DataFrame] = []
    for (how, tolerance_m), tables in groups.items():
        lines = pd.concat(tables, ignore_index=True).drop(columns=["u", "v"])
        frame = gpd.GeoDataFrame(lines, geometry="geometry", crs=crs)
        noded.append(_on_grid(pd.DataFrame(node_lines(frame, Join(how), tolerance_m))))
    return noded


def _assembled(rows: LayerRows, crs: CRS) -> LayerRows:
    """Pieces with nodes in the standard columns; ids are judged source by source."""
    tables, events, notes = [], list(rows.events), list(rows.notes)
    for number, origin in enumerate(rows.origins):
        part = rows.table.loc[rows.table[SOURCE] == number]
        if part.empty:
            continue
        if _how(origin.table.noding) == "given" and number:
            part = _apart(part, number)
        streets = assemble_streets(
            gpd.GeoDataFrame(part, geometry="geometry", crs=crs), origin.file
        )
        events += events_of_bad(rows, streets.bad_rows)
        notes += _said(streets, origin.file)
        tables.append(_travelling(streets.table, part))
    table = pd.concat(tables, ignore_index=True) if tables else _no_streets()
    return replace(rows, table=table, events=tuple(events), notes=tuple(notes))


def _no_streets() -> pd.DataFrame:
    names = [*LAYER_BY_NAME["streets"].column_names, "geometry", ROW, SOURCE, SOURCE_ID]
    return pd.DataFrame(columns=names)


def _on_grid(table: pd.DataFrame) -> pd.DataFrame:
    """Coordinates and lengths without the last digits in which other builds of GEOS differ."""
    lengths_m = table["length_m"].astype("Float64").round(LENGTH_DIGITS)
    shapes = rounded(table["geometry"].to_numpy(dtype=object))
    return table.assign(geometry=shapes, length_m=lengths_m)


def _apart(part: pd.DataFrame, number: int) -> pd.DataFrame:
    """Nodes of a further source: its node 17 is not the first one's node 17."""
    nodes = {
        name: f"{number + 1}:" + as_key_text(part[name]) for name in ("u", "v") if name in part
    }
    return part.assign(**nodes)


def _travelling(table: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    names = [ROW, SOURCE, SOURCE_ID]
    return pd.DataFrame(table).assign(**{name: part.loc[table.index, name] for name in names})


def _said(streets: Streets, file: str) -> list[Text]:
    notes: list[Text] = []
    if streets.steps_unknown:
        notes.append(
            Text(
                f"{file}：{streets.steps_unknown} 段道路未注明是否有台阶，按无台阶处理",
                f"{file}: of {streets.steps_unknown} streets it is not known whether they have "
                "steps; they count as having none",
            )
        )
    if streets.joined:
        notes.append(
            Text(
                f"{file}：{streets.joined} 段道路长度为零，两端已并为一点",
                f"{file}: {streets.joined} streets without length; their two ends became one",
            )
        )
    return notes


def _clipped(rows: LayerRows, zone: BaseGeometry, crs: CRS) -> LayerRows:
    frame = gpd.GeoDataFrame(rows.table, geometry="geometry", crs=crs)
    kept = _on_grid(pd.DataFrame(clip_streets(frame, zone)))
    left_out = len(frame) - len(kept)
    if not left_out:
        return replace(rows, table=kept)
    note = Text(
        f"streets：{left_out} 段道路位于保留范围以外，未收录",
        f"streets: {left_out} pieces lie beyond what is kept around the boundary and were left out",
    )
    return replace(rows, table=kept, notes=(*rows.notes, note))


def marked_at_edges(rows: LayerRows, extent: LayerRows, crs: CRS) -> LayerRows:
    """`rows` with ends marked cut that dangle near the border of `extent`, where a source says so.

    All streets decide what dangles; only those of sources with `extract_edge_m` are marked.
    """
    shapes = extent.table["geometry"].to_numpy(dtype=object)
    table = rows.table
    for number, origin in enumerate(rows.origins):
        noding = origin.table.noding
        if noding is None or noding.extract_edge_m is None or not len(shapes):
            continue
        frame = gpd.GeoDataFrame(table, geometry="geometry", crs=crs)
        marked = mark_extract_edge(frame, shapely.union_all(shapes), noding.extract_edge_m)
        own = table[SOURCE] == number
        cuts = {name: marked[name].where(own, table[name]) for name in ("u_cut", "v_cut")}
        table = table.assign(**cuts)
    return replace(rows, table=table)
