"""Answers: what was found out for a question on a version of a district, kept by its key.

The key is a hash over everything that the answer is made from, so that two who ask the same get
the same files, and two who find the same answer at once keep it once.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from api.store.records import every, first, insert_absent
from api.store.tables import answer_files, answers


@dataclass(frozen=True)
class Answer:
    """An answer; its files are read one by one.

    Attributes:
        key: Over everything that it is made from.
        kind: coverage, survey, screening, comparison or batch.
        version_id: The version of the district that it was found on.
        level: Up to which visibility layers were seen: public, internal or restricted.
        rules: Rule id to hash of its text, of those that were used.
        layers: Layer to content hash, of those that were used.
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


def content_of(name: str, media_type: str, content: bytes) -> Content:
    """A file for an answer, from its bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    return Content(name, media_type, sha256, len(content), content)


def keep_answer(connection: Connection, answer: Answer, files: tuple[Content, ...]) -> bool:
    """Keep an answer with its files, unless it is kept already.

    Returns:
        Whether this call has kept it; False where somebody else was sooner, with the same answer.
    """
    if not insert_absent(connection, answers, **vars(answer)):
        return False
    for file in files:
        connection.execute(insert(answer_files).values(key=answer.key, **vars(file)))
    return True


def add_file(connection: Connection, key: str, file: Content) -> bool:
    """Keep one more file of an answer that is kept; whether this call has kept it."""
    return insert_absent(connection, answer_files, key=key, **vars(file))


def find_answer(connection: Connection, key: str) -> Answer | None:
    """The answer with this key; None where nobody has found it yet."""
    return first(connection, Answer, select(answers).where(answers.c.key == key))


def list_files(connection: Connection, key: str) -> tuple[FileOf, ...]:
    """The files of an answer by name, without their bytes."""
    columns = (answer_files.c[name] for name in ("name", "media_type", "sha256", "size"))
    query = select(*columns).where(answer_files.c.key == key).order_by(answer_files.c.name)
    return every(connection, FileOf, query)


def read_file(connection: Connection, key: str, name: str) -> Content | None:
    """A file of an answer with its bytes; None where there is none by that name."""
    columns = (column for column in answer_files.c if column.name != "key")
    chosen = (answer_files.c.key == key) & (answer_files.c.name == name)
    return first(connection, Content, select(*columns).where(chosen))
