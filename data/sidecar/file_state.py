"""How a district's file stands on the disk: what a cache must find unchanged to be used."""

import os
import stat
from dataclasses import asdict, dataclass
from pathlib import Path

from data.metadata import SCHEMA_VERSION
from data.version import __version__

# To be raised whenever reading the same file gives other tables, or the cache another layout.
READING_VERSION = 2
_MAGIC = b"SQLite format 3\x00"
# https://www.sqlite.org/fileformat.html#file_change_counter
_CHANGE_COUNTER = slice(24, 28)
# Committed or half-done changes that are not in the file itself.
_UNMERGED = ("-wal", "-journal")


@dataclass(frozen=True)
class FileState:
    """One state of one SQLite file.

    Attributes:
        path: Absolute path under which it was asked for.
        size: Bytes.
        modified_ns: Last change of its content; programs can set it back.
        changed_ns: Last change of its entry (on Windows: when it was made here); nobody can set
            it, so a cache that travels with a file to another place never fits there.
        change_counter: What SQLite counts up with each transaction outside a write-ahead log.
    """

    path: str
    size: int
    modified_ns: int
    changed_ns: int
    change_counter: int

    def key(self) -> dict[str, object]:
        """Everything that must agree for a cache to be used, as JSON knows it."""
        versions = {"product": __version__, "schema": SCHEMA_VERSION, "reading": READING_VERSION}
        return {**asdict(self), **versions}


def file_state(path: Path) -> FileState | None:
    """The state of the file at `path`; None where it cannot be told, and nothing may be cached.

    That is so for anything but a SQLite file, and while a `-wal` or `-journal` that is not empty
    lies beside it: then changes exist that the file does not show.
    """
    try:
        if _has_unmerged(path) or not path.is_file():
            return None
        with path.open("rb") as file:
            start = file.read(_CHANGE_COUNTER.stop)
            found = os.fstat(file.fileno())
        if len(start) < _CHANGE_COUNTER.stop or not start.startswith(_MAGIC):
            return None
        return FileState(
            path=str(path.absolute()),
            size=found.st_size,
            modified_ns=found.st_mtime_ns,
            changed_ns=found.st_ctime_ns,
            change_counter=int.from_bytes(start[_CHANGE_COUNTER], "big"),
        )
    except OSError:
        return None


def permissions(path: Path) -> int:
    """Mode bits for what is kept of the file: open to nobody else, and to be replaced later."""
    return stat.S_IMODE(path.stat().st_mode) & 0o666 | stat.S_IWUSR


def _has_unmerged(path: Path) -> bool:
    """Whether changes lie beside the file, or beside what it is a link to."""
    beside = (p.with_name(p.name + end) for p in {path, path.resolve()} for end in _UNMERGED)
    return any(p.exists() and p.stat().st_size > 0 for p in beside)
