"""Unpacking a ZIP from a stranger: within bounds that do not rest on what the archive says.

Names lead nowhere but into the folder, on every system; only plain files come out; what is written
is counted while it is written. Archives within the archive stay what they are, files.
"""

import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from api.districts.refused import UploadError
from data.errors import WriteError
from data.text import Text

_CHUNK_BYTES = 1024**2
_END, _END_BYTES, _MOST_COMMENT = b"PK\x05\x06", 22, 2**16
_LOCATOR, _LOCATOR_BYTES = b"PK\x06\x07", 20
_ENCRYPTED, _NAME_IS_UTF8 = 0x1, 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Small files may be all zeros; a large one that shrinks more than this was made to.
_RATIO_FROM_BYTES = 10 * 1024**2
_BAD_LETTERS = re.compile(r'[\x00-\x1f\x7f<>:"|?*\ufffd]')
# Names that Windows takes for devices, with whatever ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
# What macOS and Windows put beside the files of a person.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Bounds:
    """How much may come out of an archive.

    Attributes:
        files: Entries, folders included.
        bytes: All files together, unpacked.
        ratio: Unpacked to packed bytes of a file of some size.
        directory_bytes: The list of entries.
        depth: Folders within folders.
        letters: Of a name with its folders.
    """

    files: int = 5_000
    bytes: int = 8 * 1024**3
    ratio: int = 200
    directory_bytes: int = 4 * 1024**2
    depth: int = 12
    letters: int = 200


def unpack(path: Path, folder: Path, bounds: Bounds | None = None) -> tuple[Path, ...]:
    """Unpack an archive into an empty folder.

    Args:
        path: The archive.
        folder: The folder; it is made.
        bounds: How much may come out.

    Returns:
        The files, in the order of the archive.

    Raises:
        UploadError: It is no ZIP, is damaged, or holds what is not let out. What came out before
            lies in `folder`.
        WriteError: There is no room for what comes out.
    """
    bounds = bounds or Bounds()
    try:
        _require_small_directory(path, bounds)
        with zipfile.ZipFile(path) as archive:
            wanted = _plan(archive.infolist(), bounds)
            return _written(archive, wanted, folder, bounds)
    except _BROKEN as error:
        if isinstance(error, UploadError):
            raise
        raise _refused("", "压缩包损坏，无法读取", "is damaged and cannot be read") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise _refused("", "文件与文件夹重名", "has a file and a folder of one name") from error
    except OSError as error:
        raise _unwritten(error) from error


def _require_small_directory(path: Path, bounds: Bounds) -> None:
    """Look at the end of the archive before its list of entries is read into memory as a whole."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _MOST_COMMENT - _LOCATOR_BYTES))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise _refused("", "不是 ZIP 压缩包", "is no ZIP archive")
    if tail[max(0, at - _LOCATOR_BYTES) : at].startswith(_LOCATOR):
        raise _refused("", "是 ZIP64 压缩包", "is a ZIP64 archive")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > bounds.directory_bytes:
        raise _refused("", "文件列表过大", "has too long a list of files")


def _plan(
    entries: list[zipfile.ZipInfo], bounds: Bounds
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Which entries become which files; nothing has been written yet."""
    if len(entries) > bounds.files:
        raise _refused("", f"有 {len(entries)} 个文件", f"holds {len(entries)} files")
    wanted, seen = [], set()
    for entry in entries:
        name = _name(entry)
        if name.endswith("/") or _LITTER.search(name):
            continue
        target = _inside(name, bounds)
        _require_plain_file(entry, name)
        # As Windows and macOS tell names apart: not by case.
        if str(target).casefold() in seen:
            raise _refused(name, "重名", "is there twice")
        seen.add(str(target).casefold())
        wanted.append((entry, target))
    return wanted


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: without a mark archives of Chinese Windows name files in GBK."""
    name = entry.orig_filename
    if not entry.flag_bits & _NAME_IS_UTF8:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _inside(name: str, bounds: Bounds) -> PurePosixPath:
    parts = name.split("/")
    too_long = len(name) > bounds.letters or len(parts) > bounds.depth
    if too_long or _BAD_LETTERS.search(name) or any(_leads_away(part) for part in parts):
        raise _refused(name, "文件名不可用", "has a name that cannot be used")
    return PurePosixPath(*parts)


def _leads_away(part: str) -> bool:
    """Whether a part of a name is more than the name of a file on some system."""
    ends_oddly = part != part.strip() or part.endswith(".")
    return not part or part == ".." or ends_oddly or bool(_DEVICES.fullmatch(part))


def _require_plain_file(entry: zipfile.ZipInfo, name: str) -> None:
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if mode not in {0, stat.S_IFREG}:
        raise _refused(name, "是链接或特殊文件", "is a link or a special file")
    if entry.flag_bits & _ENCRYPTED:
        raise _refused(name, "已加密", "is encrypted")
    if entry.compress_type not in _METHODS:
        raise _refused(name, "压缩方法不支持", "is packed by a method that is not taken")


def _written(
    archive: zipfile.ZipFile,
    wanted: list[tuple[zipfile.ZipInfo, PurePosixPath]],
    folder: Path,
    bounds: Bounds,
) -> tuple[Path, ...]:
    left, paths = bounds.bytes, []
    folder.mkdir(parents=True, exist_ok=True)
    for entry, target in wanted:
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        most = max(_RATIO_FROM_BYTES, bounds.ratio * entry.compress_size)
        with archive.open(entry) as source, path.open("xb") as file:
            left -= _copied(source, file, min(left, most), str(target))
        paths.append(path)
    return tuple(paths)


def _copied(source: IO[bytes], file: IO[bytes], most: int, name: str) -> int:
    """Copy a file; how many bytes it has."""
    count = 0
    while chunk := source.read(_CHUNK_BYTES):
        count += len(chunk)
        if count > most:
            raise _refused(name, "解压后过大", "is too large unpacked")
        file.write(chunk)
    return count


def _unwritten(error: OSError) -> WriteError:
    return WriteError(
        "ZIP",
        Text(f"无法解压（{error.strerror}）", f"cannot be unpacked ({error.strerror})"),
        Text("服务器上足够的空间", "enough room on the server"),
    )


def _refused(name: str, zh: str, en: str) -> UploadError:
    bounds = Bounds()
    return UploadError(
        "ZIP",
        Text(zh, en),
        Text(
            f"普通 ZIP：不加密、无链接、路径在包内、不超过 {bounds.files} 个文件和 "
            f"{bounds.bytes // 1024**3} GiB",
            "a plain ZIP: not encrypted, no links, names inside it, at most "
            f"{bounds.files} files and {bounds.bytes // 1024**3} GiB",
        ),
        at=_BAD_LETTERS.sub("?", name)[:120],
    )
