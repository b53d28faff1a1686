"""Checks as people write them in YAML, and as their records are made of.

`{least_distance: {to: [school], at_least_m: $away}}` becomes
`{check: least_distance, to: [school], at_least_m: {left: away}}`; `all`, `any` and `not` hold
checks written the same way.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NoReturn

from data.rulepacks.checks import AllOf, AnyOf, Check, Leaf, Not
from data.rulepacks.yaml_text import Location
from data.text import Text
from data.written import alike

_LEFT = re.compile(r"\$[a-z][a-z0-9_]*")
LEAF_NAMES: tuple[str, ...] = tuple(kind.model_fields["check"].default for kind in Leaf.__args__)
_NAMES = (*LEAF_NAMES, *(kind.model_fields["check"].default for kind in (AllOf, AnyOf, Not)))
# Says what is wrong at a place of the file, and raises.
Refuse = Callable[[Location, Text, Text], NoReturn]


def spelled_out(written: object, at: Location, refuse: Refuse) -> object:
    """A check as written, as pydantic reads it; what is no check is left for pydantic to refuse.

    Args:
        written: What stands in the file.
        at: Where.
        refuse: What to do with a check that there is not.
    """
    if not isinstance(written, Mapping) or len(written) != 1:
        one = Text("一项检查：检查名: {字段}", "one check, its name before its fields")
        refuse(at, Text("不是一项检查", "is not one check"), one)
    ((name, fields),) = written.items()
    here = (*at, name)
    if name in ("all", "any"):
        if not isinstance(fields, list):
            refuse(here, Text("不是列表", "is no list"), Text("若干检查的列表", "a list of checks"))
        parts = [spelled_out(part, (*here, n), refuse) for n, part in enumerate(fields)]
        return {"check": name, "of": parts}
    if name == "not":
        return {"check": name, "of": spelled_out(fields, here, refuse)}
    if name not in LEAF_NAMES:
        near(here, Text("检查", "check"), name, _NAMES, refuse)
    if not isinstance(fields, Mapping) or "check" in fields:
        refuse(
            here, Text("不是一组字段", "is no table of fields"), Text("检查的字段", "its fields")
        )
    return {"check": name, **{key: _left(value) for key, value in fields.items()}}


def written(check: Check) -> dict[str, Any]:
    """A check as people write it, fields at their defaults left out; `spelled_out` undoes it."""
    match check:
        case AllOf() | AnyOf():
            return {check.check: [written(part) for part in check.of]}
        case Not():
            return {check.check: written(check.of)}
        case _:
            fields = check.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
            return {check.check: {key: _named(value) for key, value in fields.items()}}


def near(
    at: Location,
    what: Text,
    name: object,
    known: Collection[str],
    refuse: Refuse,
) -> NoReturn:
    """Refuse a name that nobody knows, and say which ones are near."""
    shown = str(name)[:60]
    listed = ", ".join(alike(shown, known) or sorted(known)[:6])
    refuse(
        at,
        Text(f"没有名为“{shown}”的{what.zh}", f"names {shown!r}, a {what.en} that there is not"),
        Text(f"词表所列的{what.zh}，如 {listed}", f"a known {what.en}, such as {listed}"),
    )


def _named(value: object) -> object:
    if isinstance(value, dict):
        if list(value) == ["left"]:
            return f"${value['left']}"
        return {key: _named(held) for key, held in value.items()}
    return value


def _left(value: object) -> object:
    if isinstance(value, str) and _LEFT.fullmatch(value):
        return {"left": value[1:]}
    if isinstance(value, Mapping):
        return {key: _left(held) for key, held in value.items()}
    return value
