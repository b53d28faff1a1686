"""What a keeper keeps of a station: hours, closures and matters, read and replaced part by part.

A part is replaced as a whole. So what stood there before, given again, undoes a change.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from api.people.errors import AbsentError
from api.service.errors import RequestError
from data.declarations import Declaration
from data.district import District
from data.hours.opening import read_hours
from data.layers import LAYER_BY_NAME
from data.schema import conform
from data.text import Text

_HOURS = ("opening_hours", "host_hours")
# Part to its layer and the columns of a row that a keeper gives.
_LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "closures": ("closures", ("from", "to", "reason")),
        "matters": ("station_matters", ("matter_id", "service", "opening_hours")),
    }
)
PARTS = (*_HOURS, *_LISTS)
_SOURCE = "站点管理员维护"
_FOUND_LETTERS = 80
_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
State = Mapping[str, Any]


def state_of(district: District, station_id: str) -> dict[str, Any]:
    """The parts of a station as they stand, as JSON.

    Raises:
        AbsentError: There is no such station.
    """
    row = _station(district, station_id)
    state: dict[str, Any] = {part: _plain(row[part]) for part in _HOURS}
    for part, (layer, columns) in _LISTS.items():
        state[part] = [
            {name: _plain(each[name]) for name in ("id", *columns)}
            for each in _own_rows(district, layer, station_id).to_dict("records")
        ]
    return state


def with_state(district: District, station_id: str, change: State, today: date) -> District:
    """The district with some parts of a station replaced.

    Args:
        district: The district.
        station_id: The station.
        change: Parts by name, each whole; a row without an id is new.
        today: Since when a layer is kept that was not there before.

    Returns:
        The district; hashes of the layers that changed are left out.

    Raises:
        AbsentError: There is no such station.
        RequestError: A part makes no sense; the message names it.
    """
    _station(district, station_id)
    _require_hours(change)
    changed = district
    hours = {part: change[part] for part in _HOURS if part in change}
    if hours:
        changed = _with_table(changed, "stations", _with_hours(changed, station_id, hours), today)
    for part, (layer, columns) in _LISTS.items():
        if part in change:
            _require_references(changed, part, change[part])
            rows = _rows(changed, layer, columns, station_id, change[part], part)
            changed = _with_table(changed, layer, rows, today)
    return changed


def _station(district: District, station_id: str) -> Mapping[str, Any]:
    stations = district.table("stations")
    found = stations.loc[stations["id"] == station_id]
    if found.empty:
        raise AbsentError.of(Text("站点", "station"), station_id[:_FOUND_LETTERS])
    return dict(found.iloc[0])


def _own_rows(district: District, layer: str, station_id: str) -> pd.DataFrame:
    if not district.has(layer):
        return pd.DataFrame(columns=list(LAYER_BY_NAME[layer].column_names))
    table = district.table(layer)
    return table.loc[table["station_id"] == station_id]


def _plain(value: object) -> Any:  # noqa: ANN401  # JSON
    if value is None or value is pd.NA or value != value:
        return None
    return value.isoformat() if isinstance(value, date) else value


def _require_hours(change: State) -> None:
    """Refuse hours that no machine can read: at no moment would it be known whether it is open."""
    given = [(part, change[part]) for part in _HOURS if part in change]
    given += [
        (f"matters.{number}.opening_hours", row["opening_hours"])
        for number, row in enumerate(change.get("matters", ()))
    ]
    for field, text in given:
        if text is not None and not read_hours(text).readable:
            raise RequestError(
                field,
                Text(
                    f"“{text[:_FOUND_LETTERS]}”无法解读", f"{text[:_FOUND_LETTERS]!r} is not read"
                ),
                Text("如 Mo-Fr 09:00-17:00; PH off", "such as Mo-Fr 09:00-17:00; PH off"),
            )


def _require_references(district: District, part: str, rows: Sequence[State]) -> None:
    for number, row in enumerate(rows):
        field = f"{part}.{number}"
        if part == "closures" and (row["from"] or "") > (row["to"] or "9999-99-99"):
            expected = Text("首日不晚于末日", "a first day before the last")
            raise RequestError(f"{field}.to", Text("早于首日", "is before the first day"), expected)
        if part == "matters":
            _require_matter(district, f"{field}.matter_id", str(row["matter_id"]))


def _require_matter(district: District, field: str, matter_id: str) -> None:
    if not district.has("station_matters"):
        # One row would say of every other station that it handles nothing.
        found = Text("本区没有站点事项数据", "the district does not know what stations handle")
        raise RequestError(field, found, Text("先上传站点事项", "the layer station_matters, first"))
    if not district.has("matters") or matter_id not in set(district.table("matters")["id"]):
        found = Text(f"没有事项“{matter_id[:_FOUND_LETTERS]}”", f"{matter_id[:80]!r} is no matter")
        raise RequestError(field, found, Text("事项编号", "the id of a matter of the district"))


def _with_hours(district: District, station_id: str, hours: State) -> pd.DataFrame:
    stations = district.table("stations").copy()
    for part, text in hours.items():
        stations.loc[stations["id"] == station_id, part] = pd.NA if text is None else text
    return stations


def _rows(
    district: District,
    layer: str,
    columns: tuple[str, ...],
    station_id: str,
    given: Sequence[State],
    part: str,
) -> pd.DataFrame:
    """The table of a layer with other rows for one station."""
    known = _own_rows(district, layer, station_id)
    names = dict(zip(known["id"], known["name"], strict=True))
    taken = _ids(district) - set(names)
    rows = []
    for number, row in enumerate(given):
        row_id = row.get("id") or _new_id(layer, station_id, taken)
        if row_id in taken or not _ID.fullmatch(row_id):
            found = Text(f"编号“{row_id[:60]}”不可用", f"the id {row_id[:60]!r} cannot be used")
            expected = Text("本站点已有的编号，或不写", "an id of this station's, or none")
            raise RequestError(f"{part}.{number}.id", found, expected)
        taken.add(row_id)
        name = _plain(names.get(row_id))
        said = {column: row.get(column) for column in columns}
        rows.append({"id": row_id, "name": name, "station_id": station_id, **said})
    others = district.table(layer) if district.has(layer) else known
    others = others.loc[others["station_id"] != station_id]
    mine = pd.DataFrame(rows, columns=list(LAYER_BY_NAME[layer].column_names), dtype=object)
    return pd.concat([others.astype(object), mine], ignore_index=True)


def _ids(district: District) -> set[str]:
    """Ids are unique over all layers of a district."""
    return {str(row_id) for table in district.layers.values() for row_id in table["id"]}


def _new_id(layer: str, station_id: str, taken: set[str]) -> str:
    """An id that nobody has: the station and a number."""
    stem = re.sub(r"[^A-Za-z0-9_-]", "-", station_id)[:40]
    number = 1
    while f"{layer}-{stem}-{number}" in taken:
        number += 1
    return f"{layer}-{stem}-{number}"


def _with_table(district: District, layer: str, table: pd.DataFrame, today: date) -> District:
    """The district with another table; its rows have to stand in their layer."""
    conformed = conform(LAYER_BY_NAME[layer], table.reset_index(drop=True))
    for bad in conformed.bad_rows:
        raise RequestError(
            f"{layer}.{bad.field}",
            Text(f"为“{bad.found[:80]}”", f"is {bad.found[:80]!r}"),
            bad.reason,
        )
    rows = conformed.table.sort_values("id", kind="stable").reset_index(drop=True)
    declarations = district.declarations
    if not district.has(layer):
        declarations = (*declarations, _kept_by_keepers(district, layer, today))
    hashes = {name: value for name, value in district.hashes.items() if name != layer}
    return replace(
        district,
        layers=MappingProxyType({**district.layers, layer: rows}),
        declarations=declarations,
        hashes=MappingProxyType(hashes),
    )


def _kept_by_keepers(district: District, layer: str, today: date) -> Declaration:
    """What is said of a layer that comes into being by a change: seen by those who see stations."""
    stations = district.declaration("stations")
    said = Declaration(layer, source=_SOURCE, as_of=today)
    return said if stations is None else replace(said, visibility=stations.visibility)
