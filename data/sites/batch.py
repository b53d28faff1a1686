"""Many sites in one table: `sites.csv`, one row a site, every error told with its row and field.

Columns (Chinese titles are taken as well): `id`; the place as `lon`,`lat` or `x`,`y` (east, north)
with `datum`, or as `address`; `type`; `undertaking`; `site_is`; `site_error_m`; and any fact of the
vocabulary by its name, its source behind `@` as on the command line. A blank cell is what the
command's options say. No bad cell stops the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import CRS

from data.errors import SiteError
from data.rulepacks.vocabulary import Vocabulary
from data.sites.batch_cells import Cells, RowProblem, numbers, points
from data.sites.batch_columns import BatchColumns, batch_columns
from data.sites.business import business_type, undertaking
from data.sites.coordinates import site_datum
from data.sites.drawn_error import position_error_m
from data.sites.facts import GivenFact, given_fact
from data.sources.raw import SourceSpec
from data.sources.raw_file import require_bytes
from data.sources.read import read_source
from data.text import Text
from data.text_values import as_key_text

MAX_ROWS = 1_000_000
# Twice as many as there are words for.
MAX_COLUMNS = 300
MAX_CELL_LETTERS = 1000
_MAX_BYTES = 512 * 1024**2
_ENDINGS = (".csv", ".tsv", ".xlsx")
CHUNK_ROWS = 20_000


@dataclass(frozen=True)
class BatchDefaults:
    """What the command's options say for cells that are blank, or columns that are not there."""

    type: str | None = None
    undertaking: str | None = None
    datum: str | None = None
    site_is: str | None = None
    error_m: float | None = None
    facts: Mapping[str, GivenFact] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Batch:
    """A table of sites as read, nothing of it understood yet.

    Attributes:
        label: Name of the file.
        table: Cells as text, a column for each that is understood; index: the row, from 1.
        columns: What the columns are.
        problems: Rows that could not be read, or whose id is another row's as well.
        notes: What a careful colleague would mention: columns passed over, the encoding.
    """

    label: str
    table: pd.DataFrame
    columns: BatchColumns
    problems: tuple[RowProblem, ...]
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class SiteRows:
    """Some rows of a batch, understood: the N that are without a problem.

    Attributes:
        row: (N,) their numbers in the table, from 1; rising.
        id: (N,) their ids; the row number where there is none.
        where: The columns of coordinates, as problems name them.
        points: (N,) places in the district's CRS; None where only the address says it.
        address: (N,) addresses as given, None where there is none.
        site_is: (N,) door, building or parcel, as typed; None where nothing is said.
        error_m: (N,) stated position errors; NaN where none is.
        type: (N,) names of business types.
        undertaking: (N,) kinds of undertaking.
        facts: By name: (N,) `GivenFact` or None.
        problems: What is wrong with the other rows, by row.
    """

    row: NDArray[np.int64]
    id: NDArray[np.object_]
    where: str
    points: NDArray[np.object_]
    address: NDArray[np.object_]
    site_is: NDArray[np.object_]
    error_m: NDArray[np.float64]
    type: NDArray[np.object_]
    undertaking: NDArray[np.object_]
    facts: Mapping[str, NDArray[np.object_]]
    problems: tuple[RowProblem, ...]


def read_batch(path: Path, vocabulary: Vocabulary) -> Batch:
    """Read a table of sites, CSV (UTF-8 or GBK) or XLSX.

    Raises:
        SiteError: It has too many rows, or not the columns that say where the sites are.
        SourceError: It is no table, or in no known encoding.
    """
    if path.suffix.lower() not in _ENDINGS:
        found = Text("不是 CSV 或 XLSX 表格", "is no CSV or XLSX table")
        raise SiteError(path, found, Text("sites.csv 一类的表格", "a table such as sites.csv"))
    if path.is_file():
        require_bytes(path, path.stat().st_size, _MAX_BYTES)
    raw = read_source(SourceSpec(path, options={"most_columns": MAX_COLUMNS}))
    if len(raw.frame) > MAX_ROWS:
        n = len(raw.frame)
        expected = Text(f"不超过 {MAX_ROWS} 行", f"at most {MAX_ROWS} rows")
        raise SiteError(path, Text(f"有 {n} 行", f"has {n} rows"), expected)
    columns, passed_over = batch_columns([str(c) for c in raw.frame.columns], vocabulary, path)
    table = pd.DataFrame(
        {name: as_key_text(raw.frame[title]) for name, title in columns.title_of.items()},
        index=raw.frame.index,
    )
    problems = [RowProblem(int(r.row), "", r.reason, _ROW) for r in raw.rejects]
    problems += _repeated_ids(table)
    return Batch(path.name, table, columns, tuple(problems), (*raw.notes, *passed_over))


_ROW = Text("与表头列数一致的行", "a row with as many fields as the header")


def site_rows(
    batch: Batch,
    vocabulary: Vocabulary,
    crs: CRS,
    defaults: BatchDefaults,
    chunk_rows: int = CHUNK_ROWS,
) -> Iterator[SiteRows]:
    """The rows of a batch, some at a time, in their order.

    Every row answers alone: how they are cut into chunks makes no difference. The problems that
    `batch` has already are not told again; their rows are left out.
    """
    bad = {problem.row for problem in batch.problems}
    table = batch.table.loc[~batch.table.index.isin(bad)]
    for first in range(0, len(table), chunk_rows):
        yield _understood(table.iloc[first : first + chunk_rows], vocabulary, crs, defaults, batch)


def _understood(
    table: pd.DataFrame, vocabulary: Vocabulary, crs: CRS, defaults: BatchDefaults, batch: Batch
) -> SiteRows:
    cells = Cells(table, MAX_CELL_LETTERS)
    types = cells.each("type", lambda word: business_type(word, vocabulary, "type").name,
                       defaults.type)  # fmt: skip
    kinds = cells.each("undertaking", lambda word: undertaking(word, "undertaking"),
                       defaults.undertaking)  # fmt: skip
    stated = None if defaults.error_m is None else str(defaults.error_m)
    errors = cells.each("site_error_m", lambda text: position_error_m(text, "site_error_m"), stated)
    facts = {
        name: _fact(cells, name, vocabulary, defaults)
        for name in sorted({*batch.columns.facts, *defaults.facts})
    }
    places = points(cells, batch.columns, defaults.datum, crs, site_datum)
    cells.require("type", types)
    cells.require("undertaking", kinds)
    row = table.index.to_numpy(dtype=np.int64)
    good = ~np.isin(row, np.array([problem.row for problem in cells.problems], dtype=np.int64))
    ids = cells.column("id")
    return SiteRows(
        row=row[good],
        id=np.where(ids.isna(), row.astype(str), ids.to_numpy(dtype=object))[good],
        where=batch.columns.where,
        points=places[good],
        address=cells.each("address", str, None)[good],
        site_is=cells.each("site_is", str, defaults.site_is)[good],
        error_m=numbers(errors)[good],
        type=types[good],
        undertaking=kinds[good],
        facts=MappingProxyType({name: values[good] for name, values in facts.items()}),
        problems=tuple(sorted(cells.problems, key=lambda p: (p.row, p.field))),
    )


def _fact(
    cells: Cells, name: str, vocabulary: Vocabulary, defaults: BatchDefaults
) -> NDArray[np.object_]:
    term = vocabulary.facts[name]
    values = cells.each(name, lambda text: given_fact(text, term, name), None)
    usual = np.full(len(values), None, dtype=object)
    usual[:] = [defaults.facts.get(name)] * len(values)
    blank = cells.column(name).isna().to_numpy(dtype=bool)
    return np.asarray(np.where(blank, usual, values), dtype=object)


def _repeated_ids(table: pd.DataFrame) -> list[RowProblem]:
    if "id" not in table.columns:
        return []
    repeated = table["id"].notna() & table["id"].duplicated(keep=False)
    found, expected = (
        Text("编号重复", "its id is another row's as well"),
        Text("互不相同的编号", "ids that differ"),
    )
    return [RowProblem(int(row), "id", found, expected) for row in table.index[repeated]]
