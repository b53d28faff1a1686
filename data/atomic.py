"""Writing files so that nothing half-written is ever seen.

A file is made beside its target and moved over it in one step. When anything fails on the way, what
stood there before still stands, and what was begun is gone.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyogrio.errors

from data.errors import WriteError
from data.text import Text

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
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _move_all(scratch: Path, folder: Path, names: list[str]) -> None:
    """Move files over their targets; on a failure put back what was moved and raise it."""
    if len(names) == 1:
        (scratch / names[0]).replace(folder / names[0])
        return
    before = scratch / "before"
    before.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(before / name)
            moved.append(name)
            (scratch / name).replace(folder / name)
    except OSError:
        for name in moved:
            (folder / name).unlink(missing_ok=True)
            if (before / name).exists():
                (before / name).replace(folder / name)
        raise
