r"""The text format of PostgreSQL's COPY: a line a row, tabs between, `\N` for null.

See the manual of PostgreSQL, "COPY", section "Text Format".
"""

import re
from collections.abc import Iterator, Sequence

NULL = r"\N"
# Rows go out in blocks of this many: one message for each would cost more than its content.
_BLOCK_ROWS = 1000
_WRITTEN = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_READ = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def blocks(columns: Sequence[Sequence[object]]) -> Iterator[bytes]:
    """Columns of equal length as blocks of whole rows, in UTF-8.

    Real numbers are written as the shortest decimal that reads back as the same.
    """
    fields = [[_field(value) for value in column] for column in columns]
    rows = list(zip(*fields, strict=True))
    for first in range(0, len(rows), _BLOCK_ROWS):
        lines = ["\t".join(row) for row in rows[first : first + _BLOCK_ROWS]]
        yield ("\n".join(lines) + "\n").encode()


def row_of(line: bytes) -> list[str | None]:
    """One row that was read, null as None."""
    return [_value(field) for field in line.decode().removesuffix("\n").split("\t")]


def _field(value: object) -> str:
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).translate(_WRITTEN)


def _value(field: str) -> str | None:
    if "\\" not in field:
        return field
    return None if field == NULL else _ESCAPED.sub(_unescaped, field)


def _unescaped(match: re.Match[str]) -> str:
    letter = match.group(1)
    return _READ.get(letter, letter)
