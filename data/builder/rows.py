"""Rows of one standard layer on their way into the district, and what happened to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from data.completeness import has_place
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME
from data.recipe.model import SourceTable
from data.text import Text
from data.text_values import as_key_text

# Columns that travel with the rows and are not stored: the row as a person counts it in its source,
# the number of the source in the recipe (from 0), and the id the source itself gives.
ROW, SOURCE, SOURCE_ID = "__row", "__source", "__source_id"


@dataclass(frozen=True)
class Origin:
    """One `[[layers.X]]` of the recipe, as it was read.

    Attributes:
        table: What the recipe says.
        at: Where it stands in the recipe: `layers.stations[2]`.
        file: File and sub-layer, for the log.
        crs: The datum its shapes were in, safe to write down.
    """

    table: SourceTable
    at: str
    file: str
    crs: str = ""


@dataclass(frozen=True)
class Event:
    """An entry of the import log, and what becomes of the extent.

    Attributes:
        record: The entry.
        shape: The place of the row in the district's CRS, if known.
        told_by_cuts: A way of an OSM file of which the file has no two neighbouring nodes. It
            leaves the file at once, which its reader marks as a cut where it leaves a street; so it
            takes nothing from the extent, like the farther part of any way that leaves the file.
    """

    record: ImportRecord
    shape: BaseGeometry | None = None
    told_by_cuts: bool = False


@dataclass(frozen=True)
class LayerRows:
    """The rows of one layer, all sources together.

    Attributes:
        layer: Name of the standard layer.
        table: Index unique whole numbers; columns of the layer that some source maps, the
            travelling columns, and `geometry` (shapely, district CRS) for spatial layers.
        origins: The sources, in the recipe's order.
        events: What happened so far to rows.
        notes: What else a careful colleague would mention.
        absent: Declared columns that no source maps.
    """

    layer: str
    table: pd.DataFrame
    origins: tuple[Origin, ...]
    events: tuple[Event, ...] = ()
    notes: tuple[Text, ...] = ()
    absent: tuple[str, ...] = ()


def events_with(
    rows: LayerRows,
    index: Sequence[int],
    outcome: Outcome,
    reasons: Sequence[Text],
    found: Sequence[str],
) -> tuple[Event, ...]:
    """One event for each label in `index`, with its own reason."""
    picked = rows.table.loc[list(index)]
    return tuple(_events(rows.layer, rows.origins, picked, outcome, reasons, found))


def _events(
    layer: str,
    origins: Sequence[Origin],
    picked: pd.DataFrame,
    outcome: Outcome,
    reasons: Sequence[Text],
    found: Sequence[str],
) -> list[Event]:
    kind_column = LAYER_BY_NAME[layer].kind_column
    kinds: list[str | None] = [None] * len(picked)
    if kind_column in picked.columns:
        texts = picked[kind_column].astype("string").str.strip()
        kinds = [None if pd.isna(text) or not text else str(text) for text in texts]
    shapes = np.full(len(picked), None, dtype=object)
    if "geometry" in picked.columns:
        shapes = picked["geometry"].to_numpy(dtype=object)
    placed = has_place(shapes)
    owners = _places_of_lost_gates(layer, picked, outcome)
    labels = zip(
        picked[ROW], picked[SOURCE], reasons, found, kinds, shapes, placed, owners, strict=True
    )
    return [
        Event(
            ImportRecord(
                layer=layer,
                source=origins[int(source)].file,
                row=str(row),
                outcome=outcome,
                reason=reason,
                found=text[:200],
                kind=kind,
                place_known=bool(known),
                about=owner,
            ),
            shape if known else None,
        )
        for row, source, reason, text, kind, shape, known, owner in labels
    ]


def _places_of_lost_gates(layer: str, picked: pd.DataFrame, outcome: Outcome) -> list[str]:
    """(N,) id of the place that each lost gate belongs to, as the table has it; else empty."""
    if layer != "gates" or outcome is not Outcome.REJECTED or "of" not in picked.columns:
        return [""] * len(picked)
    return [str(owner) for owner in as_key_text(picked["of"]).fillna("")]
