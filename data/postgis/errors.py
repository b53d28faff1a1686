"""What goes wrong in the database while a district is written or read, in the words of the room.

The address of the database is never repeated: there may be a password in it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from data.errors import SourceError, WriteError
from data.text import Text

_MOST_LETTERS = 300
# By SQLSTATE; see the appendix "PostgreSQL Error Codes" of its manual.
_KNOWN = {
    "2BP01": Text(
        "其他对象（如视图）依赖其中的表或仍在其中",
        "other objects, such as views, depend on its tables or are in it",
    ),
    "3F000": Text("没有这个模式", "there is no such schema"),
    "42501": Text("该账号权限不足", "the account may not do that"),
    "55P03": Text("正被他人使用", "others are using it"),
    "40P01": Text("正被他人使用", "others are using it"),
}


@contextmanager
def told_as_written(connection: Connection, where: str) -> Iterator[None]:
    """Tell a failure of the database as a `WriteError`.

    Raises:
        WriteError: The database refused; the caller's transaction has failed with it.
    """
    try:
        yield
    except (DBAPIError, _driver_error(connection)) as error:
        said = _said(error)
        raise WriteError(
            where,
            Text(
                f"未能写入（{said.zh}），原有内容未改动",
                f"could not be written ({said.en}); what was there before is unchanged",
            ),
            Text("可写的 PostGIS 数据库", "a PostGIS database that can be written"),
        ) from error


@contextmanager
def told_as_read(connection: Connection, where: str) -> Iterator[None]:
    """Tell a failure of the database as a `SourceError`.

    Raises:
        SourceError: The database refused.
    """
    try:
        yield
    except (DBAPIError, _driver_error(connection)) as error:
        said = _said(error)
        raise SourceError(
            where,
            Text(f"无法读取（{said.zh}）", f"cannot be read ({said.en})"),
            Text("可读的区县模式", "the schema of a district that may be read"),
        ) from error


def reason(error: Exception) -> str:
    """The SQLSTATE that the server gave; empty where it gave none."""
    return _fields(error).get("C", "")


def _driver_error(connection: Connection) -> type[Exception]:
    """Of what SQLAlchemy does not wrap: COPY is asked of the driver itself."""
    error: type[Exception] = connection.dialect.loaded_dbapi.Error
    return error


def _fields(error: BaseException | None) -> dict[str, str]:
    """The fields of the server's message; pg8000 hands them on as a mapping."""
    if isinstance(error, DBAPIError):
        error = error.orig
    fields = error.args[0] if error is not None and error.args else None
    return fields if isinstance(fields, dict) else {}


def _said(error: Exception) -> Text:
    fields = _fields(error)
    message = fields.get("M", "")[:_MOST_LETTERS]
    if not message:
        return Text("数据库没有应答", "the database does not answer")
    return _KNOWN.get(fields["C"], Text(message, message))
