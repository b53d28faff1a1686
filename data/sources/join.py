"""A table without shapes joined to the shapes of another source by a common key."""

from collections.abc import Mapping

import pandas as pd

from data.errors import SourceError
from data.sources.raw import RawReject, RawTable, cells_of
from data.text import Text
from data.text_values import as_key_text


def join_shapes(
    table: RawTable, shapes: RawTable, *, table_key: str, shapes_key: str, file: object
) -> RawTable:
    """Give each row of `table` the shape whose key is the same.

    Keys are compared as text without surrounding blanks; a whole number is the same as its digits
    (510106.0 is `510106`), leading zeros count.

    Args:
        table: Rows without shapes.
        shapes: Rows with shapes.
        table_key: Key column of `table`.
        shapes_key: Key column of `shapes`.
        file: The table's file, for messages.

    Returns:
        The columns and row numbers of `table` with a `geometry`, in the CRS of `shapes`. A row
        without a key, or whose key has no shape, is a reject.

    Raises:
        SourceError: A key column is missing, or a key occurs twice among the shapes.
    """
    keys = _keys(table.frame, table_key, file)
    shape_keys = _keys(shapes.frame, shapes_key, file).dropna()
    _require_unique(shape_keys, shapes_key, file)
    by_key = pd.Series(
        shapes.frame.loc[shape_keys.index, "geometry"].to_numpy(object), shape_keys, dtype=object
    )
    matched = keys.isin(by_key.index)
    unmatched = keys[~matched]
    rejects = tuple(
        _reject(row, key, cells)
        for (row, key), cells in zip(
            unmatched.items(), cells_of(table.frame.loc[unmatched.index]), strict=True
        )
    )
    frame = pd.DataFrame(table.frame.loc[matched]).copy()
    found = by_key.loc[keys[matched]].to_numpy(object)
    frame["geometry"] = pd.Series(found, frame.index, dtype=object)
    unused = len(by_key.index.difference(pd.Index(keys[matched])))
    notes = table.notes + shapes.notes
    if unused:
        notes += (Text(f"{unused} 个图形没有对应的表格行", f"{unused} shapes have no row"),)
    return RawTable(frame, shapes.crs, table.rejects + shapes.rejects + rejects, notes)


def _require_unique(keys: pd.Series, column: str, file: object) -> None:
    twice = keys[keys.duplicated(keep=False)]
    if twice.empty:
        return
    key = twice.iloc[0]
    rows = ", ".join(str(row) for row in twice.index[twice == key][:5])
    raise SourceError(
        file,
        Text(
            f"键“{key}”在空间数据中重复（第 {rows} 行）",
            f"the key {key!r} occurs more than once among the shapes (rows {rows})",
        ),
        Text("每个键只对应一个图形", "one shape for each key"),
        at=column,
    )


def _keys(frame: pd.DataFrame, column: str, file: object) -> pd.Series:
    if column not in frame.columns:
        listed = ", ".join(str(name) for name in frame.columns if name != "geometry")
        raise SourceError(
            file,
            Text(f"没有键列“{column}”", f"there is no key column {column!r}"),
            Text(f"其中之一：{listed}", f"one of: {listed}"),
            at=column,
        )
    return as_key_text(frame[column])


def _reject(row: object, key: object, cells: Mapping[str, str]) -> RawReject:
    if key is pd.NA:
        return RawReject(str(row), Text("连接键为空", "its key is empty"), cells=cells)
    reason = Text("空间数据中没有此键", "no shape has this key")
    return RawReject(str(row), reason, found=str(key)[:200], cells=cells)
