"""A backup: one ZIP with every row, district file, report and rule pack of the office.

    manifest.json               what is in it, with hashes; see `Manifest`
    tables/<table>.jsonl        one line a row
    districts/<sha256>.gpkg     the file of each version
    reports/<job>.json          what came to light when a district was taken in
    rulepacks/<name>.yaml       the office's own rule packs, and their cases

Rows, and the files that they name, are from one state of the store. It does not depend on the
database: what comes from SQLite can be restored into PostgreSQL, and the other way round. It holds
everything, restricted layers and password hashes too, but for who is signed in and first links.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from api.districts.home import RULE_PACKS, Home
from api.store.districts import files_named
from api.store.engine import Store
from api.store.errors import BackupError
from api.store.jobs import find_job
from api.store.migrate import current_revision, require_current
from api.store.table_lines import lines_of, tables_there
from data.atomic import replacing
from data.rulepacks.yaml_text import MAX_BYTES
from data.text import Text
from data.version import __version__

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20
# Of an office's rule packs; each is bounded as where it is read.
MOST_PACKS = 1000
MOST_PACK_BYTES = MAX_BYTES
# Tables whose rows let somebody in: what was ended since must not begin again with a restore.
LEFT_OUT = ("sessions", "first_links")


class Member(BaseModel):
    """A file in a backup: the hash of its bytes, and how many there are."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Manifest(BaseModel):
    """What a backup holds.

    Attributes:
        format: Of the backup itself.
        product: Version of the program that made it.
        revision: Of the tables, as in `api.store.migrations`.
        made_at: When, as ISO text.
        members: Its files, by name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: int
    product: str
    revision: str
    made_at: str
    members: dict[str, Member]


def table_member(table: str) -> str:
    """The name under which the rows of a table lie in a backup."""
    return f"tables/{table}.jsonl"


def district_member(sha256: str) -> str:
    """The name under which the file of a version lies in a backup."""
    return f"districts/{sha256}.gpkg"


def report_member(job_id: str) -> str:
    """The name under which the report of a job lies in a backup."""
    return f"reports/{job_id}.json"


def pack_member(name: str) -> str:
    """The name under which a rule pack of the office lies in a backup."""
    return f"{RULE_PACKS}/{name}"


def back_up(store: Store, home: Home, out: Path, now: datetime) -> Manifest:
    """Write a backup; others may go on reading and writing meanwhile.

    Args:
        store: The store.
        home: Where the files of versions, the reports and the office's rule packs lie.
        out: The ZIP to be written, in one step.
        now: When it is made.

    Returns:
        What is in it.

    Raises:
        StoreVersionError: The tables are not those of this program.
        BackupError: A file that a version names is not there, or has other bytes than its name
            says; or a rule pack cannot be kept.
        WriteError: The ZIP cannot be written.
    """
    require_current(store)
    with replacing(out) as path:
        # It holds what nobody else is to read.
        path.touch(mode=0o600)
        with path.open("wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive, store.reading() as connection:
                manifest = _fill(archive, connection, home, now)
            file.flush()
            os.fsync(file.fileno())
    return manifest


def _fill(archive: ZipFile, connection: Connection, home: Home, now: datetime) -> Manifest:
    members: dict[str, Member] = {}
    for table in tables_there(connection):
        name = table_member(table.name)
        lines = () if table.name in LEFT_OUT else lines_of(connection, table)
        members[name] = _add(archive, name, lines, now)
    for sha256 in sorted(files_named(connection)):
        name = district_member(sha256)
        members[name] = _add(archive, name, _chunks(home.district_file(sha256), sha256), now)
        if members[name].sha256 != sha256:
            raise _damaged(sha256)
    for job_id in home.reported():
        # A report may be newer than the state of the store that is saved.
        if find_job(connection, job_id) is not None:
            name = report_member(job_id)
            members[name] = _add(archive, name, [home.report(job_id).read_bytes()], now)
    for name, content in _packs(home):
        members[name] = _add(archive, name, [content], now)
    manifest = Manifest(
        format=FORMAT,
        product=__version__,
        revision=current_revision(connection) or "",
        made_at=now.isoformat(),
        members=members,
    )
    _add(archive, MANIFEST, [manifest.model_dump_json(indent=1).encode()], now)
    return manifest


def _add(archive: ZipFile, name: str, chunks: Iterable[bytes], now: datetime) -> Member:
    hashed, size = hashlib.sha256(), 0
    entry = ZipInfo(name, now.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            hashed.update(chunk)
            size += len(chunk)
    return Member(sha256=hashed.hexdigest(), size=size)


def _chunks(path: Path, sha256: str) -> Iterable[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError:
        raise _damaged(sha256) from None


def _packs(home: Home) -> Iterator[tuple[str, bytes]]:
    """The office's rule packs, each as a member and its bytes."""
    names = home.rule_packs()
    if len(names) > MOST_PACKS:
        found = Text(f"有 {len(names)} 个文件", f"holds {len(names)} files")
        raise BackupError(RULE_PACKS, found, Text(f"至多 {MOST_PACKS} 个", f"at most {MOST_PACKS}"))
    for name in names:
        try:
            with home.rule_pack(name).open("rb") as file:
                content = file.read(MOST_PACK_BYTES + 1)
        except (OSError, ValueError) as error:
            raise _unfit_pack(name) from error
        if len(content) > MOST_PACK_BYTES:
            raise _unfit_pack(name)
        yield pack_member(name), content


def _unfit_pack(name: str) -> BackupError:
    most = MOST_PACK_BYTES
    return BackupError(
        f"{RULE_PACKS}/{name}",
        Text("无法备份", "cannot be backed up"),
        Text(
            f"可读、不超过 {most} 字节、文件名在各系统均可用的 .yaml 文件",
            f"a .yaml file that can be read, of at most {most} bytes, "
            "with a name that files may have on every system",
        ),
    )


def _damaged(sha256: str) -> BackupError:
    return BackupError(
        f"{sha256}.gpkg",
        Text("区县文件缺失或已损坏", "is a district file that is missing or damaged"),
        Text("与其名称相符的文件", "the file that its name says"),
    )
