"""Bringing a raw table to its standard layer: canonical types, and a reason for each bad row."""

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.layers import Column, ColumnType, Geometry, Layer
from data.text import Text
from data.text_values import as_key_text

PANDAS_TYPE = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "Int64",
    ColumnType.REAL: "Float64",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "string",  # ISO text: land law knows dates that nanoseconds cannot hold
}
SHAPES = {
    Geometry.POINT: {"Point"},
    Geometry.LINE: {"LineString"},
    Geometry.POLYGON: {"Polygon", "MultiPolygon"},
    Geometry.POINT_OR_POLYGON: {"Point", "Polygon", "MultiPolygon"},
}
# Beyond it a float no longer holds every whole number.
_MAX_INTEGER = 2**53
# Longer text in a cell is a mistake or an attack, not a name.
MAX_TEXT_LETTERS = 10_000
_TRUE = {"true", "t", "1", "1.0", "yes", "y", "是", "有"}
_FALSE = {"false", "f", "0", "0.0", "no", "n", "否", "无"}


@dataclass(frozen=True)
class BadRow:
    """A row that cannot stand in its layer.

    Attributes:
        index: Its label in the raw table's index, which is one of whole numbers.
        field: The column that is wrong.
        found: The value found there, as text.
        reason: What is wrong, and so what is expected.
    """

    index: int
    field: str
    found: str
    reason: Text


@dataclass(frozen=True)
class Conformed:
    """A table in the shape of its standard layer, and what did not fit.

    Attributes:
        table: Rows that fit: declared columns in declared order, canonical types, index of the
            raw table kept.
        bad_rows: One entry for each row left out, naming the first thing wrong with it.
        absent: Declared columns the raw table did not have (null in `table`).
        passed_over: Columns the raw table had that the layer does not know.
    """

    table: pd.DataFrame
    bad_rows: tuple[BadRow, ...]
    absent: tuple[str, ...]
    passed_over: tuple[str, ...]


def conform(layer: Layer, raw: pd.DataFrame) -> Conformed:
    """Bring `raw` to `layer`: known columns, canonical types, one reason for each bad row.

    A required column that is missing altogether is not treated here (every row would be bad): ask
    `missing_required` first. Where an `id` is repeated all its rows are bad: which of them was
    meant cannot be known, and their order says nothing.
    """
    absent = tuple(name for name in layer.column_names if name not in raw.columns)
    known = {*layer.column_names, "geometry"}
    passed_over = tuple(str(name) for name in raw.columns if name not in known)
    columns: dict[str, pd.Series] = {}
    bad: dict[int, BadRow] = {}
    for column in layer.columns:
        values = _column(raw, column)
        columns[column.name], wrong = _converted(column, values)
        for index in values.index[wrong.to_numpy()]:
            bad.setdefault(index, _bad(index, column.name, values[index], _wrong_type(column)))
    table = pd.DataFrame(columns, index=raw.index)
    for row in _broken_checks(layer, table):
        bad.setdefault(row.index, row)
    if layer.geometry is not Geometry.NONE:
        geometry = raw["geometry"] if "geometry" in raw.columns else pd.Series(None, raw.index)
        crs = raw.crs if isinstance(raw, gpd.GeoDataFrame) else None
        table = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(geometry, crs=crs))
        for row in _bad_geometries(layer, table):
            bad.setdefault(row.index, row)
    kept = table.loc[~table.index.isin(list(bad))]
    ordered = tuple(bad[index] for index in raw.index if index in bad)
    return Conformed(kept, ordered, absent, passed_over)


def missing_required(layer: Layer, raw: pd.DataFrame) -> tuple[Column, ...]:
    """Required columns that `raw` does not have at all."""
    return tuple(c for c in layer.columns if c.required and c.name not in raw.columns)


def _column(raw: pd.DataFrame, column: Column) -> pd.Series:
    if column.name in raw.columns:
        return raw[column.name]
    return pd.Series(pd.NA, index=raw.index, dtype=PANDAS_TYPE[column.type])


def _converted(column: Column, values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The values in canonical type, and a mask of those that could not be converted."""
    converters: dict[ColumnType, Callable[[pd.Series], pd.Series]] = {
        ColumnType.TEXT: as_key_text,
        ColumnType.INTEGER: _as_integer,
        ColumnType.REAL: _as_real,
        ColumnType.BOOLEAN: _as_boolean,
        ColumnType.DATE: _as_date,
    }
    if values.isna().all():
        blank = pd.Series(pd.NA, index=values.index, dtype=PANDAS_TYPE[column.type])
        return blank, pd.Series(False, index=values.index)
    converted = converters[column.type](values)
    had_value = values.notna() & (values.astype("string").str.strip().fillna("") != "")
    return converted, had_value & converted.isna()


def _as_real(values: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce").astype("Float64")
    finite = np.isfinite(numbers.to_numpy(dtype=float, na_value=np.nan))
    return numbers.where(finite) + 0.0  # -0.0 becomes 0.0


def _as_integer(values: pd.Series) -> pd.Series:
    numbers = _as_real(values)
    whole = (numbers % 1 == 0) & (numbers.abs() <= _MAX_INTEGER)
    return numbers.where(whole.fillna(False)).astype("Int64")


def _as_boolean(values: pd.Series) -> pd.Series:
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.astype("boolean")
    words = values.astype("string").str.strip().str.casefold()
    answer = pd.Series(pd.NA, index=values.index, dtype="boolean")
    answer[words.isin(_TRUE).fillna(False)] = True
    answer[words.isin(_FALSE).fillna(False)] = False
    return answer


def _as_date(values: pd.Series) -> pd.Series:
    text = values.astype("string").str.strip()
    text = text.str.replace(r"^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?$", r"\1-\2-\3", regex=True)
    text = text.str.replace(r"[T ]00:00:00(\.0+)?$", "", regex=True)
    parts = text.str.extract(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
    iso = parts[0] + "-" + parts[1].str.zfill(2) + "-" + parts[2].str.zfill(2)
    real = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").notna()
    return iso.where(real).astype("string")


def _wrong_type(column: Column) -> Text:
    expected = {
        ColumnType.INTEGER: Text("应为整数", "expected a whole number"),
        ColumnType.REAL: Text("应为有限数值", "expected a finite number"),
        ColumnType.BOOLEAN: Text("应为是或否（true、false）", "expected true or false"),
        ColumnType.DATE: Text("应为日期，如 2026-11-21", "expected a date such as 2026-11-21"),
        ColumnType.TEXT: Text("应为文本", "expected text"),
    }
    return expected[column.type]


def _broken_checks(layer: Layer, table: pd.DataFrame) -> list[BadRow]:
    """Rows that break a declared check: required, allowed values, minimum, unique id."""
    import pandera.errors  # imported late: it takes longer than the rest of this file's work
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {column.name: _pandera_column(column) for column in layer.columns}, name=layer.name
    )
    try:
        schema.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        by_name = {column.name: column for column in layer.columns}
        cases = errors.failure_cases.dropna(subset=["index"])
        return [
            _bad(index, name, table.at[index, name], _broken(by_name[name], str(check)))
            for index, name, check in zip(
                cases["index"], cases["column"], cases["check"], strict=True
            )
        ]
    return []


def _pandera_column(column: Column) -> object:
    import pandera.pandas as pa

    checks = []
    if column.values:
        checks.append(pa.Check.isin(column.values))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum))
    if column.type is ColumnType.TEXT and not column.values:
        checks.append(pa.Check.str_length(max_value=MAX_TEXT_LETTERS))
    return pa.Column(
        PANDAS_TYPE[column.type],
        checks,
        nullable=not column.required,
        unique=column.name == "id",
        report_duplicates="all",
        title=column.title.zh,
    )


def _broken(column: Column, check: str) -> Text:
    if check.startswith("isin"):
        allowed = ", ".join(column.values)
        return Text(f"应为其中之一：{allowed}", f"expected one of {allowed}")
    if check.startswith("greater_than_or_equal_to"):
        return Text(f"应不小于 {column.minimum:g}", f"expected at least {column.minimum:g}")
    if check.startswith("less_than_or_equal_to"):
        return Text(f"应不大于 {column.maximum:g}", f"expected at most {column.maximum:g}")
    if check.startswith("str_length"):
        most = MAX_TEXT_LETTERS
        return Text(f"文本不应超过 {most} 字", f"expected at most {most} letters")
    if check == "not_nullable":
        return Text("此项必填", "a value is required")
    return Text("编号重复，应唯一", "repeated id, expected a unique one")


def _bad_geometries(layer: Layer, table: gpd.GeoDataFrame) -> list[BadRow]:
    shapes = table.geometry.to_numpy()
    allowed = SHAPES[layer.geometry]
    kinds = pd.Series(table.geometry.geom_type, index=table.index)
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    endless = ~missing & ~np.isfinite(shapely.bounds(shapes)).all(axis=1)
    misfit = ~missing & ~kinds.isin(allowed).to_numpy()
    # A line of no length is no valid line to GEOS, but a harmless street.
    invalid = ~missing & ~shapely.is_valid(shapes) & (layer.geometry is not Geometry.LINE)
    names = "/".join(sorted(allowed))
    problems = (
        (missing, Text("几何为空", "empty geometry")),
        (endless, Text("坐标不是有限数值", "coordinates are not finite numbers")),
        (misfit, Text(f"几何类型应为 {names}", f"expected a geometry of type {names}")),
        (invalid, Text("几何无效", "invalid geometry")),
    )
    return [
        _bad(table.index[i], "geometry", kinds.iloc[i], reason)
        for mask, reason in problems
        for i in np.flatnonzero(mask)
    ]


def _bad(index: int, column: str, value: object, reason: Text) -> BadRow:
    found = "" if value is None or value is pd.NA or value != value else str(value)
    return BadRow(index, column, found[:200], reason)
