"""Arrays under names in one file, mapped into memory instead of read.

The file, all numbers little-endian:

    bytes 0..7    the magic `QKARRAYS`
    bytes 8..11   length H of the header
    bytes 12..15  CRC-32 of the header
    bytes 16..    the header: H bytes of JSON
    then          the arrays, raw, in C order, each beginning at a multiple of 64 bytes

The header is `{"format": 1, "about": {...}, "arrays": {name: [dtype, shape, offset, crc32]}}`;
`about` is the writer's own. Nothing in the file is run or unpickled, no array lies outside it, and
none takes memory before it is looked at.
"""

import json
import math
import mmap
import os
import re
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from data.atomic import replacing

FORMAT = 1
MAGIC = b"QKARRAYS"
ALIGNMENT = 64
MAX_HEADER_BYTES = 2**20
_START = len(MAGIC) + 8
_MAX_DIMENSIONS = 2
# Whole numbers, floats and truth values, and text of a fixed width.
_DTYPES = re.compile(r"\|[biu]1|<[iu][248]|<f[48]")


class _UnusableError(ValueError):
    """The file is not what this module writes."""


@dataclass(frozen=True)
class NamedArrays:
    """An open file of arrays.

    Attributes:
        about: What the writer said of them. As untrusted as the rest.
        arrays: By name, read-only, mapped from the file.
        checksums: CRC-32 of each array as it was written.
    """

    about: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    checksums: Mapping[str, int]

    def intact(self, prefix: str = "") -> bool:
        """Whether the arrays whose names begin with `prefix` hold what was written; reads them."""
        names = [name for name in self.arrays if name.startswith(prefix)]
        names.sort(key=lambda name: -self.arrays[name].nbytes)  # the longest must not come last
        with ThreadPoolExecutor() as pool:  # zlib lets go of the lock
            return all(pool.map(self._is_as_written, names))

    def _is_as_written(self, name: str) -> bool:
        return zlib.crc32(_bytes_of(self.arrays[name])) == self.checksums[name]


def write_arrays(
    path: Path,
    about: Mapping[str, object],
    arrays: Mapping[str, NDArray[Any]],
    *,
    permissions: int | None = None,
) -> None:
    """Write arrays to `path`, replacing what was there in one step.

    Args:
        path: The file.
        about: Whatever JSON can say.
        arrays: Of numbers, truth values or fixed-width text, of at most two dimensions.
        permissions: Mode bits for the file; by default those of any new file.

    Raises:
        ValueError: An array is of another kind, or there is too much to say about them.
        WriteError: The file could not be written; an older one is untouched.
    """
    stored = {name: _little_endian(array) for name, array in arrays.items()}
    with replacing(path) as scratch:
        with scratch.open("wb") as file:
            _write(file, about, stored)
            # Without it a power cut could leave a sound header before arrays of zeros.
            os.fsync(file.fileno())
        if permissions is not None:
            scratch.chmod(permissions)


def open_arrays(path: Path) -> NamedArrays | None:
    """The arrays in the file; None where there is none, or it is damaged or not of this kind.

    Whether the arrays themselves are as written is not looked at here: see `NamedArrays.intact`.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            header, begin = _read_header(file, size)
            mapped = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
        return _mapped(header, begin, mapped)
    except (OSError, ValueError, RecursionError):
        return None


def _little_endian(array: NDArray[Any]) -> NDArray[Any]:
    stored = np.asarray(array, dtype=array.dtype.newbyteorder("<"), order="C")
    if not _DTYPES.fullmatch(stored.dtype.str) or stored.ndim > _MAX_DIMENSIONS:
        raise ValueError(f"an array of type {stored.dtype} and {stored.ndim} dimensions")
    return stored


def _write(file: BinaryIO, about: Mapping[str, object], arrays: Mapping[str, NDArray[Any]]) -> None:
    entries: dict[str, list[object]] = {}
    offset = 0  # counted from where the arrays begin: the header's length is not known yet
    for name, array in arrays.items():
        entries[name] = [array.dtype.str, array.shape, offset, zlib.crc32(_bytes_of(array))]
        offset += _aligned(array.nbytes)
    content = {"format": FORMAT, "about": about, "arrays": entries}
    header = json.dumps(content, separators=(",", ":")).encode()
    if len(header) > MAX_HEADER_BYTES:
        raise ValueError(f"a header of {len(header)} bytes")
    file.write(MAGIC)
    file.write(len(header).to_bytes(4, "little"))
    file.write(zlib.crc32(header).to_bytes(4, "little"))
    file.write(header)
    file.write(bytes(_aligned(file.tell()) - file.tell()))
    for array in arrays.values():
        file.write(_bytes_of(array))
        file.write(bytes(_aligned(array.nbytes) - array.nbytes))


def _read_header(file: BinaryIO, size: int) -> tuple[dict[str, Any], int]:
    """The header, and where the arrays begin."""
    start = file.read(_START)
    length = int.from_bytes(start[8:12], "little")
    begin = _aligned(_START + length)
    if not start.startswith(MAGIC) or length > MAX_HEADER_BYTES or begin > size:
        raise _UnusableError
    text = file.read(length)
    if zlib.crc32(text) != int.from_bytes(start[12:16], "little"):
        raise _UnusableError
    header = json.loads(text)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise _UnusableError
    return header, begin


def _mapped(header: dict[str, Any], begin: int, mapped: mmap.mmap) -> NamedArrays:
    about, entries = header.get("about"), header.get("arrays")
    if not isinstance(about, dict) or not isinstance(entries, dict):
        raise _UnusableError
    arrays: dict[str, NDArray[Any]] = {}
    checksums: dict[str, int] = {}
    for name, entry in entries.items():
        dtype, shape, offset, checksums[name] = _checked(entry)
        count = math.prod(shape)
        if begin + offset + count * dtype.itemsize > len(mapped):
            raise _UnusableError
        flat = np.frombuffer(mapped, dtype, count, begin + offset) if count else np.empty(0, dtype)
        arrays[name] = flat.reshape(shape)
        arrays[name].flags.writeable = False
    return NamedArrays(about, MappingProxyType(arrays), MappingProxyType(checksums))


def _checked(entry: object) -> tuple[np.dtype[Any], tuple[int, ...], int, int]:
    """Type, shape, offset and checksum of one array, as far as they can be told without it."""
    if not isinstance(entry, list) or len(entry) != 4:
        raise _UnusableError
    dtype, shape, offset, checksum = entry
    if not isinstance(dtype, str) or not _DTYPES.fullmatch(dtype):
        raise _UnusableError
    if not isinstance(shape, list) or len(shape) > _MAX_DIMENSIONS:
        raise _UnusableError
    if not all(type(n) is int and n >= 0 for n in (*shape, offset, checksum)):
        raise _UnusableError
    if offset % ALIGNMENT:
        raise _UnusableError
    return np.dtype(dtype), tuple(shape), offset, checksum


def _bytes_of(array: NDArray[Any]) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


def _aligned(position: int) -> int:
    """The next multiple of the alignment."""
    return -(-position // ALIGNMENT) * ALIGNMENT
