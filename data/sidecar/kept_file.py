"""Where kept things lie, and under which conditions they are used."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from data.sidecar.file_state import FileState, permissions
from data.sidecar.named_arrays import NamedArrays, open_arrays, write_arrays

SUFFIX = ".quankan"


def kept_path(path: Path, part: str = "") -> Path:
    """Where the cache of the district file `path` lies, or a further part of it."""
    return path.with_name(f"{path.name}{SUFFIX}{'-' if part else ''}{part}")


def open_kept(path: Path, state: FileState, part: str = "", version: int = 0) -> NamedArrays | None:
    """What was kept of the file when it stood as it stands now; None where there is no such."""
    kept = open_arrays(kept_path(path, part))
    return kept if kept is not None and kept.about.get("key") == _key(state, version) else None


def keep(
    path: Path,
    state: FileState,
    made_from: Mapping[str, str],
    arrays: Mapping[str, NDArray[Any]],
    part: str = "",
    version: int = 0,
) -> None:
    """Keep arrays made from the file at `path`.

    Args:
        path: The district's file.
        state: How it stood when it was read.
        made_from: Content hash of each layer that went in.
        arrays: What to keep.
        part: Which further part; empty for the district itself.
        version: Of what made this part; another one will not use it.

    Raises:
        ValueError: The arrays cannot be kept.
        WriteError: They could not be written.
    """
    about = {"key": _key(state, version), "made_from": dict(made_from)}
    write_arrays(kept_path(path, part), about, arrays, permissions=permissions(path))


def _key(state: FileState, version: int) -> dict[str, object]:
    return {**state.key(), "part": version}


def forget(path: Path, parts: Iterable[str]) -> None:
    """Delete what is kept of the file; what another program holds open stays."""
    for part in parts:
        with suppress(OSError):
            kept_path(path, part).unlink(missing_ok=True)
