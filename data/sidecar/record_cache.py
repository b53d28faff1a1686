"""A record made from a district, kept beside the district's file."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from data.sidecar.file_state import FileState
from data.sidecar.kept_file import keep, open_kept
from data.sidecar.records import packed_record, record_from

Record = TypeVar("Record")


def keep_record(
    path: Path,
    state: FileState,
    part: str,
    record: object,
    made_from: Mapping[str, str],
    *,
    version: int,
) -> None:
    """Keep `record` as the part `part` of the cache of `path`.

    Args:
        path: The district's file.
        state: How it stood when the district was read.
        part: A short name; part of the name of the cache's file.
        record: A dataclass of arrays and numbers.
        made_from: Content hash of each layer it was made from.
        version: Of what made it; to be raised when that would make another.

    Raises:
        ValueError: It holds what cannot be kept.
        WriteError: The cache could not be written.
    """
    keep(path, state, made_from, packed_record(record), part, version)


def kept_record(
    path: Path,
    state: FileState,
    part: str,
    kind: type[Record],
    made_from: Mapping[str, str],
    *,
    version: int,
) -> Record | None:
    """The record kept as `part`; None where there is none made from these layers in this version.

    Its arrays are mapped and read-only. All of them were read to see that they hold what was
    written; that what was written makes sense is for the caller to check.
    """
    kept = open_kept(path, state, part, version)
    if kept is None or kept.about.get("made_from") != dict(made_from):
        return None
    try:
        record = record_from(kind, kept.arrays)
    except ValueError:
        return None
    return record if kept.intact() else None
