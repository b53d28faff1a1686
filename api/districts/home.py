"""The home folder: district files named by their content, and a place for what is under way.

    home/
    ├── quankan.db             the store, where it is a file
    ├── districts/<sha256>.gpkg  one version of a district each; never changed
    └── scratch/               uploads and work under way; emptied when the service starts

A file is whole on the disk before the store has a row that names it. What no row names was left by
a crash and is taken away by `tidy`.
"""

import hashlib
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from data.errors import WriteError
from data.text import Text

_DISTRICTS = "districts"
_SCRATCH = "scratch"
_STORE = "quankan.db"
_HEX_DIGITS = 64
_SUFFIX = ".gpkg"


@dataclass(frozen=True)
class Home:
    """The folder in which one service keeps its files."""

    folder: Path

    @property
    def scratch(self) -> Path:
        """Where uploads and work under way lie."""
        return self.folder / _SCRATCH

    @property
    def store_url(self) -> str:
        """Address of the store that lies here."""
        return f"sqlite:///{(self.folder / _STORE).as_posix()}"

    def district_file(self, sha256: str) -> Path:
        """The file of a version by the hash of its bytes.

        Raises:
            ValueError: `sha256` is no such hash; nothing else ever becomes part of a path.
        """
        if len(sha256) != _HEX_DIGITS or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(sha256)
        return self.folder / _DISTRICTS / f"{sha256}{_SUFFIX}"


def make_home(folder: Path) -> Home:
    """The home at `folder`, with its folders made.

    Raises:
        WriteError: They cannot be made.
    """
    home = Home(folder.absolute())
    try:
        for name in (_DISTRICTS, _SCRATCH):
            (home.folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            folder,
            Text(f"无法建立（{error.strerror}）", f"cannot be made ({error.strerror})"),
            Text("可写的文件夹", "a folder that can be written"),
            at="--home",
        ) from error
    return home


def keep_file(home: Home, path: Path) -> str:
    """Keep the content of a file as a version of a district; afterwards it is safe on the disk.

    Args:
        home: The home.
        path: A file in `home.scratch`; it is moved.

    Returns:
        The hash of its bytes, by which `Home.district_file` finds it.

    Raises:
        WriteError: It cannot be kept.
    """
    try:
        with path.open("rb+") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        target = home.district_file(sha256)
        if not target.exists():
            path.replace(target)
    except OSError as error:
        raise WriteError(
            path.name,
            Text(f"无法保存（{error.strerror}）", f"cannot be kept ({error.strerror})"),
            Text("可写且空间足够的位置", "a place that can be written and has room"),
        ) from error
    return sha256


def tidy(home: Home, named: Collection[str]) -> None:
    """Take away what a crash has left: work under way, and files that no version names.

    Args:
        home: The home; nobody else may be working in it.
        named: Hashes of the files that versions name.
    """
    shutil.rmtree(home.scratch, ignore_errors=True)
    home.scratch.mkdir(parents=True, exist_ok=True)
    for path in (home.folder / _DISTRICTS).iterdir():
        if path.name.split(".")[0] not in named:
            path.unlink(missing_ok=True)
