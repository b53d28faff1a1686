"""Reading a scenario file, and refusing with care what nobody could mean."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pyproj import CRS

from data.errors import ScenarioFileError
from data.hours.rules import rules_of
from data.scenario.changes import Scenario
from data.scenario.positions import points_of
from data.scenario.tables import TABLE_OF_KIND, FileTable, NamedTable, PlacedTable
from data.text import Text
from data.toml_file import FileSort, read_toml
from data.toml_messages import first_complaint, place

_SCENARIO = FileSort(
    ScenarioFileError,
    Text("情景", "scenario"),
    Text("情景说明（docs/scenarios.md）所列的键和取值", "what docs/scenarios.md lists"),
)
_SHOWN_LETTERS = 60


def read_scenario(path: Path, crs: CRS) -> Scenario:
    """Read a scenario; whether what it names is in the district is not judged here.

    Args:
        path: The TOML file, UTF-8; see `docs/scenarios.md`.
        crs: The CRS of the district it is for; positions are brought to it.

    Raises:
        ScenarioFileError: The file cannot be read, is not TOML, changes nothing, or says something
            nobody understands; the message names the change and the field.
    """
    return scenario_of(read_toml(path, _SCENARIO), path, crs)


def scenario_of(written: Mapping[str, Any], path: Path, crs: CRS) -> Scenario:
    """The scenario that tables say, wherever they come from.

    Args:
        written: The tables, as in a file.
        path: What to call where they come from; it is not opened.
        crs: As in `read_scenario`.

    Raises:
        ScenarioFileError: As in `read_scenario`.
    """
    try:
        file = FileTable.model_validate(written)
    except ValidationError as errors:
        raise first_complaint(path, errors, _SCENARIO) from None
    if not file.change:
        found = Text("没有任何变更", "changes nothing")
        raise ScenarioFileError(path, found, Text("至少一个 [[change]]", "at least one [[change]]"))
    tables = [_table(path, number, written) for number, written in enumerate(file.change)]
    _require_readable_hours(path, tables)
    placed = {n: table for n, table in enumerate(tables) if isinstance(table, PlacedTable)}
    points = points_of(path, placed, crs)
    changes = [
        table.change(points[n]) if isinstance(table, PlacedTable) else table.change()
        for n, table in enumerate(tables)
    ]
    return Scenario(tuple(changes), title=file.title, source=str(path))


def _table(path: Path, number: int, written: Mapping[str, Any]) -> NamedTable | PlacedTable:
    """One change, understood as its `kind` says."""
    kind = written.get("kind")
    if not isinstance(kind, str) or kind not in TABLE_OF_KIND:
        shown = repr(kind)[:_SHOWN_LETTERS]
        found = Text("缺少 kind", "is missing")
        if kind is not None:
            found = Text(f"没有 {shown} 这种变更", f"is {shown}, no kind of change")
        listed = ", ".join(TABLE_OF_KIND)
        expected = Text(f"其中之一：{listed}", f"one of {listed}")
        raise ScenarioFileError(path, found, expected, at=place(("change", number, "kind")))
    try:
        return TABLE_OF_KIND[kind].model_validate(written)
    except ValidationError as errors:
        raise first_complaint(path, errors, _SCENARIO, ("change", number)) from None


def _require_readable_hours(path: Path, tables: Sequence[NamedTable | PlacedTable]) -> None:
    """Hours that a district came with may be in doubt; hours that somebody types need not be."""
    rules = cache(rules_of)
    for number, table in enumerate(tables):
        for at, text in table.hours():
            doubt = rules(text) if text else ()
            if not isinstance(doubt, Text):
                continue
            shown = text[:_SHOWN_LETTERS]
            raise ScenarioFileError(
                path,
                Text(f"办公时间“{shown}”{doubt.zh}", f"the text {shown!r} {doubt.en}"),
                Text(
                    "OSM 的 opening_hours 语法，如 Mo-Fr 09:00-17:00; PH off"
                    "（告示文字可先用 quankan hours 换算）",
                    "the syntax of OSM's opening_hours, such as Mo-Fr 09:00-17:00; PH off "
                    "(quankan hours converts a notice)",
                ),
                at=place(("change", number, *at)),
            )
