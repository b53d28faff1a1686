"""Taking in a district that was sent: made, checked, kept, and only then seen, in one step.

What is kept is never the file that was sent but one that this program has written from what it
read: whatever else was in it stays behind.
"""

import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from api.districts.check_files import keep_report
from api.districts.dropped_changes import with_dropped_changes
from api.districts.home import Home, keep_file
from api.districts.package_contents import is_database, require_plain_package
from api.districts.recipe_bounds import recipe_among, require_inside
from api.districts.refused import DistrictRefusedError, UploadError
from api.districts.unpacking import unpack
from api.districts.versions import version_of
from api.people.access import Deed
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.still_allowed import require_still
from api.service.service import Service
from api.store.districts import District as KnownDistrict
from api.store.districts import add_district, find_district, set_version
from api.store.jobs import Job
from api.work.performing import Finish
from api.work.progress import Tell
from data.builder.build import build_district
from data.check.district_check import check_district
from data.district import District
from data.geopackage import read_district, write_district
from data.recipe.file import read_recipe
from data.text import Text

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_PERCENT = 100
_GRID_M = 100


@dataclass(frozen=True)
class Intake:
    """What is asked for with an upload; plain data, the task of its job.

    Attributes:
        district_id: The district that gets a new version, or comes into being.
        instead_of: The version that stood there when it was sent; None for a first one.
        check_only: Whether it is only checked.
        note: Why it is made, in the words of who sends it.
        by: The account that sends it.
        address: Where it was sent from, for the audit log.
    """

    district_id: str
    instead_of: str | None
    check_only: bool
    note: str
    by: str
    address: str

    def document(self) -> dict[str, Any]:
        """As the store keeps it."""
        return asdict(self)


def take_in(service: Service, job: Job, tell: Tell) -> Finish:
    """Take in what was sent for a job; a `Perform`.

    The version stands, and the job is done, in one transaction; its file is safe on the disk then.
    Where it is only checked nothing stands, and the result is the report.

    Raises:
        UploadError: What was sent is no district and no sources, or more than that.
        RecipeError, SourceError, DistrictError: As when a district is built or read.
        DistrictRefusedError: The check has found errors.
        StaleError: Another version stands by now.
        AccessError: Who has sent it may not replace the district any more.
    """
    intake, home = Intake(**job.task), service.home
    district = _district(home, home.upload(job.id), tell)
    tell(Text("检查数据", "checking"))
    report = with_dropped_changes(service, intake.instead_of, district, check_district(district))
    keep_report(home, job.id, report)
    if intake.check_only:
        return lambda connection, now: job.id
    if report.errors:
        raise DistrictRefusedError.of(district.name, report.errors)
    tell(Text("写入区县数据", "writing the district"))
    path = home.scratch / "taken-in.gpkg"
    write_district(district, path)
    kept = read_district(path)
    if dict(kept.hashes) != dict(district.hashes):
        raise _changed(district.name)
    size, sha256 = path.stat().st_size, keep_file(home, path)

    def finish(connection: Connection, now: datetime) -> str:
        require_still(connection, intake.by, Deed.REPLACE, intake.district_id)
        _require_known(connection, intake, kept.name, now)
        version = version_of(
            kept, intake.district_id, sha256, size=size, note=intake.note, at=now, by=intake.by
        )
        stands = set_version(connection, version, instead_of=intake.instead_of)
        audited(
            connection, Caller(intake.address, intake.by), now, Action.DISTRICT_TAKEN_IN,
            intake.district_id, district_id=intake.district_id, version_id=stands.id,
            job=job.id, instead_of=intake.instead_of, note=intake.note,
        )  # fmt: skip
        return stands.id

    return finish


def _district(home: Home, upload: Path, tell: Tell) -> District:
    """The district in an upload: a GeoPackage, or sources with a recipe."""
    if not upload.is_file():
        raise _nothing(Text("上传的文件已不在", "what was sent is no longer there"))
    if is_database(upload):
        tell(Text("读取区县数据", "reading the district"))
        require_plain_package(upload)
        # GDAL goes by the ending, too.
        path = home.scratch / "district.gpkg"
        _link(upload, path)
        return read_district(path)
    with upload.open("rb") as file:
        start = file.read(len(_ZIP_STARTS[0]))
    if start not in _ZIP_STARTS:
        raise _nothing(Text("既不是 GeoPackage 也不是 ZIP", "is neither a GeoPackage nor a ZIP"))
    return _built(home, upload, tell)


def _link(upload: Path, path: Path) -> None:
    try:
        path.hardlink_to(upload)
    except OSError:  # not every file system knows links
        shutil.copyfile(upload, path)


def _built(home: Home, upload: Path, tell: Tell) -> District:
    tell(Text("解压", "unpacking"))
    folder = home.scratch / "sources"
    files = unpack(upload, folder)
    for path in files:
        if is_database(path):
            require_plain_package(path)
    recipe = read_recipe(recipe_among(files))
    require_inside(recipe, folder)
    return build_district(recipe, lambda step, share: tell(step, round(share * _PERCENT), _PERCENT))


def _require_known(connection: Connection, intake: Intake, name: str, now: datetime) -> None:
    """Let a district come into being with its first version."""
    if intake.instead_of is None and find_district(connection, intake.district_id) is None:
        known = KnownDistrict(
            intake.district_id, name, None, anonymous=False, grid_m=_GRID_M, created_at=now
        )
        add_district(connection, known)


def _nothing(found: Text) -> UploadError:
    expected = Text(
        "区县 GeoPackage，或含配方的原始数据 ZIP",
        "the GeoPackage of a district, or a ZIP of sources with a recipe",
    )
    return UploadError("upload", found, expected)


def _changed(name: str) -> UploadError:
    return UploadError(
        name,
        Text("写入后再读内容不一致", "is another when it is written and read again"),
        Text("可原样保存的数据", "data that can be kept as it is"),
    )
