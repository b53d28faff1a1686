"""The cells of a table of sites, each understood once however often it stands there."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import CRS

from data.coordinates.datum import Datum
from data.errors import SiteError
from data.sites.batch_columns import BatchColumns
from data.sites.coordinates import points_at
from data.text import Text
from data.written import decimal, plain, shown

_A_NUMBER = Text("十进制数", "a decimal number")
_REQUIRED = Text("该列的取值，或以命令选项给出", "a value in this column or by the option")


@dataclass(frozen=True)
class RowProblem:
    """Why one row gives no answer.

    Attributes:
        row: Its number in the table, from 1.
        field: The column, several with commas between; empty when the whole row is meant.
        found: What was found there.
        expected: What would have been right.
    """

    row: int
    field: str
    found: Text
    expected: Text


@dataclass(frozen=True)
class Cells:
    """Some rows, and the problems met so far in understanding them.

    Attributes:
        table: (N,) rows of text, by column; its index is the row number.
        most_letters: What a cell may hold.
        problems: Grows as columns are understood.
    """

    table: pd.DataFrame
    most_letters: int
    problems: list[RowProblem] = field(default_factory=list)

    def column(self, name: str) -> pd.Series:
        """(N,) the cells of a column; missing ones where there is no such column."""
        if name in self.table.columns:
            return self.table[name]
        return pd.Series(pd.NA, index=self.table.index, dtype="string")

    def each(
        self, name: str, understand: Callable[[str], object], usual: str | None
    ) -> NDArray[np.object_]:
        """(N,) what each cell of a column means; None where it is blank or means nothing.

        Args:
            name: The column.
            understand: Makes of a text what it means, or raises `SiteError`.
            usual: What a blank cell is taken for.
        """
        codes, texts = pd.factorize(self.column(name).fillna(usual) if usual else self.column(name))
        meanings = np.full(len(texts) + 1, None, dtype=object)  # the last is for blank ones
        for at, text in enumerate(texts):
            problem = None
            if len(text) > self.most_letters:
                problem = (
                    Text(f"有 {len(text)} 个字", f"has {len(text)} letters"),
                    Text(f"不超过 {self.most_letters} 个字", f"at most {self.most_letters}"),
                )
            else:
                try:
                    meanings[at] = understand(text)
                except SiteError as error:
                    problem = (error.found, error.expected)
            if problem is not None:
                for row in self.table.index[codes == at]:
                    self.problems.append(RowProblem(int(row), name, *problem))
        return np.asarray(meanings[codes], dtype=object)

    def require(self, name: str, values: NDArray[np.object_]) -> None:
        """Note the rows that have nothing in a column that every row needs."""
        told = {problem.row for problem in self.problems if problem.field == name}
        found = Text("为空", "is blank")
        for at in np.flatnonzero([value is None for value in values.tolist()]).tolist():
            row = int(self.table.index[at])
            if row not in told:
                self.problems.append(RowProblem(row, name, found, _REQUIRED))


def numbers(values: NDArray[np.object_]) -> NDArray[np.float64]:
    """(N,) floats, NaN for None."""
    return np.array([np.nan if value is None else value for value in values.tolist()], dtype=float)


def points(
    cells: Cells,
    columns: BatchColumns,
    datum: str | None,
    crs: CRS,
    understand: Callable[[str | None, str], Datum],
) -> NDArray[np.object_]:
    """(N,) places of the rows that have coordinates, in `crs`; None elsewhere.

    A row with neither coordinates nor an address is a problem, and so is one half of a pair.
    """
    places = np.full(len(cells.table), None, dtype=object)
    blank = np.ones(len(places), dtype=bool)
    if columns.pair is not None:
        x, y = (numbers(cells.each(name, _number, None)) for name in columns.pair)
        bare = [cells.column(name).isna().to_numpy(dtype=bool) for name in columns.pair]
        blank = bare[0] & bare[1]
        _note(cells, bare[0] ^ bare[1], columns.pair[0], Text("坐标缺一", "lacks half of the pair"))
        given = np.isfinite(x) & np.isfinite(y)
        named = cells.column("datum").fillna(datum or "").mask(~given, None)
        for word in named.dropna().unique():
            rows = np.flatnonzero((named == word).fillna(False).to_numpy(dtype=bool))
            places[rows] = _points(cells, rows, x, y, str(word), crs, understand, columns)
    nowhere = blank & cells.column("address").isna().to_numpy(dtype=bool)
    _note(cells, nowhere, "address", Text("没有位置", "says nowhere where it is"))
    return places


def _points(
    cells: Cells,
    rows: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    word: str,
    crs: CRS,
    understand: Callable[[str | None, str], Datum],
    columns: BatchColumns,
) -> NDArray[np.object_]:
    """Places of the rows that name one datum."""
    labels = cells.table.index[rows]
    try:
        found, wrong = points_at(x[rows], y[rows], understand(word, "datum"), crs)
    except SiteError as error:
        cells.problems.extend(
            RowProblem(int(row), "datum", error.found, error.expected) for row in labels
        )
        return np.full(len(rows), None, dtype=object)
    cells.problems.extend(
        RowProblem(int(labels[m.index]), columns.where, m.found, m.expected) for m in wrong
    )
    return found


def _note(cells: Cells, rows: NDArray[np.bool_], name: str, found: Text) -> None:
    expected = Text("一对坐标，或地址", "a pair of coordinates, or an address")
    cells.problems.extend(
        RowProblem(int(row), name, found, expected) for row in cells.table.index[rows]
    )


def _number(text: str) -> float:
    number = decimal(plain(text))
    if number is None:
        raise SiteError("", Text(f"为“{shown(text)}”", f"is {shown(text)!r}"), _A_NUMBER)
    return number
