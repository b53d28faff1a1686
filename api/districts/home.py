"""The home folder: district files named by their content, and a place for what is under way.

    home/
    ├── quankan.db             the store, where it is a file
    ├── quankan.lock           held by the service that has the home; see `home_lock`
    ├── districts/<sha256>.gpkg  one version of a district each; never changed
    ├── uploads/<job>          what was sent for a job, and what it has done; until it has ended
    ├── reports/<job>.json     what came to light when a district was taken in
    ├── rulepacks/<name>.yaml  rule packs that the office has laid there
    └── scratch/<room>/        work under way; emptied when the service starts

A file is whole on the disk before the store has a row that names it. What no row names was left by
a crash and is taken away by `tidy`.
"""

import hashlib
import os
import re
import shutil
import string
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from data.errors import WriteError
from data.text import Text

_DISTRICTS = "districts"
_UPLOADS = "uploads"
_REPORTS = "reports"
RULE_PACKS = "rulepacks"
_SCRATCH = "scratch"
_STORE = "quankan.db"
_HEX_DIGITS = 64
_PLAIN = frozenset(string.ascii_letters + string.digits + "-_.")
# What names of files cannot hold on some system, and names of files that are devices on Windows.
_UNFIT = frozenset('<>:"/\\|?*')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)
_MOST_LETTERS = 80
_SUFFIX = ".gpkg"
_PACK = ".yaml"


@dataclass(frozen=True)
class Home:
    """The folder in which one service keeps its files.

    Attributes:
        folder: The folder.
        room: Name of the part of `scratch` that one piece of work has for itself; empty for all.
    """

    folder: Path
    room: str = ""

    @property
    def scratch(self) -> Path:
        """Where work under way lies."""
        return self.folder / _SCRATCH / self.room

    def with_room(self, room: str) -> "Home":
        """The same home for a piece of work that has a part of `scratch` for itself."""
        return replace(self, room=_plain(room))

    def upload(self, job_id: str) -> Path:
        """What was sent for a job: a file, or a folder with what it has done so far, too."""
        return self.folder / _UPLOADS / _plain(job_id)

    def report(self, job_id: str) -> Path:
        """What came to light in a job that takes a district in."""
        return self.folder / _REPORTS / f"{_plain(job_id)}.json"

    def reported(self) -> tuple[str, ...]:
        """The jobs of which there is a report."""
        return tuple(sorted(path.stem for path in (self.folder / _REPORTS).glob("*.json")))

    def rule_pack(self, name: str) -> Path:
        """A rule pack of the office, or the cases of one, by the name of its file.

        Raises:
            ValueError: It is no name that a file can have everywhere, or not one of a pack.
        """
        fits = name.isprintable() and not _UNFIT & set(name) and len(name) <= _MOST_LETTERS
        if not fits or name.startswith(".") or _DEVICE.match(name) or not name.endswith(_PACK):
            raise ValueError(name)
        return self.folder / RULE_PACKS / name

    def rule_packs(self) -> tuple[str, ...]:
        """The names of the rule packs of the office and of their cases."""
        return tuple(sorted(p.name for p in (self.folder / RULE_PACKS).glob(f"*{_PACK}")))

    @property
    def store_file(self) -> Path:
        """The store, where it is a file."""
        return self.folder / _STORE

    @property
    def store_url(self) -> str:
        """Address of the store that lies here."""
        return f"sqlite:///{self.store_file.as_posix()}"

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
        for name in (_DISTRICTS, _UPLOADS, _REPORTS, _SCRATCH):
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

    A file by its name that was damaged since is replaced.

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
        if not has_bytes(target, sha256):
            path.replace(target)
        # Whoever has put it there may not have lived to see its name safe.
        sync_folder(target.parent)
    except OSError as error:
        raise WriteError(
            path.name,
            Text(f"无法保存（{error.strerror}）", f"cannot be kept ({error.strerror})"),
            Text("可写且空间足够的位置", "a place that can be written and has room"),
        ) from error
    return sha256


def tidy(home: Home, named: Collection[str], unfinished: Collection[str] = ()) -> None:
    """Take away what a crash has left: work under way, and files that nothing names.

    Args:
        home: The home; nobody but workers at unfinished jobs may be working in it.
        named: Hashes of the files that versions name.
        unfinished: Ids of the jobs that wait or run; what they need stays.
    """
    for path in (home.folder / _DISTRICTS).iterdir():
        # A job may just have kept a file that it is about to name.
        if not unfinished and path.name.split(".")[0] not in named:
            path.unlink(missing_ok=True)
    for folder in (home.folder / _UPLOADS, home.folder / _SCRATCH):
        for path in folder.iterdir():
            if path.name.split(".")[0] not in unfinished:
                remove(path)


def has_bytes(path: Path, sha256: str) -> bool:
    """Whether a file is there, with the bytes of that hash.

    Raises:
        OSError: It cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def remove(path: Path) -> None:
    """Take a file or a folder away; what is still in use stays for `tidy`."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink(missing_ok=True)


def remove_job(home: Home, job_id: str) -> None:
    """Take away what was sent for a job that nobody begins again, and what workers left of it."""
    remove(home.upload(job_id))
    for room in (home.folder / _SCRATCH).glob(f"{_plain(job_id)}.*"):
        remove(room)


def sync_folder(folder: Path) -> None:
    """Let the name of a new file outlive a power failure, where folders can be opened for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _plain(name: str) -> str:
    """A name that is no path.

    Raises:
        ValueError: It is one; names that strangers give never become part of a path.
    """
    if not name or name.startswith(".") or not set(name) <= _PLAIN:
        raise ValueError(name)
    return name
