"""`batch.csv`, `.json`, `.geojson`, `.xlsx`: what the rows of a batch come to.

Each is written row by row, so that a long table takes no more memory than a short one. A row with a
verdict has no `field`, `found` and `expected`; one that could not be surveyed has nothing else.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from api.outputs.cells import neutral
from api.outputs.workbook import write_workbook

CSV, JSON, GEOJSON, XLSX = "batch.csv", "batch.json", "batch.geojson", "batch.xlsx"
FILES = (CSV, JSON, GEOJSON, XLSX)
SCHEMA_VERSION = "1"
# `lon` and `lat` say where in WGS 84 the site was found; of an outline, a point in it.
COLUMNS = (
    "row", "id", "type", "undertaking", "lon", "lat", "verdict", "deciding_rules",
    "pass", "conditional", "on_site", "unknown", "fail", "field", "found", "expected",
)  # fmt: skip
# One value for each column: a number, a text, a list of texts, or None.
Row = list[Any]
_LON, _LAT = COLUMNS.index("lon"), COLUMNS.index("lat")
_DECIMALS = 7


def write_batch_files(
    folder: Path, rows: Callable[[], Iterator[Row]], head: Mapping[str, Any]
) -> None:
    """Write all four into a folder.

    Args:
        folder: The folder.
        rows: Gives the rows from the first to the last, each time it is called.
        head: What JSON and GeoJSON say beside the rows: parameters, counts, provenance.
    """
    _write_csv(folder / CSV, rows())
    _write_json(folder / JSON, {"schema_version": SCHEMA_VERSION, **head}, "results",
                (dict(zip(COLUMNS, row, strict=True)) for row in rows()))  # fmt: skip
    collection = {"type": "FeatureCollection", "schema_version": SCHEMA_VERSION, **head}
    _write_json(folder / GEOJSON, collection, "features", map(_feature, rows()))
    _write_xlsx(folder / XLSX, rows())


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    # The mark lets spreadsheets read Chinese as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(_cells, rows))


def _cells(row: Row) -> list[Any]:
    cells = _joined(row)
    for at in (_LON, _LAT):
        cells[at] = None if cells[at] is None else f"{cells[at]:.{_DECIMALS}f}"
    return [cell if at in (_LON, _LAT) else neutral(cell) for at, cell in enumerate(cells)]


def _write_json(
    path: Path, head: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]
) -> None:
    """An object of `head`, and of `name` with one item a line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f'{_dumped(head)[:-1]},"{name}":[')
        for number, item in enumerate(items):
            file.write(",\n" if number else "\n")
            file.write(_dumped(item))
        file.write("\n]}\n")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _feature(row: Row) -> dict[str, Any]:
    """A row as a point; without one where it could not be surveyed."""
    said = dict(zip(COLUMNS, row, strict=True))
    at = [said.pop("lon"), said.pop("lat")]
    geometry = None if at[0] is None else {"type": "Point", "coordinates": at}
    return {"type": "Feature", "geometry": geometry, "properties": said}


def _write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    write_workbook(path, "batch", COLUMNS, map(_joined, rows))


def _joined(row: Row) -> list[Any]:
    return [";".join(value) if isinstance(value, list) else value for value in row]
