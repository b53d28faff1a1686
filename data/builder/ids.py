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

_MAX_NAMED = 20


def with_unique_ids(layers: Mapping[str, LayerRows]) -> dict[str, LayerRows]:
    """Give ids that occur in more than one source or layer the prefix of theirs, and say so.

    Every row with such an id is renamed, whichever source came first, so the result does not
    depend on the order of sources. An id repeated within one source is left alone: that is a
    mistake in the source, for the layer's checks to reject. References (`data.references`) are to
    ids as their source gives them, else with the recipe's prefix; they follow wherever exactly one
    row can be meant. Where several can be, they are left and noted; but a gate is rejected, with a
    record for each place that may be its own, so that none of them passes for one without gates.
    """
    colliding, taken = _colliding(layers.values())
    renamed = {name: _renamed(rows, colliding, taken) for name, rows in layers.items()}
    names = {name: _names(layers[name], renamed[name]) for name in layers}
    return {name: _following(rows, names) for name, rows in renamed.items()}


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


def _names(before: LayerRows, after: LayerRows) -> pd.DataFrame:
    """Columns `source_id`, `prefixed` and `id`: what each row has been called, and is."""
    return pd.DataFrame(
        {
            "source_id": before.table[SOURCE_ID],
            "prefixed": before.table["id"],
            "id": after.table["id"],
        },
        dtype="string",
    )


def _following(rows: LayerRows, names: Mapping[str, pd.DataFrame]) -> LayerRows:
    for reference in REFERENCES:
        if reference.layer == rows.layer:
            rows = _followed(rows, reference, names)
    return rows


def _followed(
    rows: LayerRows, reference: Reference, names: Mapping[str, pd.DataFrame]
) -> LayerRows:
    column = reference.column
    target, several = _targets([names[name] for name in reference.targets if name in names])
    if column in rows.table.columns:
        values = as_key_text(rows.table[column])
        followed = values.map(target).astype("string").fillna(values)
        rows = replace(rows, table=rows.table.assign(**{column: followed}))
        unclear = values.isin(list(several)).fillna(False).astype(bool)
        if unclear.any() and rows.layer == "gates":
            rows = _without_unclear_gates(rows, values[unclear], several)
        elif unclear.any():
            rows = replace(rows, notes=(*rows.notes, _left(rows.layer, column, int(unclear.sum()))))
    events = [each for one in rows.events for each in _event_followed(one, target, several)]
    return replace(rows, events=tuple(events))


def _left(layer: str, column: str, count: int) -> Text:
    return Text(
        f"{layer}.{column} 有 {count} 处引用对应多个编号，保持原值",
        f"{count} references in {layer}.{column} fit several ids and were left",
    )


def _without_unclear_gates(
    rows: LayerRows, owners: pd.Series, several: Mapping[str, tuple[str, ...]]
) -> LayerRows:
    """Rejected, whose place is not known; the records still name it as the source does."""
    index = list(owners.index)
    reasons = [_unclear(several[owner][:_MAX_NAMED]) for owner in owners]
    events = events_with(rows, index, Outcome.REJECTED, reasons, list(owners))
    return replace(rows, table=rows.table.drop(index=index), events=rows.events + events)


def _unclear(candidates: tuple[str, ...]) -> Text:
    return Text(
        f"of：对应多个编号（{'、'.join(candidates)}），无法确定出入口属于哪一处",
        f"of: fits several ids ({', '.join(candidates)}); whose gate it is cannot be known",
    )


def _event_followed(
    event: Event, target: Mapping[str, str], several: Mapping[str, tuple[str, ...]]
) -> list[Event]:
    """A lost gate belongs to the place that has been renamed, or may belong to each of several."""
    about = event.record.about
    owners = several.get(about) or (target.get(about, about),)
    return [replace(event, record=replace(event.record, about=owner)) for owner in owners]


def _targets(names: list[pd.DataFrame]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """What is said to the one id that is meant; and to the ids that may be, where several may."""
    if not names:
        return {}, {}
    every = pd.concat(names, ignore_index=True)
    by_source = every[["source_id", "id"]].rename(columns={"source_id": "said"}).dropna()
    by_prefixed = every[["prefixed", "id"]].rename(columns={"prefixed": "said"}).dropna()
    by_prefixed = by_prefixed.loc[~by_prefixed["said"].isin(by_source["said"])]
    pairs = pd.concat([by_source, by_prefixed]).drop_duplicates()
    repeated = pairs["said"].duplicated(keep=False)
    single = pairs.loc[~repeated]
    several = pairs.loc[repeated].sort_values("id").groupby("said")["id"].agg(tuple)
    return dict(zip(single["said"], single["id"], strict=True)), dict(several)
