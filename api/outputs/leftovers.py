"""Files of an earlier run, out of the way while a new one takes its place."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.errors import WriteError
from data.text import Text


@contextmanager
def set_aside(folder: Path, names: list[str]) -> Iterator[None]:
    """Take the files `names` out of `folder`; they come back if what is done meanwhile fails.

    Names of which there is no file are passed over.

    Raises:
        WriteError: One cannot be moved, for example because it is open; nothing has changed.
    """
    there = [name for name in names if (folder / name).is_file()]
    if not there:
        yield
        return
    aside = _moved_aside(folder, there)
    try:
        yield
    except BaseException:
        _put_back(aside, folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _moved_aside(folder: Path, names: list[str]) -> Path:
    aside: Path | None = None
    try:
        aside = Path(tempfile.mkdtemp(prefix=".quankan-", dir=folder))
        for name in names:
            (folder / name).replace(aside / name)
    except OSError as error:
        if aside is not None:
            _put_back(aside, folder)
        raise WriteError(
            folder,
            Text(
                f"上次的 {'、'.join(names)} 无法移走（{error}），原有文件未改动",
                f"{', '.join(names)} of an earlier run cannot be moved away ({error}); "
                "what was there before is unchanged",
            ),
            Text("未被其他程序打开的文件", "files that no other program has open"),
        ) from error
    return aside


def _put_back(aside: Path, folder: Path) -> None:
    """Each file on its own: what cannot be put back stays where it is."""
    for file in list(aside.iterdir()):
        with suppress(OSError):
            file.replace(folder / file.name)
    with suppress(OSError):
        aside.rmdir()
