"""How a schema for a district may be called."""

import re

from data.errors import DistrictError
from data.text import Text

# Shorter than what PostgreSQL takes (63), so that there is room for a suffix while it is written.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_RESERVED = ("pg_", "information_schema")


def require_schema_name(name: str) -> str:
    """The name, if a schema for a district may be called so.

    Raises:
        DistrictError: It has other letters, is too long, or is one of the database's own.
    """
    if _NAME.fullmatch(name) and not name.startswith(_RESERVED):
        return name
    shown = name if len(name) <= 60 else name[:57] + "..."
    raise DistrictError(
        "--schema",
        Text(f"模式名为“{shown}”", f"the name of the schema is {shown!r}"),
        Text(
            "小写字母开头，只含小写字母、数字和下划线，至多 41 个字符，不以 pg_ 开头",
            "small letters, digits and underscores, a letter first, at most 41 of them, not pg_...",
        ),
    )


def where(schema: str) -> str:
    """What messages call a schema."""
    return f"PostGIS {schema}"
