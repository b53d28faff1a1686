"""Ids unique over the whole district, and references that follow when one is renamed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from data.builder.mapping import source_prefix
from data.builder.rows import SOURCE, SOURCE_ID, Event, LayerRows, events_with
from data.import_log import Outcome
from data.references import REFERENCES, Reference
from data.text import Text
from data.text_values import as_key_text


def with_unique_ids(layers: Mapping[str, LayerRows]) -> dict[str, LayerRows]:
    """Give ids that occur in more than one source or layer the prefix of theirs, and say so.

    Every row with such an id is renamed, whichever source came first, so the result does not
    depend on the order of sources. An id repeated within one source is left alone: that is a
    mistake in the source, for the layer's checks to reject. References (`data.references`) are to
    ids as their source gives them; they follow wherever exactly one row can be meant.
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
    for reference in REFERENCES:
        if reference.layer == rows.layer:
            rows = _followed(rows, reference, layers)
    return rows


def _followed(rows: LayerRows, reference: Reference, layers: Mapping[str, LayerRows]) -> LayerRows:
    column = reference.column
    target, ambiguous = _targets([layers[name] for name in reference.targets if name in layers])
    rows = replace(rows, events=tuple(_event_followed(event, target) for event in rows.events))
    if column not in rows.table.columns:
        return rows
    values = as_key_text(rows.table[column])
    followed = values.map(target).astype("string").fillna(values)
    rows = replace(rows, table=rows.table.assign(**{column: followed}))
    unclear = int(values.isin(ambiguous).sum())
    if not unclear:
        return rows
    note = Text(
        f"{rows.layer}.{column} 有 {unclear} 处引用对应多个编号，保持原值",
        f"{unclear} references in {rows.layer}.{column} fit several ids and were left",
    )
    return replace(rows, notes=(*rows.notes, note))


def _event_followed(event: Event, target: Mapping[str, str]) -> Event:
    """A gate lost before the renaming still belongs to the place that has been renamed."""
    about = event.record.about
    if about not in target:
        return event
    return replace(event, record=replace(event.record, about=target[about]))


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
