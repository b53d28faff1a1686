"""What keepers have changed at their stations, and an upload would undo without a word.

An upload replaces the district as a whole. A change of a keeper that stands there, and is not in
what was sent, would be gone: the check of the upload says at which stations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from api.districts.station_state import state_of
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.districts import find_version
from api.store.station_changes import StationChange, changes_in
from data.check.report import CheckReport, Severity, finding
from data.district import District
from data.text import Text

CODE = "keeper-changes-dropped"
_TEXT = Text(
    "站点管理员的变更未包含在上传的数据中，入库后不再有效；"
    "如须保留，请在当前数据上编辑后带 If-Match 重新上传",
    "changes by keepers of these stations are not in what was sent and end with it; to keep them, "
    "edit the district as it stands and send that with If-Match",
)


def with_dropped_changes(
    service: Service, instead_of: str | None, sent: District, report: CheckReport
) -> CheckReport:
    """The check of an upload, with a warning where it would undo what keepers have changed.

    Args:
        service: The service.
        instead_of: The version it is to replace; None for a first one.
        sent: The district that was sent.
        report: What else its check has found.
    """
    if instead_of is None:
        return report
    with service.store.reading() as connection:
        version = find_version(connection, instead_of)
        changes = () if version is None else changes_in(connection, version.district_id)
    if version is None or not changes:
        return report
    stations = dropped(changes, service.pool.open(version.file_sha256).district, sent)
    if not stations:
        return report
    warning = finding(Severity.WARNING, CODE, _TEXT, "stations", stations)
    return replace(report, findings=(warning, *report.findings))


def dropped(changes: Iterable[StationChange], stands: District, sent: District) -> tuple[str, ...]:
    """Ids of the stations at which a change that stands is not in what was sent, in order.

    Args:
        changes: By keepers of the district, the newest first.
        stands: The district as it stands.
        sent: The district that would replace it.
    """
    last: dict[str, dict[str, Any]] = {}
    for change in changes:
        parts = last.setdefault(change.station_id, {})
        parts.update({part: then for part, then in change.change.items() if part not in parts})
    return tuple(
        station
        for station, parts in sorted(last.items())
        if _differ(parts, _state(stands, station), _state(sent, station))
    )


def _differ(parts: Mapping[str, Any], stands: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether a part stands as its keeper left it, and was sent otherwise."""
    return any(
        _same(stands.get(part), left) and not _same(sent.get(part), left)
        for part, left in parts.items()
    )


def _same(one: object, other: object) -> bool:
    return _without_ids(one) == _without_ids(other)


def _without_ids(part: object) -> object:
    """A part of a station, its rows in no order and whatever their ids are."""
    if not isinstance(part, list):
        return part
    rows = ({name: value for name, value in row.items() if name != "id"} for row in part)
    return sorted(repr(sorted(row.items())) for row in rows)


def _state(district: District, station: str) -> Mapping[str, Any]:
    """The parts of a station; none where there is no such station."""
    try:
        return state_of(district, station)
    except AbsentError:
        return {}
