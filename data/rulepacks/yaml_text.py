"""YAML from strangers, read within bounds: text, numbers, true, false, null, dates, lists, tables.

PyYAML only splits the text into events; what they mean is decided here, so nothing is ever
constructed. A plain word is a number, a truth or a date where YAML 1.2 says so, and else text: `on`
and `no` are words, `0701` is a land-use code. Keys are always text, `<<` like any other. Anchors,
aliases, tags and a second document are refused, and so is a key that stands twice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import yaml

from data.errors import RulePackError
from data.text import Text

MAX_BYTES = 1024**2
MAX_DEPTH = 40
MAX_NODES = 100_000
_MAX_DIGITS = 30
_WORDS: Mapping[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_REAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXPECTED = Text(
    "UTF-8 编码的单个 YAML 文档，不含锚点、别名和标签",
    "one YAML document in UTF-8, without anchors, aliases and tags",
)
# libyaml where the wheel has it; both only parse.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Keys and numbers of rows, from the top of the document down.
Location = tuple[int | str, ...]


@dataclass(frozen=True)
class YamlText:
    """A document as it was written.

    Attributes:
        value: What it holds; nothing of it judged yet.
        lines: Where each value stands: its path to its line, from 1.
    """

    value: Any
    lines: Mapping[Location, int]

    def line(self, location: Sequence[int | str]) -> str:
        """Line of the nearest thing written at or above `location`: `L40`."""
        return _line(self.lines.get(self.found(location)))

    def found(self, location: Sequence[int | str]) -> Location:
        """The part of `location` that is written: steps that are not there are left out.

        Pydantic names the branch of a union, or a field that nobody wrote, as a step of its own.
        """
        at: Location = ()
        for step in location:
            if (*at, step) in self.lines:
                at = (*at, step)
        return at


def read_yaml(file: str, raw: bytes) -> YamlText:
    """What a file holds.

    Args:
        file: What to call it in messages.
        raw: Its bytes.

    Raises:
        RulePackError: It is too large, too deep, no YAML in UTF-8, or says more than data can.
    """
    if len(raw) > MAX_BYTES:
        found = Text(f"文件过大（{len(raw)} 字节）", f"is too large ({len(raw)} bytes)")
        limit = Text(f"不超过 {MAX_BYTES} 字节", f"at most {MAX_BYTES} bytes")
        raise RulePackError(file, found, limit)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = Text("不是 UTF-8 编码", "is not encoded in UTF-8")
        raise RulePackError(file, found, _EXPECTED) from None
    reading = _Reading(file)
    try:
        value = reading.document(yaml.parse(text, Loader=_PARSER))
    except yaml.YAMLError as error:
        line, said = _complaint(error)
        found = Text("有 YAML 语法错误", f"cannot be parsed ({said})")
        raise RulePackError(file, found, _EXPECTED, at=_line(line)) from None
    return YamlText(value, reading.lines)


class _Reading:
    """One file on its way from events to values."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Location, int] = {}

    def document(self, events: Iterator[yaml.Event]) -> Any:  # noqa: ANN401 - whatever YAML holds
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, Text("有第二个文档", "begins a second document"))
                value = self._value(next(events), events, ())
        return value

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> Any:  # noqa: ANN401
        self._require_plain_data(event, at)
        self.lines[at] = _number(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, at)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, at)
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else self._word(event)
        return self._refuse(event, Text("无法识别", "is not understood"))

    def _sequence(self, events: Iterator[yaml.Event], at: Location) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, events, (*at, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], at: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._require_plain_data(event, at)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, Text("以表或列表作键", "has a table or a list for a key"))
            key = event.value
            if key in values:
                shown = key[:60]
                self._refuse(event, Text(f"键“{shown}”重复", f"has the key {shown!r} twice"))
            values[key] = self._value(next(events), events, (*at, key))
        return values

    def _word(self, event: yaml.ScalarEvent) -> str | float | bool | date | None:
        """What an unquoted word means."""
        word = event.value
        if word in _WORDS:
            return _WORDS[word]
        number = _WHOLE.fullmatch(word) or _REAL.fullmatch(word)
        if number and len(word) > _MAX_DIGITS:
            self._refuse(event, Text("数值过长", "has too long a number"))
        if number:
            return int(word) if _WHOLE.fullmatch(word) else float(word)
        if _DATE.fullmatch(word):
            try:
                return date.fromisoformat(word)
            except ValueError:
                shown = Text(f"日期 {word} 不存在", f"is {word}, a day that there is not")
                self._refuse(event, shown)
        return word

    def _require_plain_data(self, event: yaml.Event, at: Location) -> None:
        """Refuse what makes a document more than data, or more than anybody would write."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._refuse(event, Text("有锚点或别名", "has an anchor or an alias"))
        if getattr(event, "tag", None) is not None:
            self._refuse(event, Text("有标签", "has a tag"))
        if len(at) > MAX_DEPTH:
            self._refuse(event, Text("嵌套过深", "is nested too deep"))
        if len(self.lines) >= MAX_NODES:
            self._refuse(event, Text("条目过多", "holds too much"))

    def _refuse(self, event: yaml.Event, found: Text) -> NoReturn:
        raise RulePackError(self.file, found, _EXPECTED, at=_line(_number(event)))


def _number(event: yaml.Event) -> int:
    """The line on which an event begins, from 1."""
    mark = event.start_mark
    return 0 if mark is None else mark.line + 1


def _complaint(error: yaml.YAMLError) -> tuple[int | None, str]:
    """Line and words of PyYAML's complaint."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return error.problem_mark.line + 1, str(error.problem)
    return None, "characters that YAML does not allow"


def _line(number: int | None) -> str:
    return "" if number is None else f"L{number}"
