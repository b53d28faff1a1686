"""Triggers that a GeoPackage may have: those by which its standard and GDAL keep it in order.

They keep a spatial index, keep a count, or refuse rows that the standard forbids. What they are
called says which, and they may do nothing else: a name alone says nothing.
"""

import re
from collections.abc import Iterator

_OF_INDEX = re.compile(r"(rtree_.+)_(?:insert|delete|update[1-7]?)")
_OF_COUNT = re.compile(r"trigger_(?:insert|delete)_feature_count_.+")
_OF_STANDARD = re.compile(r"gpkg_(?:tile_matrix|metadata|metadata_reference)_.+")
_COUNTS = "gpkg_ogr_contents"
_TOKEN = re.compile(
    r"""(?P<remark>--|/\*)|(?P<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`)"""
    r"""|(?P<word>\w+)|(?P<sign>[^\s\w])"""
)
# Whatever stands before a bracket: keywords, and functions that read nothing but their arguments.
_BEFORE_BRACKET = frozenset(
    {
        "and", "cast", "exists", "in", "lower", "not", "or", "raise", "strftime", "values", "when",
        "where", "st_isempty", "st_maxx", "st_maxy", "st_minx", "st_miny",
    }
)  # fmt: skip
_WRITES = (
    ("insert", "or", "replace", "into"),
    ("insert", "into"),
    ("delete", "from"),
    ("update",),
)
_REFUSES = ("select", "raise", "(")


def is_known_trigger(name: str, statement: str) -> bool:
    """Whether a trigger is one that GDAL or the standard writes.

    Args:
        name: What it is called.
        statement: The statement that made it.
    """
    tokens = _tokens(statement)
    if tokens is None or "begin" not in tokens or tokens[-1] != "end":
        return False
    if any(a not in _BEFORE_BRACKET for a in _before_brackets(tokens)):
        return False
    done = list(_statements(tokens[tokens.index("begin") + 1 : -1]))
    index = _OF_INDEX.fullmatch(name)
    if index:
        return _only_writes(tokens, done, index[1])
    if _OF_COUNT.fullmatch(name):
        return _only_writes(tokens, done, _COUNTS)
    return bool(_OF_STANDARD.fullmatch(name)) and all(each[:3] == _REFUSES for each in done)


def _tokens(statement: str) -> tuple[str, ...] | None:
    """Words in small letters, names without their quotes; None where there are remarks.

    Quoted texts are marked, so that none is taken for a word.
    """
    found = []
    for match in _TOKEN.finditer(statement):
        if match["remark"]:
            return None
        quoted = match["quoted"]
        found.append(f"={quoted[1:-1]}" if quoted else match[0].lower())
    return tuple(found)


def _before_brackets(tokens: tuple[str, ...]) -> Iterator[str]:
    """Words and names right before an opening bracket."""
    for at in range(1, len(tokens)):
        before = tokens[at - 1]
        if tokens[at] == "(" and (before[0] == "=" or before.isidentifier()):
            yield before


def _statements(body: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The statements of a body, each without its semicolon."""
    first = 0
    for at, token in enumerate(body):
        if token == ";":
            yield body[first:at]
            first = at + 1
    if first < len(body):
        yield body[first:]


def _only_writes(tokens: tuple[str, ...], statements: list[tuple[str, ...]], table: str) -> bool:
    """Whether all that is done is to write to one table what the changed row says."""
    named = ((f"={table}",), (table.lower(),))
    return "select" not in tokens and all(
        any(
            each[: len(verb)] == verb and each[len(verb) : len(verb) + 1] in named
            for verb in _WRITES
        )
        for each in statements
        if each
    )
