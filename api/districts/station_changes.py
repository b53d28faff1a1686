"""Changes by keepers of stations: each makes a new version of the district, dated and audited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

from api.districts.etags import matches, state_tag
from api.districts.home import has_bytes, keep_file, remove
from api.districts.station_state import PARTS, state_of, with_state
from api.districts.versions import district_hash, version_of, with_hashes
from api.people.access import OpenTo, require_account, require_kept
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.service.errors import PreconditionFailedError, PreconditionRequiredError
from api.service.service import Service
from api.store.districts import (
    Version,
    find_district,
    find_version,
    find_version_like,
    set_version,
)
from api.store.errors import StaleError
from api.store.ids import new_id
from api.store.station_changes import StationChange, add_change, list_changes
from data.district import District
from data.geopackage import write_district
from data.text import Text

_CHINA = ZoneInfo("Asia/Shanghai")
MOST_LISTED = 200
# Keepers of other stations may be changing theirs at the same moment.
_TRIES = 4
# Of one account: each may be a whole file that stays.
MOST_A_DAY = 100


@dataclass(frozen=True)
class KeptStation:
    """A station as its keeper sees it.

    Attributes:
        district_id, station_id: Which it is.
        version_id: The version of the district that this is read from.
        state: Its parts by name (`api.districts.station_state`).
    """

    district_id: str
    station_id: str
    version_id: str
    state: Mapping[str, Any]


def kept_station(
    service: Service, caller: Caller, district_id: str, station_id: str
) -> KeptStation:
    """A station that the caller keeps.

    Raises:
        AbsentError: There is no such district or station, or none that the caller may know of.
        SignInError, ForbiddenError: The station is not the caller's to keep.
    """
    version = _standing(service, caller, district_id, station_id)
    district = service.pool.open(version.file_sha256).district
    return KeptStation(district_id, station_id, version.id, state_of(district, station_id))


def change_station(
    service: Service,
    caller: Caller,
    district_id: str,
    station_id: str,
    change: Mapping[str, Any],
    if_match: str | None,
) -> KeptStation:
    """Replace some parts of a station; the district gets a new version in one step.

    Where the district stood just so before, that version stands again: no file is written.
    Days of declarations stay as they are: one station says nothing of the others in its layer.

    Args:
        service: The service.
        caller: Its keeper.
        district_id: The district.
        station_id: The station.
        change: Parts by name, each whole.
        if_match: The state of the station on which the change was made, or the version of the
            district, as `If-Match` says it; None where the request does not.

    Returns:
        The station as it stands then; where nothing is different, as it stood, in its version.

    Raises:
        AbsentError, SignInError, ForbiddenError: As in `kept_station`.
        PreconditionRequiredError: Nothing says on what it was made.
        PreconditionFailedError: The station is another one by now.
        RequestError: A part makes no sense.
        TooManyError: The account has changed so much within a day.
        WriteError: The new version cannot be written.
    """
    overtaken = None
    for _ in range(_TRIES):
        try:
            return _change_once(service, caller, district_id, station_id, change, if_match)
        except StaleError as error:
            overtaken = error  # mostly by somebody with another station
    raise PreconditionFailedError.of(if_match or "") from overtaken


def _change_once(
    service: Service,
    caller: Caller,
    district_id: str,
    station_id: str,
    change: Mapping[str, Any],
    if_match: str | None,
) -> KeptStation:
    """Change a station of the version that stands now; as `change_station`.

    Raises:
        StaleError: Another version stands once the new one is written.
    """
    version = _standing(service, caller, district_id, station_id)
    if if_match is None:
        raise PreconditionRequiredError.of()
    before = service.pool.open(version.file_sha256).district
    was = state_of(before, station_id)
    if not matches(if_match, state_tag(was), version.id):
        raise PreconditionFailedError.of(if_match)
    now = service.now()
    after = with_state(before, station_id, change, now.astimezone(_CHINA).date())
    then = state_of(after, station_id)
    touched = [part for part in PARTS if was[part] != then[part]]
    if not touched:
        return KeptStation(district_id, station_id, version.id, was)
    service.gate.counters.count_questions(caller, MOST_A_DAY, of="station_changes_per_day")
    made = _earlier_version(service, district_id, after)
    if made is None:
        made = _kept_version(service, caller, after, station_id, version, now)
    changed = StationChange(
        id=new_id("chg"),
        district_id=district_id,
        station_id=station_id,
        account_id=require_account(caller, Action.STATION_CHANGED),
        change={part: then[part] for part in touched},
        before={part: was[part] for part in touched},
        version_id=made.id,
        created_at=now,
    )
    stands = _set(service, caller, made, version, changed)
    return KeptStation(district_id, station_id, stands, then)


def changes_of(
    service: Service, caller: Caller, district_id: str, station_id: str
) -> tuple[StationChange, ...]:
    """The last changes at a station that the caller keeps, the newest first.

    Raises:
        AbsentError, SignInError, ForbiddenError: As in `kept_station`.
    """
    _standing(service, caller, district_id, station_id)
    with service.store.reading() as connection:
        return list_changes(connection, district_id, station_id, limit=MOST_LISTED)


def _standing(service: Service, caller: Caller, district_id: str, station_id: str) -> Version:
    """The version that stands, for a caller who keeps the station."""
    with service.store.reading() as connection:
        known = find_district(connection, district_id)
        if known is None:
            raise AbsentError.of(Text("区县", "district"), district_id)
        require_kept(caller, OpenTo(known.id, known.anonymous), station_id)
        version = None if known.version_id is None else find_version(connection, known.version_id)
    if version is None:
        raise AbsentError.of(Text("版本", "version"), district_id)
    return version


def _earlier_version(service: Service, district_id: str, district: District) -> Version | None:
    """A version in which the district stood just so before, if its file is as it was kept."""
    same = district_hash(with_hashes(district))
    with service.store.reading() as connection:
        earlier = find_version_like(connection, district_id, same)
    if earlier is None:
        return None
    sha256 = earlier.file_sha256
    return earlier if has_bytes(service.home.district_file(sha256), sha256) else None


def _kept_version(
    service: Service,
    caller: Caller,
    district: District,
    station_id: str,
    instead_of: Version,
    now: datetime,
) -> Version:
    """The row of the new version; its file is safe on the disk, and open for whoever asks next."""
    folder = Path(mkdtemp(dir=service.home.scratch))
    try:
        path = folder / "station.gpkg"
        write_district(district, path)
        size, sha256 = path.stat().st_size, keep_file(service.home, path)
    finally:
        remove(folder)
    kept = service.pool.open(sha256).district
    return version_of(
        kept,
        instead_of.district_id,
        sha256,
        size=size,
        note=f"站点变更 station changed: {station_id}",
        at=now,
        by=caller.account_id,
    )


def _set(
    service: Service, caller: Caller, made: Version, instead_of: Version, changed: StationChange
) -> str:
    """Let the version stand; the change and the audit row are written with it."""
    with service.store.writing() as connection:
        stands = set_version(connection, made, instead_of=instead_of.id)
        add_change(connection, StationChange(**{**vars(changed), "version_id": stands.id}))
        audited(
            connection,
            caller,
            changed.created_at,
            Action.STATION_CHANGED,
            changed.station_id,
            district_id=changed.district_id,
            version_id=stands.id,
            parts=sorted(changed.change),
            change=changed.id,
        )
    return stands.id
