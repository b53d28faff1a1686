"""What pydantic complains of in a file that a person wrote, said by us: its words are English."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from data.errors import DataError
from data.text import Text
from data.toml_file import FileSort

UNKNOWN_KEY = Text("有未识别的键", "is a key nobody understands")
_SHOWN_LETTERS = 100
_OWN = "own_complaint"
_CHOICE, _TYPE, _DATE = "不在允许的取值之中", "类型不对", "不是有效日期"
_A_DATE, _A_NUMBER, _A_TABLE = "日期，如 2026-11-21", "数值", "一组键和值"
# pydantic's name of a complaint: what is wrong, and what is expected, with the limits it names.
_ZH: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "literal_error": (_CHOICE, "{expected}"),
        "enum": (_CHOICE, "{expected}"),
        "string_type": (_TYPE, "加引号的文本"),
        "string_too_short": ("文本为空", "非空文本"),
        "string_too_long": ("文本过长", "不超过 {max_length} 字"),
        "string_pattern_mismatch": ("含有不允许的字符", "不含控制字符的文本"),
        "bool_type": (_TYPE, "true 或 false"),
        "bool_parsing": (_TYPE, "true 或 false"),
        "int_type": (_TYPE, "整数"),
        "int_parsing": (_TYPE, "整数"),
        "float_type": (_TYPE, _A_NUMBER),
        "float_parsing": (_TYPE, _A_NUMBER),
        "finite_number": ("不是有限数值", "有限数值"),
        "greater_than": ("过小", "大于 {gt}"),
        "greater_than_equal": ("过小", "不小于 {ge}"),
        "less_than": ("过大", "小于 {lt}"),
        "less_than_equal": ("过大", "不大于 {le}"),
        "date_type": (_DATE, _A_DATE),
        "date_parsing": (_DATE, _A_DATE),
        "date_from_datetime_parsing": (_DATE, _A_DATE),
        "date_from_datetime_inexact": (_DATE, _A_DATE),
        "model_type": (_TYPE, _A_TABLE),
        "mapping_type": (_TYPE, _A_TABLE),
        "dict_type": (_TYPE, _A_TABLE),
        "tuple_type": (_TYPE, "数组（方括号）"),
        "too_short": ("个数不足", "不少于 {min_length} 个"),
        "too_long": ("个数过多", "不超过 {max_length} 个"),
    }
)


def first_complaint(
    path: Path,
    errors: ValidationError,
    sort: FileSort,
    within: Sequence[int | str] = (),
    spoken: Callable[[Sequence[int | str]], str] | None = None,
) -> DataError:
    """The first of pydantic's complaints as one sentence of our own.

    Args:
        path: The file.
        errors: What pydantic says.
        sort: What sort of file it is.
        within: Where in the file the table stands that pydantic was shown; empty for the whole.
        spoken: How a place in such a file is said; as `place` says it unless given.
    """
    first = errors.errors(include_url=False)[0]
    kind, message = str(first["type"]), str(first["msg"])
    at = (spoken or place)((*within, *first["loc"]))
    english = f"{sort.guide.en} ({message})"
    if kind in ("extra_forbidden", "missing"):
        found = UNKNOWN_KEY if kind == "extra_forbidden" else Text("缺少必填项", "is missing")
        return sort.error(path, found, Text(sort.guide.zh, english), at=at)
    if kind == _OWN:
        wanted = Text(str(first["ctx"]["zh"]), message)
        return sort.error(path, Text("内容不合要求", "does not hold together"), wanted, at=at)
    value = _shown(first["input"])
    wrong, expected = _ZH.get(kind, ("无效", sort.guide.zh))
    return sort.error(
        path,
        Text(f"为 {value}，{wrong}", f"is {value}, which is not valid"),
        Text(_filled(expected, first.get("ctx", {})), english),
        at=at,
    )


def own_complaint(expected: Text) -> PydanticCustomError:
    """What a validator of ours raises, so that `first_complaint` has it in both languages."""
    return PydanticCustomError(_OWN, "{en}", {"zh": expected.zh, "en": expected.en})


def place(location: Sequence[int | str]) -> str:
    """`layers.stations[2].columns.kind`, tables counted from 1 as a person does."""
    where = ""
    for step in location:
        if isinstance(step, int):
            where += f"[{step + 1}]"
        else:
            where += f".{step}" if where else step
    return where


def _filled(expected: str, limits: Mapping[str, object]) -> str:
    """`expected` with the limits in it; pydantic lists choices as 'a', 'b' or 'c'."""
    choices = re.findall(r"'([^']*)'", str(limits.get("expected", "")))
    return expected.format_map({**limits, "expected": f"其中之一：{'、'.join(choices)}"})


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever TOML can hold
    """A scalar as it stands; tables and arrays may be deep, and are only named."""
    if isinstance(value, Mapping):
        return "{...}"
    return "[...]" if isinstance(value, list | tuple) else repr(value)[:_SHOWN_LETTERS]
