"""Writing files so that nothing half-written is ever seen.

A file is made beside its target and moved over it in one step. When anything fails on the way, what
stood there before still stands, and what was begun is gone.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyogrio.errors

from data.errors import WriteError
from data.text import Text

# Where files are set aside while their successors move in.
_BEFORE = "before"
_FAILURES = (
    OSError,
    sqlite3.Error,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; afterwards it has become `target`, or nothing has changed.

    Raises:
        WriteError: The disk is full, the folder cannot be written, or the file is in use.
    """
    with replacing_all(target.parent, [target.name]) as folder:
        yield folder / target.name


@contextmanager
def replacing_all(folder: Path, names: list[str]) -> Iterator[Path]:
    """Give a scratch folder; afterwards the files `names` in it have moved into `folder`.

    Either all of them have, or none: where one cannot be moved, the others are put back.

    Raises:
        WriteError: As for `replacing`.
    """
    scratch: Path | None = None
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".quankan-", dir=folder))
        yield scratch
        _move_all(scratch, folder, names)
        made = False
    except _FAILURES as error:
        raise WriteError(
            folder / (names[0] if len(names) == 1 else ""),
            Text(
                f"写入失败（{error}），原有文件未改动",
                f"could not be written ({error}); what was there before is unchanged",
            ),
            Text("可写且空间足够的位置", "a place that can be written and has room"),
        ) from error
    finally:
        _tidy(scratch, folder if made else None)


def _move_all(scratch: Path, folder: Path, names: list[str]) -> None:
    """Move files over their targets; on a failure, or an interruption, put back what was moved."""
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    if len(names) == 1:
        (scratch / names[0]).replace(folder / names[0])
        return
    before = scratch / _BEFORE
    before.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            moved.append(name)
            if (folder / name).exists():
                (folder / name).replace(before / name)
            (scratch / name).replace(folder / name)
    except BaseException:
        _put_back(scratch, before, folder, moved)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _put_back(scratch: Path, before: Path, folder: Path, moved: list[str]) -> None:
    """Undo moves, each on its own: what cannot be put back stays in `before`."""
    for name in moved:
        with suppress(OSError):
            if (before / name).exists():
                (before / name).replace(folder / name)
            elif not (scratch / name).exists():
                (folder / name).unlink(missing_ok=True)


def _tidy(scratch: Path | None, made: Path | None) -> None:
    """Take the scratch folder away, but never a file in it that could not be put back."""
    before = scratch / _BEFORE if scratch is not None else None
    if before is not None and before.is_dir() and any(before.iterdir()):
        return
    if scratch is not None:
        shutil.rmtree(scratch, ignore_errors=True)
    if made is not None and made.is_dir() and not any(made.iterdir()):
        made.rmdir()
