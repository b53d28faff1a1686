"""Answers: what was found out for a question on a version of a district, kept by its key.

The key is a hash over everything that the answer is made from, so that two who ask the same get
the same files, and two who find the same answer at once keep it once.
"""

import hashlib
import itertools
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from api.store.records import every, first, insert_absent
from api.store.tables import answer_files, answer_pieces, answers

_KNOWN = ("name", "media_type", "sha256", "size")
# Of a file as it is kept, and as it is handed on.
_PIECE_BYTES = 1024**2


@dataclass(frozen=True)
class Answer:
    """An answer; its files are read one by one.

    Attributes:
        key: Over everything that it is made from.
        kind: coverage, survey, screening, comparison or batch.
        version_id: The version of the district that it was found on.
        level: Up to which visibility layers were seen: public, internal or restricted.
        rules: Rule id to hash of its text, of those that were used.
        layers: Layer to its state, of those that were used; see `api.answering.resting`.
        verdict: Of a survey; None elsewhere.
        business: Business type of a survey; None elsewhere.
        created_at: When it was found.
    """

    key: str
    kind: str
    version_id: str
    level: str
    rules: Mapping[str, str]
    layers: Mapping[str, str]
    verdict: str | None
    business: str | None
    created_at: datetime


@dataclass(frozen=True)
class FileOf:
    """What is known of a file of an answer without reading it; `sha256` is over its bytes."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Content(FileOf):
    """A file of an answer with its bytes."""

    content: bytes


class Packed(bytes):
    """Bytes that are compressed already, by whoever had the time."""


def content_of(name: str, media_type: str, content: bytes) -> Content:
    """A file for an answer, from its bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    return Content(name, media_type, sha256, len(content), content)


def packed(file: Content) -> Content:
    """A file for `keep_answer` that is compressed already: others do not wait meanwhile."""
    return replace(file, content=Packed(zlib.compress(file.content)))


def keep_answer(connection: Connection, answer: Answer, files: tuple[Content, ...]) -> bool:
    """Keep an answer with its files, unless it is kept already.

    Returns:
        Whether this call has kept it; False where somebody else was sooner, with the same answer.
    """
    if not insert_absent(connection, answers, **vars(answer)):
        return False
    for file in files:
        add_file(connection, answer.key, file)
    return True


def add_file(connection: Connection, key: str, file: Content) -> bool:
    """Keep one more file of an answer that is kept; whether this call has kept it."""
    known = {name: getattr(file, name) for name in _KNOWN}
    if not insert_absent(connection, answer_files, key=key, **known):
        return False
    kept = file.content if isinstance(file.content, Packed) else zlib.compress(file.content)
    for number, at in enumerate(range(0, len(kept), _PIECE_BYTES)):
        piece = {"number": number, "content": bytes(kept[at : at + _PIECE_BYTES])}
        connection.execute(insert(answer_pieces).values(key=key, name=file.name, **piece))
    return True


def find_answer(connection: Connection, key: str) -> Answer | None:
    """The answer with this key; None where nobody has found it yet."""
    return first(connection, Answer, select(answers).where(answers.c.key == key))


def list_files(connection: Connection, key: str) -> tuple[FileOf, ...]:
    """The files of an answer by name, without their bytes."""
    columns = (answer_files.c[name] for name in _KNOWN)
    query = select(*columns).where(answer_files.c.key == key).order_by(answer_files.c.name)
    return every(connection, FileOf, query)


def read_file(connection: Connection, key: str, name: str) -> Content | None:
    """A file of an answer with its bytes; None where there is none by that name."""
    columns = (answer_files.c[each] for each in _KNOWN)
    chosen = (answer_files.c.key == key) & (answer_files.c.name == name)
    known = first(connection, FileOf, select(*columns).where(chosen))
    if known is None:
        return None
    mine = (answer_pieces.c.key == key) & (answer_pieces.c.name == name)
    pieces = select(answer_pieces.c.content).where(mine).order_by(answer_pieces.c.number)
    unpacking = zlib.decompressobj()
    content = b"".join(map(unpacking.decompress, connection.execute(pieces).scalars()))
    return Content(**vars(known), content=content + unpacking.flush())


def file_pieces(
    reading: Callable[[], AbstractContextManager[Connection]], key: str, name: str
) -> Iterator[bytes]:
    """The bytes of a file of an answer, some at a time; none of them where there is no such file.

    Each piece is read in a transaction of its own: whoever takes them slowly keeps none open, and
    a file never changes.

    Args:
        reading: Begins a transaction that reads.
        key: Of the answer.
        name: Of the file.
    """
    mine = (answer_pieces.c.key == key) & (answer_pieces.c.name == name)
    unpacking = zlib.decompressobj()
    for number in itertools.count():
        piece = select(answer_pieces.c.content).where(mine, answer_pieces.c.number == number)
        with reading() as connection:
            kept = connection.execute(piece).scalar()
        if kept is None:
            break
        yield from _unpacked(unpacking, bytes(kept))
    yield unpacking.flush()


def _unpacked(unpacking: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """What some packed bytes hold, never much of it at once."""
    while packed:
        yield unpacking.decompress(packed, _PIECE_BYTES)
        packed = unpacking.unconsumed_tail
