"""Receiving an upload: from the network to the disk as it comes, within bounds of size and time.

It comes as the body itself or as the one file of a form. Its name is never looked at.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from api.districts.home import remove, sync_folder
from api.districts.refused import UploadError
from data.errors import WriteError
from data.text import Text

_FORM = b"multipart/form-data"
# Whoever sends nothing for so long is not waited for.
SILENT_S = 60.0
_MOST_HEADER_BYTES = 8_000
_TIMEOUT, _TOO_LARGE = 408, 413


async def receive(request: Request, path: Path, *, most_bytes: int, longest_s: float) -> int:
    """Write the body of a request to a new file; it is safe on the disk afterwards.

    Args:
        request: The request; nothing of its body has been read.
        path: The file; where anything goes wrong it is gone again.
        most_bytes: The largest upload.
        longest_s: How long it may take.

    Returns:
        How many bytes the file has.

    Raises:
        UploadError: Nothing was sent, it broke off, or the form holds something else than one file.
        HTTPException: It is too large (413), or takes too long (408).
        WriteError: The disk is full.
    """
    _require_size(request, most_bytes)
    received = False
    try:
        with path.open("xb") as file:
            async with asyncio.timeout(longest_s):
                size = await _copy(_content(request, most_bytes), file)
            await run_in_threadpool(_sync, file, path)
        received = True
        return size
    except TimeoutError:
        raise HTTPException(_TIMEOUT) from None
    except ClientDisconnect:
        raise _refused(Text("上传中断", "broke off")) from None
    except OSError as error:
        raise WriteError(
            "upload",
            Text(f"无法保存（{error.strerror}）", f"cannot be kept ({error.strerror})"),
            Text("服务器上足够的空间", "enough room on the server"),
        ) from error
    finally:
        if not received:
            remove(path)


def _require_size(request: Request, most_bytes: int) -> None:
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > most_bytes:
        raise HTTPException(_TOO_LARGE)


async def _copy(content: AsyncIterator[bytes], file: IO[bytes]) -> int:
    size = 0
    async for chunk in content:
        size += len(chunk)
        await run_in_threadpool(file.write, chunk)
    if not size:
        raise _refused(Text("没有内容", "is empty"))
    return size


def _sync(file: IO[bytes], path: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    sync_folder(path.parent)


async def _content(request: Request, most_bytes: int) -> AsyncIterator[bytes]:
    """The bytes of the file, out of the form where it comes in one."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    part = _OneFile(options.get(b"boundary", b"")) if kind == _FORM else None
    total = 0
    async for chunk in _patiently(request):
        total += len(chunk)
        if total > most_bytes:
            raise HTTPException(_TOO_LARGE)
        for piece in [chunk] if part is None else part.take(chunk):
            yield piece
    if part is not None:
        part.require_whole()


async def _patiently(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes; whoever falls silent is not waited for."""
    stream = aiter(request.stream())
    while True:
        async with asyncio.timeout(SILENT_S):
            chunk = await anext(stream, None)
        if chunk is None:
            return
        yield chunk


class _OneFile:
    """The one file of a form, as its bytes come in."""

    def __init__(self, boundary: bytes) -> None:
        self._pieces: list[bytes] = []
        self._header = bytearray()
        self._headers_bytes = 0
        self._files = 0
        self._is_file = False
        self._ended = False
        if not boundary:
            raise _refused(Text("表单没有分隔符", "is a form without a boundary"))
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._add_header,
                "on_header_value": self._add_header,
                "on_header_end": self._end_header,
                "on_part_data": self._add_data,
                "on_end": self._end,
            },
        )

    def take(self, chunk: bytes) -> list[bytes]:
        """Take what came in; the bytes of the file that were in it."""
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise _refused(Text("表单格式有误", "is a form that cannot be read")) from None
        pieces, self._pieces = self._pieces, []
        return pieces

    def require_whole(self) -> None:
        """Refuse a form that broke off, or without a file."""
        if not self._ended or self._files != 1:
            raise _refused(Text("表单不完整或没有文件", "is a form that broke off or has no file"))

    def _begin(self) -> None:
        self._is_file = False

    def _add_header(self, data: bytes, start: int, end: int) -> None:
        self._headers_bytes += end - start
        if self._headers_bytes > _MOST_HEADER_BYTES:
            raise _refused(Text("表单头过长", "is a form with too long headers"))
        self._header += data[start:end]

    def _end_header(self) -> None:
        line, self._header = bytes(self._header), bytearray()
        if line.lower().startswith(b"content-disposition") and b"filename" in line.lower():
            self._is_file = True
            self._files += 1
            if self._files > 1:
                raise _refused(Text("表单有多个文件", "is a form with several files"))

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._pieces.append(data[start:end])

    def _end(self) -> None:
        self._ended = True


def _refused(found: Text) -> UploadError:
    expected = Text("一个文件：请求体本身，或表单中的文件", "one file: the body, or that of a form")
    return UploadError("upload", found, expected)
