"""All sources of one layer, mapped, converted and repaired, as rows of that layer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from pyproj import CRS

from data.builder.convert import converted
from data.builder.mapping import mapped_cell, mapped_rows
from data.builder.precision import rounded
from data.builder.rows import ROW, SOURCE, SOURCE_ID, Event, LayerRows, events_with
from data.builder.shapes import fitted
from data.builder.source import ReadSource
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME, Geometry, Layer
from data.recipe.model import Recipe
from data.schema import SHAPES
from data.text import Text

_REPAIRED = Text("几何无效，已修复", "the geometry was invalid and has been repaired")


def layer_rows(recipe: Recipe, name: str, sources: Sequence[ReadSource], crs: CRS) -> LayerRows:
    """The rows of one layer from all its sources, shapes in the district's CRS.

    Raises:
        RecipeError: A column the recipe names is not there, or shapes are missing.
        SourceError: Coordinates do not fit their datum.
    """
    layer = LAYER_BY_NAME[name]
    parts = [_one(recipe, layer, source, number, crs) for number, source in enumerate(sources)]
    tables = [part.table for part in parts if len(part.table)] or [part.table for part in parts[:1]]
    table = pd.concat(tables, ignore_index=True) if tables else _nothing(layer)
    return LayerRows(
        layer=name,
        table=table,
        origins=tuple(source.origin for source in sources),
        events=tuple(event for part in parts for event in part.events),
        notes=tuple(note for part in parts for note in part.notes),
    )


def _nothing(layer: Layer) -> pd.DataFrame:
    names = [*layer.column_names, ROW, SOURCE, SOURCE_ID]
    if layer.geometry is not Geometry.NONE:
        names.append("geometry")
    return pd.DataFrame(columns=names)


def _one(recipe: Recipe, layer: Layer, source: ReadSource, number: int, crs: CRS) -> LayerRows:
    """One source; index the position in its kept rows and pieces."""
    at, table = source.origin.at, source.origin.table
    if table.file is None and table.drawn is None:
        return LayerRows(layer.name, _nothing(layer), (source.origin,))
    rows = mapped_rows(recipe, layer, table, source.frame, number, at).reset_index(drop=True)
    rows[SOURCE] = number
    events = _unread(layer, source)
    part = LayerRows(layer.name, rows, (), events, _named(layer, source))
    if layer.geometry is Geometry.NONE:
        return replace(part, table=rows.drop(columns="geometry", errors="ignore"))
    if "geometry" not in rows.columns:
        raise recipe.error(
            at,
            Text(
                "来源没有几何，也未指定 x、y 或 join",
                "the source has no shapes, no x and y, no join",
            ),
            Text(f"图层 {layer.name} 需要几何", f"shapes, which the layer {layer.name} needs"),
        )
    return _fit(layer, source, _convert(source, part, crs))


def _unread(layer: Layer, source: ReadSource) -> tuple[Event, ...]:
    return tuple(
        Event(
            ImportRecord(
                layer=layer.name,
                source=source.origin.file,
                row=reject.row,
                outcome=Outcome.REJECTED,
                reason=reject.reason,
                found=reject.found[:200],
                about=_place_of_gate(layer, source, reject.cells),
            ),
            told_by_cuts=source.ways_told_by_cuts,
        )
        for reject in source.rejects
    )


def _place_of_gate(layer: Layer, source: ReadSource, cells: Mapping[str, str]) -> str:
    return mapped_cell(source.origin.table, "of", cells) if layer.name == "gates" else ""


def _named(layer: Layer, source: ReadSource) -> tuple[Text, ...]:
    where = f"{layer.name}, {source.origin.file}"
    return tuple(Text(f"{where}：{n.zh}", f"{where}: {n.en}") for n in source.notes)


def _events(
    source: ReadSource, part: LayerRows, positions: Sequence[int], outcome: Outcome, why: list[Text]
) -> tuple[Event, ...]:
    """Events of rows of this one source, whatever its number among the layer's."""
    alone = replace(part, table=part.table.assign(**{SOURCE: 0}), origins=(source.origin,))
    return events_with(alone, positions, outcome, why, [""] * len(positions))


def _convert(source: ReadSource, part: LayerRows, crs: CRS) -> LayerRows:
    if source.datum is None:
        return part
    shapes = part.table["geometry"].to_numpy(dtype=object)
    labels = list(part.table[ROW])
    moved = converted(shapes, source.datum, crs, source.origin.file, labels)
    table = part.table.assign(geometry=moved.shapes)
    part = replace(part, table=table)
    if not moved.misfits:
        return part
    bad = sorted(moved.misfits)
    why = [moved.misfits[position] for position in bad]
    events = _events(source, part, bad, Outcome.REJECTED, why)
    return replace(part, table=table.drop(index=bad), events=part.events + events)


def _fit(layer: Layer, source: ReadSource, part: LayerRows) -> LayerRows:
    """Repaired and split; what cannot be made to fit stays for the layer's checks to reject."""
    table = part.table.reset_index(drop=True)
    fit = fitted(
        layer.geometry,
        table["geometry"].to_numpy(dtype=object),
        as_point=source.origin.table.as_point,
        split_lines=not _given_nodes(source),
    )
    pieces = table.iloc[fit.row].assign(geometry=rounded(fit.shapes)).reset_index(drop=True)
    later = fit.piece > 1
    if later.any():
        numbers = pd.Series(fit.piece[later].astype(str), index=pieces.index[later])
        pieces.loc[later, "id"] = pieces.loc[later, "id"] + "~" + numbers
    part = replace(part, table=pieces)
    first_piece = np.flatnonzero(fit.piece == 1)
    sound = [
        shape.geom_type in SHAPES[layer.geometry] for shape in fit.shapes[first_piece[fit.repaired]]
    ]
    repaired = [int(i) for i in first_piece[fit.repaired][sound]]
    why = [_REPAIRED] * len(repaired)
    events = part.events + _events(source, part, repaired, Outcome.REPAIRED, why)
    notes = part.notes
    if fit.split.any():
        notes = (*notes, _split_note(layer, source, int(fit.split.sum())))
    return replace(part, events=events, notes=notes)


def _given_nodes(source: ReadSource) -> bool:
    noding = source.origin.table.noding
    return noding is not None and noding.how == "given"


def _split_note(layer: Layer, source: ReadSource, count: int) -> Text:
    return Text(
        f"{layer.name}，{source.origin.file}：{count} 条多段线已拆开，后续各段编号加“~2”等",
        f"{layer.name}, {source.origin.file}: {count} lines in several parts were taken apart; "
        "later parts have ~2 and so on behind their id",
    )
