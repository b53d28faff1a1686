"""From a source's own columns and values to those of a standard layer."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.builder.rows import ROW, SOURCE_ID
from data.layers import Layer
from data.recipe.model import Constant, Recipe, Scalar, SourceTable
from data.text import Text
from data.text_values import as_key_text

# Beginnings of the ids that are made up where a source has none, or where two sources collide.
ID_PREFIX: Mapping[str, str] = {
    "areas": "a-",
    "streets": "s-",
    "street_extent": "x-",
    "stations": "st-",
    "closures": "cl-",
    "matters": "m-",
    "station_matters": "sm-",
    "bundles": "bu-",
    "residents": "r-",
    "gates": "g-",
    "land_use": "lu-",
    "control_zones": "cz-",
    "facilities": "f-",
    "buildings": "b-",
    "addresses": "ad-",
    "corridors": "co-",
    "permits": "p-",
}


def mapped_rows(
    recipe: Recipe, layer: Layer, source: SourceTable, frame: pd.DataFrame, number: int, at: str
) -> pd.DataFrame:
    """The rows in the layer's columns; shapes as they are in the source.

    Args:
        recipe: For messages.
        layer: The standard layer.
        source: What the recipe says about this source.
        frame: Rows as read; the index counts them as a person does.
        number: The how-manieth source of the layer this is, from 0.
        at: Where the source stands in the recipe.

    Returns:
        Index as in `frame`; a column `id` as text, and the travelling columns but the source's
        number.

    Raises:
        RecipeError: A column is not in the source, or a required one has not been mapped.
    """
    columns: dict[str, pd.Series] = {}
    for name, origin in source.columns.items():
        if isinstance(origin, Constant):
            columns[name] = pd.Series(origin.value, index=frame.index)
            continue
        values = _column(recipe, frame, origin, f"{at}.columns.{name}")
        columns[name] = _standard_values(values, source.values.get(name))
    ids = pd.Series(pd.NA, index=frame.index, dtype="string")
    if source.id is not None:
        ids = as_key_text(_column(recipe, frame, source.id, f"{at}.id"))
    rows = pd.DataFrame(columns, index=frame.index)
    rows.insert(0, "id", _ids(layer, source, ids, number))
    rows[ROW] = frame.index.astype(str)
    rows[SOURCE_ID] = ids
    if "geometry" in frame.columns:
        rows["geometry"] = frame["geometry"].to_numpy(dtype=object)
    return rows


def mapped_cell(source: SourceTable, name: str, cells: Mapping[str, str]) -> str:
    """What a row that could not be read has in the layer's column `name`, as text; else empty.

    Args:
        source: What the recipe says about this source.
        name: A text column of the layer.
        cells: What could be read of the row.
    """
    origin = source.columns.get(name)
    if origin is None:
        return ""
    if isinstance(origin, Constant):
        return _scalar_text(origin.value)
    text = cells.get(origin, "")
    return str(source.values.get(name, {}).get(text, text))


def filtered(recipe: Recipe, source: SourceTable, frame: pd.DataFrame, at: str) -> pd.DataFrame:
    """The rows that the recipe's filter keeps.

    Values are compared as people write them: 510106 is `510106` and 510106.0.

    Raises:
        RecipeError: A column of the filter is not in the source.
    """
    mask = np.ones(len(frame), dtype=bool)
    for name, wanted in source.filter.items():
        texts = as_key_text(_column(recipe, frame, name, f"{at}.filter.{name}"))
        if wanted == "not_null":
            mask &= texts.notna().to_numpy(dtype=bool)
        else:
            allowed = {_scalar_text(value) for value in wanted}
            mask &= texts.isin(allowed).fillna(False).to_numpy(dtype=bool)
    return frame.loc[mask]


def _scalar_text(value: Scalar) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _column(recipe: Recipe, frame: pd.DataFrame, name: str, at: str) -> pd.Series:
    if name in frame.columns:
        return frame[name]
    there = ", ".join(str(column) for column in frame.columns if column != "geometry")
    raise recipe.error(
        at,
        Text(f"来源中没有列“{name}”", f"the source has no column {name!r}"),
        Text(f"其中之一：{there}", f"one of {there}"),
    )


def _standard_values(values: pd.Series, mapping: Mapping[str, Scalar] | None) -> pd.Series:
    """Mapped where the mapping speaks; else as it was, for the layer's own checks to judge."""
    if mapping is None:
        return values
    texts = as_key_text(values)
    known = texts.isin(list(mapping)).fillna(False)
    mapped = texts.map({key: str(value) for key, value in mapping.items()})
    return texts.where(~known, mapped)


def _ids(layer: Layer, source: SourceTable, ids: pd.Series, number: int) -> pd.Series:
    """The source's ids with the recipe's prefix, or ids counted from the row."""
    if source.id is not None:
        return source.id_prefix + ids
    prefix = source.id_prefix or source_prefix(layer.name, number)
    return pd.Series(prefix + ids.index.astype(str), index=ids.index, dtype="string")


def source_prefix(layer: str, number: int) -> str:
    """`r-` for the first source of residents, `r2-` for the second."""
    prefix = ID_PREFIX[layer]
    return prefix if number == 0 else f"{prefix[:-1]}{number + 1}-"
