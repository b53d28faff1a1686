"""Hours from a notice board on their way into a district: as the office has confirmed them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.builder.mapping import mapped_rows
from data.builder.rows import SOURCE, LayerRows, events_with
from data.builder.source import read
from data.errors import RecipeError
from data.hours.columns import HOURS_COLUMNS
from data.hours.confirmed import Confirmation, notice_of, read_confirmed
from data.hours.notice_board import from_notice
from data.hours.opening import read_hours
from data.import_log import Outcome
from data.layers import LAYER_BY_NAME
from data.recipe.model import Recipe, SourceTable
from data.text import Text
from data.text_values import as_key_text

_NOTICE = "notice"
_SHOWN_LETTERS = 60
_KEPT = Text(
    "办公时间未能转换，按原文保留，视为无法判定",
    "hours that were not converted stay as written and count as not known",
)


def notices_of(recipe: Recipe) -> Counter[str]:
    """Every notice in the sources that a recipe calls so, and how many rows have it.

    What is in OSM's syntax already is none.

    Raises:
        RecipeError: A column the recipe names is not there.
        SourceError: A source cannot be read.
    """
    found: Counter[str] = Counter()
    for layer, number, source in _sources(recipe):
        at = f"layers.{layer}[{number + 1}]"
        frame = read(recipe, source, at).frame
        rows = mapped_rows(recipe, LAYER_BY_NAME[layer], source, frame, number, at)
        for column in HOURS_COLUMNS[layer]:
            if column in rows.columns:
                texts = as_key_text(rows[column]).dropna().map(notice_of)
                found.update(str(text) for text in texts)
    return Counter({text: n for text, n in found.items() if not read_hours(text).readable})


def confirmed_hours(recipe: Recipe) -> dict[str, str]:
    """Notices and the hours that the office has confirmed for them.

    Raises:
        RecipeError: A notice that can be converted has not been confirmed.
        SourceError: The table, or a source with notices, cannot be read.
    """
    if not any(True for _ in _sources(recipe)):
        return {}
    notices = notices_of(recipe)
    table: dict[str, Confirmation] = {}
    if recipe.confirmed_hours is not None:
        table = read_confirmed(recipe.resolve(recipe.confirmed_hours))
    pending = sorted(notice for notice in notices if _is_pending(notice, table))
    if pending:
        raise _not_confirmed(recipe, pending)
    said = {n: table[n].opening_hours for n in notices if n in table and table[n].confirmed}
    return {notice: hours for notice, hours in said.items() if hours}


def with_confirmed_hours(rows: LayerRows, confirmed: Mapping[str, str]) -> LayerRows:
    """Rows with confirmed hours in place of notices; other notices stay, and are logged."""
    sources = [n for n, origin in enumerate(rows.origins) if origin.table.hours_notation == _NOTICE]
    if not sources:
        return rows
    ours = rows.table[SOURCE].isin(sources).to_numpy(dtype=bool)
    for column in HOURS_COLUMNS[rows.layer]:
        if column in rows.table.columns:
            rows = _converted(rows, column, ours & rows.table[column].notna().to_numpy(), confirmed)
    return rows


def _converted(
    rows: LayerRows, column: str, ours: NDArray[np.bool_], confirmed: Mapping[str, str]
) -> LayerRows:
    written = as_key_text(rows.table.loc[ours, column]).dropna().map(notice_of)
    hours = written.map(confirmed)
    known = hours.dropna()
    table = rows.table.assign(**{column: rows.table[column].astype("string")})
    table.loc[known.index, column] = known.astype("string")
    kept = [i for i in written.index[hours.isna()] if not read_hours(str(written[i])).readable]
    texts = [str(written[i]) for i in kept]
    events = events_with(rows, kept, Outcome.KEPT, [_KEPT] * len(kept), texts)
    notes = rows.notes
    if len(known):
        notes = (*notes, _note(rows.layer, column, len(known)))
    return replace(rows, table=table, events=rows.events + events, notes=notes)


def _sources(recipe: Recipe) -> Iterator[tuple[str, int, SourceTable]]:
    for layer in HOURS_COLUMNS:
        for number, source in enumerate(recipe.layers.get(layer, ())):
            if source.hours_notation == _NOTICE and source.file is not None:
                yield layer, number, source


def _is_pending(notice: str, table: Mapping[str, Confirmation]) -> bool:
    """Whether a person has still to look at a notice of which the hours can be had."""
    if notice not in table:
        return from_notice(notice).opening_hours is not None
    return not table[notice].confirmed and bool(table[notice].opening_hours)


def _not_confirmed(recipe: Recipe, pending: list[str]) -> RecipeError:
    first, table = pending[0][:_SHOWN_LETTERS], recipe.confirmed_hours
    where = ("配方未写明对照表", "the recipe names no table") if table is None else (table, table)
    return recipe.error(
        "confirmed_hours",
        Text(
            f"有 {len(pending)} 条办公时间告示尚未确认（{where[0]}），如“{first}”",
            f"{len(pending)} notices of hours are not confirmed ({where[1]}), such as {first!r}",
        ),
        Text(
            "先运行 quankan district hours 生成对照表，逐条核对后在 confirmed 列填 yes，"
            "并在配方中以 confirmed_hours 指明该表",
            "a table made by quankan district hours, each line looked at and marked yes, and named "
            "in the recipe as confirmed_hours",
        ),
    )


def _note(layer: str, column: str, count: int) -> Text:
    return Text(
        f"{layer}.{column}：{count} 行按已确认的对照表由告示换算",
        f"{layer}.{column}: {count} rows converted from notices as confirmed",
    )
