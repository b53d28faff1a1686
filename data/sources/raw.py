"""What every reader takes and gives: a `SourceSpec` in, a `RawTable` out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import pandas as pd

from data.text import Text
from data.text_values import as_key_text


@dataclass(frozen=True)
class SourceSpec:
    """What a recipe says about one raw source.

    Attributes:
        file: The raw file (a folder for a File Geodatabase).
        format: Name of the reader; empty to go by the file's ending.
        sublayer: Table, sheet or layer inside the file; None where there is only one.
        encoding: Text encoding the office names; None to find out (and refuse where unsure).
        crs: `EPSG:4490`, `gcj02`, `bd09`, a PROJ string, WKT, or `file:PATH` of a private parameter
            file; None when the source itself says it, otherwise the source is refused.
        x: Column with the easting or longitude, for tables.
        y: Column with the northing or latitude, for tables.
        options: Whatever one reader alone understands, each documented by that reader.
    """

    file: Path
    format: str = ""
    sublayer: str | None = None
    encoding: str | None = None
    crs: str | None = None
    x: str | None = None
    y: str | None = None
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class RawReject:
    """A row that could not even be read.

    Attributes:
        row: The row as a person counts it in the source (first data row is 1).
        reason: What is wrong with it.
        found: The offending text.
        cells: Column to value as text, of the cells that could be read; the empty ones are left
            out. A lost gate names its place in one of them.
    """

    row: str
    reason: Text
    found: str = ""
    cells: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def cells_of(rows: pd.DataFrame) -> list[Mapping[str, str]]:
    """(N,) cells of each row as text, for `RawReject`."""
    texts = [
        (str(name), as_key_text(rows[name]).tolist()) for name in rows.columns if name != "geometry"
    ]
    return [
        MappingProxyType({name: text[i] for name, text in texts if not pd.isna(text[i])})
        for i in range(len(rows))
    ]


@dataclass(frozen=True)
class RawTable:
    """A raw source as read: nothing renamed, nothing converted, nothing dropped in silence.

    Attributes:
        frame: The rows; the index is the row as a person counts it in the source (from 1). When
            the source has shapes, a column `geometry` of shapely objects in source coordinates,
            x east and y north whatever the file's own order; no CRS attached.
        crs: The datum or CRS in the notation of `SourceSpec.crs`; empty for tables without shapes.
        rejects: Rows that could not be read.
        notes: What a careful colleague would mention: the encoding found, a missing .cpg, ...
    """

    frame: pd.DataFrame
    crs: str
    rejects: tuple[RawReject, ...] = ()
    notes: tuple[Text, ...] = ()


class Reader(Protocol):
    """A reader turns a source into a raw table, or raises `data.errors.SourceError`."""

    def __call__(self, spec: SourceSpec) -> RawTable:
        """Read the source that `spec` names."""
        ...
