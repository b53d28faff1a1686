"""Points from the coordinate columns of a table, with a reason for each row that has none."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

from data.errors import SourceError
from data.sources.raw import RawReject, RawTable, SourceSpec, cells_of
from data.text import Text

_EMPTY = Text("坐标为空", "the coordinate is empty")
_NO_NUMBER = Text(
    "坐标不是数值，应为十进制数", "the coordinate is no number, expected a decimal one"
)
_ENDLESS = Text("坐标不是有限数值", "the coordinate is not a finite number")


def with_points(spec: SourceSpec, table: RawTable) -> RawTable:
    """The table with a point for each row from the columns `spec.x` and `spec.y`.

    A table for which neither is named stays without shapes. A row whose coordinate cannot be read
    becomes a reject.

    Raises:
        SourceError: One of the two columns is not named or not there, or no CRS is named.
    """
    if spec.x is None and spec.y is None:
        return table
    x_name, y_name = _columns(spec, table.frame)
    if spec.crs is None:
        found = Text("坐标列未说明坐标系", "nothing says which CRS its coordinates are in")
        expected = Text("在配方中写明坐标系（crs）", "the CRS, named as crs in the recipe")
        raise SourceError(spec.file, found, expected, at="crs")
    texts = [_as_text(table.frame[name]) for name in (x_name, y_name)]
    x, y = (pd.to_numeric(text, errors="coerce").to_numpy(float, na_value=np.nan) for text in texts)
    good = np.isfinite(x) & np.isfinite(y)
    bad = np.flatnonzero(~good)
    rejects = tuple(
        _reject(table.frame.index[i], texts[0].iloc[i], texts[1].iloc[i], cells)
        for i, cells in zip(bad.tolist(), cells_of(table.frame.iloc[bad]), strict=True)
    )
    frame = table.frame.loc[good].copy()
    frame["geometry"] = pd.Series(shapely.points(x[good], y[good]), frame.index, dtype=object)
    return RawTable(frame, spec.crs, table.rejects + rejects, table.notes)


def _columns(spec: SourceSpec, frame: pd.DataFrame) -> tuple[str, str]:
    names = [str(name) for name in frame.columns]
    for option, name in (("x", spec.x), ("y", spec.y)):
        if name is None or name not in names:
            wanted = f"“{name}”" if name else f"（{option} 未指定）"
            named = repr(name) if name else f"({option} is not named)"
            listed = ", ".join(names)
            raise SourceError(
                spec.file,
                Text(f"没有坐标列{wanted}", f"there is no coordinate column {named}"),
                Text(f"其中之一：{listed}", f"one of: {listed}"),
                at=option,
            )
    return str(spec.x), str(spec.y)


def _as_text(column: pd.Series) -> pd.Series:
    # NFKC turns full-width digits and points, as typed in Chinese input, into plain ones.
    return column.astype("string").str.normalize("NFKC").str.strip()


def _reject(row: object, x: object, y: object, cells: Mapping[str, str]) -> RawReject:
    shown = ["" if value is pd.NA else str(value) for value in (x, y)]
    if not all(shown):
        reason = _EMPTY
    else:
        words = {value.lstrip("+-").casefold() for value in shown}
        reason = _ENDLESS if words & {"nan", "inf", "infinity"} else _NO_NUMBER
    return RawReject(str(row), reason, found=", ".join(shown).rstrip(", ")[:200], cells=cells)
