"""One layer of a district: the good rows, and every bad one accounted for."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from data.completeness import has_place
from data.errors import DistrictError
from data.import_log import ImportRecord, Outcome
from data.layers import Geometry, Layer
from data.schema import BadRow, conform, missing_required
from data.text import Text
from data.text_values import as_key_text


@dataclass(frozen=True)
class LayerReading:
    """One layer as read: good rows, bad rows, and the shapes of bad rows that have a place."""

    table: pd.DataFrame
    log: tuple[ImportRecord, ...]
    lost_shapes: tuple[BaseGeometry, ...]
    lost_without_place: int
    absent: tuple[str, ...]
    passed_over: tuple[str, ...]


def layer_reading(
    where: object,
    source: str,
    layer: Layer,
    raw: pd.DataFrame,
    row_name: Callable[[pd.DataFrame, int], str],
) -> LayerReading:
    """Bring one raw table of a district to its standard layer.

    Args:
        where: What messages say the table is in.
        source: What the log says that its rows came from.
        layer: The layer it is meant to be.
        raw: The table; its index are whole numbers.
        row_name: What the log calls a row, from the table and its label in the index.

    Raises:
        DistrictError: A required column is missing, or the geometry of a spatial layer.
    """
    missing = missing_required(layer, raw)
    if missing:
        names = ", ".join(column.name for column in missing)
        raise DistrictError(
            where,
            Text(f"缺少列 {names}", f"has no column {names}"),
            Text(f"列 {', '.join(layer.column_names)}", f"columns {', '.join(layer.column_names)}"),
            at=layer.name,
        )
    if layer.geometry is not Geometry.NONE and "geometry" not in raw.columns:
        found = Text("没有几何", "has no geometry")
        raise DistrictError(where, found, Text(*[layer.geometry.value] * 2), at=layer.name)
    if layer.geometry is Geometry.NONE:
        raw = pd.DataFrame(raw.drop(columns="geometry", errors="ignore"))
    conformed = conform(layer, raw)
    lost = raw.loc[[row.index for row in conformed.bad_rows]]
    shapes = lost["geometry"].to_numpy() if "geometry" in lost.columns else np.empty(0, object)
    placed = has_place(shapes)
    owners = as_key_text(lost["of"]).fillna("").to_dict() if layer.name == "gates" else {}
    known = {i: bool(p) for i, p in zip(lost.index, placed, strict=False)}
    table = conformed.table.sort_values("id", kind="stable").reset_index(drop=True)
    return LayerReading(
        table=table,
        log=tuple(
            _record(source, layer, raw, bad, row_name(raw, bad.index), known, owners)
            for bad in conformed.bad_rows
        ),
        lost_shapes=tuple(shapes[placed]),
        lost_without_place=len(lost) - int(placed.sum()),
        absent=conformed.absent,
        passed_over=conformed.passed_over,
    )


def _record(
    source: str,
    layer: Layer,
    raw: pd.DataFrame,
    bad: BadRow,
    row: str,
    known: dict[int, bool],
    owners: Mapping[Hashable, str],
) -> ImportRecord:
    kind: object = None
    if layer.kind_column in raw.columns:
        kind = raw[layer.kind_column].astype("string").fillna("")[bad.index]
    return ImportRecord(
        layer=layer.name,
        source=source,
        row=row,
        outcome=Outcome.REJECTED,
        reason=Text(f"{bad.field}：{bad.reason.zh}", f"{bad.field}: {bad.reason.en}"),
        found=bad.found,
        kind=str(kind) if kind else None,
        place_known=known.get(bad.index, False),
        about=owners.get(bad.index, ""),
    )
