"""Ids unique over the whole district, and references that follow when one is renamed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from data.builder.mapping import as_text, source_prefix
from data.builder.rows import SOURCE, SOURCE_ID, LayerRows, events_with
from data.import_log import Outcome
from data.text import Text

# Where a column names a row of another layer.
REFERENCES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("areas", "parent"): ("areas",),
    ("closures", "station_id"): ("stations",),
    ("station_matters", "station_id"): ("stations",),
    ("station_matters", "matter_id"): ("matters",),
    ("bundles", "matter_id"): ("matters",),
    ("gates", "of"): ("residents", "stations", "facilities", "buildings", "areas"),
    ("addresses", "building_id"): ("buildings",),
    ("permits", "building_id"): ("buildings",),
}


def with_unique_ids(layers: Mapping[str, LayerRows]) -> dict[str, LayerRows]:
    """Give ids that occur in more than one source or layer the prefix of theirs, and say so.

    Every row with such an id is renamed, whichever source came first, so the result does not
    depend on the order of sources. An id repeated within one source is left alone: that is a
    mistake in the source, for the layer's checks to reject. References (`REFERENCES`) are to ids
    as their source gives them; they follow wherever exactly one row can be meant.
    """
    colliding, taken = _colliding(layers.values())
    renamed = {name: _renamed(rows, colliding, taken) for name, rows in layers.items()}
    return {name: _following(rows, renamed) for name, rows in renamed.items()}


def _colliding(layers: Iterable[LayerRows]) -> tuple[set[str], set[str]]:
    """Ids that occur in more than one source, and all ids."""
    parts = [rows.table[["id", SOURCE]].assign(layer=rows.layer) for rows in layers]
    everything = pd.concat(parts).dropna(subset="id").drop_duplicates()
    twice = everything["id"].duplicated(keep=False)
    return set(everything.loc[twice, "id"]), set(everything["id"])


def _renamed(rows: LayerRows, colliding: set[str], taken: set[str]) -> LayerRows:
    hit = rows.table["id"].isin(colliding).fillna(False)
    if not hit.any():
        return rows
    table = rows.table.copy()
    old = table.loc[hit, "id"]
    names = {
        (str(one), int(number)): _free(str(one), source_prefix(rows.layer, int(number)), taken)
        for one, number in zip(old, table.loc[hit, SOURCE], strict=True)
    }
    keys = zip(old, table.loc[hit, SOURCE], strict=True)
    table.loc[hit, "id"] = [names[str(one), int(number)] for one, number in keys]
    reason = Text(
        "编号与其他来源重复，已加前缀", "the id is used elsewhere too; a prefix was added"
    )
    events = events_with(rows, list(old.index), Outcome.RENAMED, [reason] * len(old), list(old))
    return replace(rows, table=table, events=rows.events + events)


def _free(old: str, prefix: str, taken: set[str]) -> str:
    new = prefix + old
    while new in taken:
        new = prefix + new
    return new


def _following(rows: LayerRows, layers: Mapping[str, LayerRows]) -> LayerRows:
    table, notes = rows.table, rows.notes
    for (layer, column), targets in REFERENCES.items():
        if layer != rows.layer or column not in table.columns:
            continue
        target, ambiguous = _targets([layers[name] for name in targets if name in layers])
        values = as_text(table[column])
        table = table.assign(**{column: values.map(target).astype("string").fillna(values)})
        unclear = int(values.isin(ambiguous).sum())
        if unclear:
            note = Text(
                f"{rows.layer}.{column} 有 {unclear} 处引用对应多个编号，保持原值",
                f"{unclear} references in {rows.layer}.{column} fit several ids and were left",
            )
            notes = (*notes, note)
    return replace(rows, table=table, notes=notes)


def _targets(layers: Iterable[LayerRows]) -> tuple[dict[str, str], set[str]]:
    """Source id to id where exactly one is meant, and the source ids that mean several."""
    parts = [rows.table[[SOURCE_ID, "id"]] for rows in layers]
    if not parts:
        return {}, set()
    pairs = pd.concat(parts).dropna().drop_duplicates()
    several = pairs[SOURCE_ID].duplicated(keep=False)
    single = pairs.loc[~several]
    return dict(zip(single[SOURCE_ID], single["id"], strict=True)), set(
        pairs.loc[several, SOURCE_ID]
    )
