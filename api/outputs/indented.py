"""JSON with one blank of indentation a level, as `json.dumps(..., indent=1)` writes it, sooner.

The standard library indents in Python, one generator a level; a survey's document took it longer
than many a rule. This is the same text, byte for byte, of what documents are made of.
"""

import math
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any) -> str:  # noqa: ANN401  # JSON
    """A value as JSON text, letters of every script as they are.

    Args:
        value: Dictionaries with keys of text, lists, tuples, text, numbers, truth values and None.

    Raises:
        ValueError: A number is not finite.
        TypeError: Something is none of these.
    """
    return _text(value, "\n")


def _text(value: object, line: str) -> str:
    """A value as text; `line` is the line feed and the indentation it stands at."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return _members(value, line)
    if isinstance(value, list | tuple):
        return _items(value, line)
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


def _members(value: dict[Any, object], line: str) -> str:
    if not value:
        return "{}"
    deeper = f"{line} "
    each = [f"{encode_basestring(name)}: {_text(of, deeper)}" for name, of in value.items()]
    return f"{{{deeper}{f',{deeper}'.join(each)}{line}}}"


def _items(value: Sequence[object], line: str) -> str:
    if not value:
        return "[]"
    deeper = f"{line} "
    return f"[{deeper}{f',{deeper}'.join([_text(each, deeper) for each in value])}{line}]"


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no JSON")
    return float.__repr__(value)
