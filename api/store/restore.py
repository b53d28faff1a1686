"""Restoring a backup into a store without rows: all of it, or nothing.

The whole backup is checked before anything is written. Files are put in place first; what a crash
then leaves of them is named by no row, and `api.districts.home.tidy` takes it away. Nobody is
signed in by a restore, whatever the backup says.
"""

import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from alembic import command
from pydantic import ValidationError
from sqlalchemy import Connection, Table, func, select

from api.districts.home import Home, has_bytes, sync_folder
from api.store.backup import (
    CHUNK,
    FORMAT,
    LEFT_OUT,
    MANIFEST,
    MOST_PACK_BYTES,
    MOST_PACKS,
    Manifest,
    Member,
    district_member,
    pack_member,
    report_member,
    table_member,
)
from api.store.districts import files_named
from api.store.engine import Store
from api.store.errors import BackupError
from api.store.migrate import alembic_config, current_revision, upgrade
from api.store.table_lines import insert_lines, tables_there
from data.atomic import replacing
from data.text import Text

_MANIFEST_BYTES = 64 << 20
_PACKS = pack_member("")
# What zipfile raises over a ZIP that is damaged, encrypted, or packed in a way it does not know.
_UNREADABLE = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error)
_EXPECTED = Text("quankan store backup 写出的文件", "a file written by quankan store backup")


def restore(store: Store, home: Home, path: Path) -> Manifest:
    """Restore a backup; afterwards the tables are those of this program.

    Args:
        store: A store without rows, or without tables; of either kind, wherever the backup is from.
        home: Where the district files, reports and rule packs go.
        path: The backup.

    Returns:
        What was in it.

    Raises:
        BackupError: It is no backup, or damaged; or the store has rows already, or the home
            another rule pack of the same name.
        StoreVersionError: It was made by a newer program.
        StoreFullError, StoreUnavailableError: The database cannot take it.
        WriteError: The files cannot be kept.
    """
    with store.reading() as connection:
        _require_empty(connection)
    with _opened(path) as (archive, manifest):
        placed: list[Path] = []
        may_stand = False
        try:
            _place_files(archive, manifest, _targets(manifest, home, path), placed)
            with store.writing() as connection:
                _require_empty(connection)
                _fill(connection, archive, manifest, path)
                # From here on the rows may stand, though nobody hears of it: files stay with them.
                may_stand = True
        except BaseException:
            if not may_stand:
                for file in placed:
                    file.unlink(missing_ok=True)
            raise
    return manifest


def _require_empty(connection: Connection) -> None:
    full = [table.name for table in tables_there(connection) if _has_rows(connection, table)]
    if full:
        raise BackupError(
            "store",
            Text(f"已有数据（{full[0]}）", f"has rows already ({full[0]})"),
            Text("空的存储", "a store without any"),
        )


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is not None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """The ZIP, checked to its last byte, and its manifest."""
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError) as error:
        raise _unreadable(path, error) from error
    with archive:
        try:
            manifest = _checked(archive, path)
        except _UNREADABLE as error:
            raise _unreadable(path, error) from error
        yield archive, manifest


def _checked(archive: ZipFile, path: Path) -> Manifest:
    """The manifest, once every file that it names has the bytes that it says."""
    there = set(archive.namelist())
    if MANIFEST not in there or archive.getinfo(MANIFEST).file_size > _MANIFEST_BYTES:
        raise _refused(path, Text("没有清单", "has no manifest"))
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError as error:
        raise _refused(path, Text("清单有误", "has a manifest that makes no sense")) from error
    if manifest.format != FORMAT or there != {MANIFEST, *manifest.members}:
        raise _refused(path, Text("内容与清单不符", "does not hold what its manifest says"))
    for name, member in manifest.members.items():
        if _hash(archive, name, member.size) != member.sha256:
            raise _refused(path, Text(f"{name} 已损坏", f"has a damaged {name}"))
    return manifest


def _hash(archive: ZipFile, name: str, size: int) -> str:
    """The hash of a member, read no farther than one byte beyond the size that it is to have."""
    hashed, left = hashlib.sha256(), size + 1
    with archive.open(name) as member:
        while left > 0 and (chunk := member.read(min(CHUNK, left))):
            hashed.update(chunk)
            left -= len(chunk)
    return hashed.hexdigest()


def _targets(manifest: Manifest, home: Home, path: Path) -> dict[str, Path]:
    """Where the files of a backup belong that are no tables.

    Raises:
        BackupError: One has a name under which nothing is kept.
    """
    others = {n: m for n, m in manifest.members.items() if not n.startswith("tables/")}
    try:
        targets = {name: _target(home, name, member) for name, member in others.items()}
    except ValueError as error:
        raise _refused(path, Text(f"含有 {error}", f"holds {error}")) from error
    packs = {name: targets[name] for name in targets if name.startswith(_PACKS)}
    if len(packs) > MOST_PACKS:
        n = len(packs)
        raise _refused(path, Text(f"含有 {n} 个规则包", f"holds {n} rule packs"))
    for name, target in packs.items():
        _require_not_another(target, manifest.members[name])
    return targets


def _require_not_another(target: Path, member: Member) -> None:
    """Nothing stands where a rule pack belongs but that pack: other files are named by content."""
    if target.exists() and not _stands(target, member):
        raise BackupError(
            f"{_PACKS}{target.name}",
            Text("已有另一个同名文件", "is there already, with other content"),
            Text("没有该文件，或与备份中的相同", "no such file, or the one of the backup"),
        )


def _target(home: Home, name: str, member: Member) -> Path:
    if name.startswith(_PACKS) and member.size <= MOST_PACK_BYTES:
        return home.rule_pack(name.removeprefix(_PACKS))
    job_id = name.removeprefix("reports/").removesuffix(".json")
    if name == report_member(job_id):
        return home.report(job_id)
    if name == district_member(member.sha256):
        return home.district_file(member.sha256)
    raise ValueError(name)


def _place_files(
    archive: ZipFile, manifest: Manifest, targets: Mapping[str, Path], placed: list[Path]
) -> None:
    """Put files in their places, also where damaged ones lie.

    `placed` gets those that were not there before.
    """
    for name, target in targets.items():
        if _stands(target, manifest.members[name]):
            # Whoever has put it there may not have lived to see its name safe.
            sync_folder(target.parent)
            continue
        if not target.exists():
            placed.append(target)
        with replacing(target) as path, archive.open(name) as source, path.open("wb") as file:
            shutil.copyfileobj(source, file, CHUNK)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(target.parent)


def _stands(target: Path, member: Member) -> bool:
    """Whether a file is there as the backup has it; one that cannot be read is to be replaced."""
    with suppress(OSError):
        return has_bytes(target, member.sha256)
    return False


def _fill(connection: Connection, archive: ZipFile, manifest: Manifest, path: Path) -> None:
    """Make the tables as they were, put the rows in, and bring all up to date."""
    if current_revision(connection) is not None:
        command.downgrade(alembic_config(connection), "base")
    upgrade(connection, manifest.revision)
    tables = tables_there(connection)
    rows = {name for name in manifest.members if name.startswith("tables/")}
    if rows != {table_member(table.name) for table in tables}:
        raise _refused(path, Text("内容与清单不符", "does not hold what its manifest says"))
    for table in tables:
        if table.name in LEFT_OUT:
            continue
        with archive.open(table_member(table.name)) as lines:
            try:
                insert_lines(connection, table, lines)
            except (ValueError, TypeError) as error:
                found = Text(
                    f"{table.name} 的行有误", f"has rows of {table.name} that are not right"
                )
                raise _refused(path, found) from error
        _count_on(connection, table)
    upgrade(connection, "head")
    missing = {district_member(each) for each in files_named(connection)} - set(manifest.members)
    if missing:
        raise _refused(path, Text(f"缺少 {min(missing)}", f"lacks {min(missing)}"))


def _count_on(connection: Connection, table: Table) -> None:
    """Let a column that counts up by itself go on after the highest number; SQLite does so."""
    if connection.dialect.name == "sqlite" or table.autoincrement_column is None:
        return
    column = table.autoincrement_column
    highest = connection.execute(select(func.max(column))).scalar()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(sequence, highest)))


def _unreadable(path: Path, error: Exception) -> BackupError:
    return _refused(path, Text(f"无法读取（{error}）", f"cannot be read ({error})"))


def _refused(path: Path, found: Text) -> BackupError:
    return BackupError(path.name, found, _EXPECTED)
