"""Reading a rule pack from YAML, and refusing with care what nobody could mean."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from data.errors import RulePackError
from data.rulepacks.check_notation import spelled_out
from data.rulepacks.pack_words import require_sense
from data.rulepacks.rule import Pack
from data.rulepacks.vocabulary import Vocabulary
from data.rulepacks.yaml_text import MAX_BYTES, Location, YamlText, read_yaml
from data.text import Text
from data.toml_file import FileSort
from data.toml_messages import first_complaint, place

SORT = FileSort(
    RulePackError,
    Text("规则包", "rule pack"),
    Text(
        "规则包说明（rulepacks/packs/README.md）所列的键和取值",
        "what rulepacks/packs/README.md lists",
    ),
)
_SHOWN_LETTERS = 200
# What pydantic calls a field; it calls branches of unions `float`, `Left`, `literal[...]`.
_FIELD = re.compile(r"(?!(float|bool|str)$)[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class PackFile:
    """A pack, and the file it was read from.

    Attributes:
        file: The file, for messages.
        pack: What it holds.
        sha256: Hex SHA-256 of what it says: comments, spacing and the order of keys do not count.
    """

    file: str
    pack: Pack
    sha256: str


def read_pack(path: Path, vocabulary: Vocabulary) -> PackFile:
    """Read the pack that a person wrote.

    Raises:
        RulePackError: There is no such file, or `pack_of` refuses what it holds.
    """
    return pack_of(str(path), read_bytes(path), vocabulary)


def pack_of(file: str, raw: bytes, vocabulary: Vocabulary) -> PackFile:
    """The pack that a file holds; whether it fits others is not judged here.

    Args:
        file: What to call it in messages.
        raw: Its bytes, YAML in UTF-8.
        vocabulary: The words that rules may use.

    Raises:
        RulePackError: It is no YAML within bounds, has a key nobody understands or a value out of
            place, or uses a word or a number that there is not; with file, rule, field and line.
    """
    written = read_yaml(file, raw)
    if not isinstance(written.value, Mapping):
        raise RulePackError(file, _no_keys(written.value), _KEYS)
    reading = _Reading(file, written)
    try:
        pack = Pack.model_validate(reading.spelled_out())
    except ValidationError as errors:
        raise first_complaint(Path(file), errors, SORT, spoken=reading.spoken) from None
    require_sense(pack, vocabulary, reading.refuse)
    return PackFile(file, pack, _hash(pack))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, no more of them than a pack may have and one.

    Raises:
        RulePackError: There is no such file, or it cannot be read.
    """
    expected = Text("可读取的 YAML 规则包文件", "a rule pack in YAML that can be read")
    if not path.is_file():
        raise RulePackError(path, Text("文件不存在", "no such file"), expected)
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        raise RulePackError(path, Text("无法读取", "cannot be read"), expected) from None


_KEYS = Text("规则包：pack、title、level 等键", "a pack with the keys pack, title, level and so on")


@dataclass(frozen=True)
class _Reading:
    """One file: what stands in it, and how its places are called."""

    file: str
    written: YamlText

    def spelled_out(self) -> object:
        """The document with its checks as pydantic reads them."""
        top = self.written.value
        if not isinstance(top, Mapping) or not isinstance(top.get("rules"), list):
            return top
        rules = [self._rule(rule, ("rules", n)) for n, rule in enumerate(top["rules"])]
        return {**top, "rules": rules}

    def _rule(self, rule: Any, at: Location) -> object:  # noqa: ANN401 - whatever YAML holds
        if not isinstance(rule, Mapping):
            return rule
        checks = {
            key: spelled_out(rule[key], (*at, key), self.refuse)
            for key in ("when", "check")
            if key in rule
        }
        return {**rule, **checks}

    def spoken(self, location: Sequence[int | str]) -> str:
        """`NET-01.check.least_distance.to (L40)`: the rule by its id, the field, the line."""
        at = self.written.found(location)
        last = location[-1] if location else None
        if isinstance(last, str) and _FIELD.fullmatch(last) and at[-1:] != (last,):
            at = (*at, last)  # a field that nobody wrote
        row = self._row_name(at[:2])
        where = place(at) if row is None else ".".join(filter(None, (row, place(at[2:]))))
        where = where[:_SHOWN_LETTERS]
        return f"{where} ({self.written.line(at)})" if where else self.written.line(at)

    def _row_name(self, at: Location) -> str | None:
        """The id of a rule, or of the rule that a setting is for."""
        if len(at) < 2 or at[0] not in ("rules", "settings"):
            return None
        row = self.written.value[at[0]][at[1]]
        named = row.get("id" if at[0] == "rules" else "rule") if isinstance(row, Mapping) else None
        return named[:60] if isinstance(named, str) else None

    def refuse(self, at: Location, found: Text, expected: Text) -> NoReturn:
        """Refuse what stands at a place."""
        raise RulePackError(self.file, found, expected, at=self.spoken(at))


def _no_keys(value: object) -> Text:
    if value is None:
        return Text("文件为空", "is empty")
    return Text("最外层不是“键: 值”", "is no mapping of keys to values")


def _hash(pack: Pack) -> str:
    said = json.dumps(pack.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
