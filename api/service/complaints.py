"""What Pydantic finds wrong with a request, in words for officials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.store.column_types import holdable
from data.text import Text

_SHOWN_LETTERS = 60
_MOST = 20
# Parts of a place that only say where FastAPI looked, or which member of a union was tried.
_PLACES = ("body", "query", "path", "header", "cookie")
_TYPES: Mapping[str, Text] = {
    "missing": Text("必填", "is required"),
    "extra_forbidden": Text("没有这个字段", "no field of that name"),
    "json_invalid": Text("合法的 JSON", "valid JSON"),
    "model_attributes_type": Text("JSON 对象", "a JSON object"),
    "model_type": Text("JSON 对象", "a JSON object"),
    "dict_type": Text("JSON 对象", "a JSON object"),
    "list_type": Text("JSON 数组", "a JSON array"),
    "string_type": Text("文本", "text"),
    "string_unicode": Text("文本", "text"),
    "string_pattern_mismatch": Text("规定的写法", "text written as the reference says"),
    "bool_type": Text("true 或 false", "true or false"),
    "bool_parsing": Text("true 或 false", "true or false"),
    "float_type": Text("数", "a number"),
    "float_parsing": Text("数", "a number"),
    "int_type": Text("整数", "a whole number"),
    "int_parsing": Text("整数", "a whole number"),
    "finite_number": Text("有限的数", "a finite number"),
    "one_of_two": Text("lon 与 lat，或 address", "lon and lat, or address"),
    "not_at_once": Text(
        "不含 week、exact_circles 和逐项事项；这些用 /coverages",
        "without week, exact_circles or each matter: ask for a coverage for these",
    ),
    "no_change": Text("至少一项变更", "at least one change"),
    "one_of_four": Text(
        "point、shape、address、cadastral_txt 四者之一",
        "exactly one of point, shape, address and cadastral_txt",
    ),
    "parcel_of_text": Text("parcel 与 cadastral_txt 同用", "parcel only beside cadastral_txt"),
}
# With the parameter of pydantic's context that says the bound.
_BOUNDS: Mapping[str, tuple[str, Text]] = {
    "greater_than_equal": ("ge", Text("不小于 {}", "at least {}")),
    "greater_than": ("gt", Text("大于 {}", "more than {}")),
    "less_than_equal": ("le", Text("不大于 {}", "at most {}")),
    "less_than": ("lt", Text("小于 {}", "less than {}")),
    "string_too_long": ("max_length", Text("不超过 {} 字", "at most {} letters")),
    "string_too_short": ("min_length", Text("不少于 {} 字", "at least {} letters")),
    "too_long": ("max_length", Text("不超过 {} 项", "at most {} items")),
    "too_short": ("min_length", Text("不少于 {} 项", "at least {} items")),
    "literal_error": ("expected", Text("其中之一：{}", "one of {}")),
    "enum": ("expected", Text("其中之一：{}", "one of {}")),
    "union_tag_invalid": ("expected_tags", Text("其中之一：{}", "one of {}")),
    "too_many_vertices": ("most", Text("不超过 {} 个顶点", "at most {} vertices")),
}
_FIT = Text("符合接口说明的值", "a value as the reference says")


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong: the field, what was found there, what is expected."""

    field: str
    found: Text
    expected: Text


def complaints(errors: Sequence[Mapping[str, Any]]) -> tuple[Complaint, ...]:
    """What is wrong with a request, the first twenty things, each once.

    Args:
        errors: As pydantic lists them.
    """
    found = {(each.field, each.expected): each for each in map(_complaint, errors)}
    return tuple(found.values())[:_MOST]


def _complaint(error: Mapping[str, Any]) -> Complaint:
    place = list(error["loc"])
    if place and place[0] in _PLACES:
        place = place[1:]
    field = ".".join(str(part)[:_SHOWN_LETTERS] for part in place) or "body"
    return Complaint(holdable(field), _found(error), _expected(error))


def _found(error: Mapping[str, Any]) -> Text:
    if error["type"] == "missing":
        return Text("缺少", "is missing")
    if error["type"] in {"too_long", "too_short", "json_invalid", "too_many_vertices"}:
        return Text("不符合", "does not fit")
    shown = holdable(str(error.get("input"))[:_SHOWN_LETTERS])
    return Text(f"为“{shown}”", f"is {shown!r}")


def _expected(error: Mapping[str, Any]) -> Text:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _BOUNDS:
        name, said = _BOUNDS[kind]
        bound = context.get(name, "")
        return Text(said.zh.format(bound), said.en.format(bound))
    return _TYPES.get(kind, _FIT)
