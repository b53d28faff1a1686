"""Column types that mean the same in SQLite and in PostgreSQL."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text, TypeDecorator

# What PostgreSQL cannot hold in a text, and UTF-8 cannot write.
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def holdable(text: str) -> str:
    """The text with what no database can hold (NUL, half a surrogate pair) replaced by U+FFFD."""
    return _UNHOLDABLE.sub(_REPLACEMENT, text)


class PlainText(TypeDecorator[str]):
    """Text of any length; how long it may be is said where it comes in, for either database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text, as far as a database can hold it."""
        return None if value is None else holdable(str(value))


class UtcTime(TypeDecorator[datetime]):
    """A moment. It goes in and comes out aware, in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; SQLite keeps it without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """A JSON document as text: what goes in comes out, keys in their order, in either database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """The document as text."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return holdable(text)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401  # JSON
        """The document."""
        return None if value is None else json.loads(value)
