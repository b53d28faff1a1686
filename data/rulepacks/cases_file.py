"""Reading the cases of a pack: one file of YAML beside each pack, by rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, NoReturn

from pydantic import Field, TypeAdapter, ValidationError

from data.errors import RulePackError
from data.rulepacks.case import Case
from data.rulepacks.case_words import require_case_sense
from data.rulepacks.pack_file import PackFile, read_bytes
from data.rulepacks.rule import RuleId
from data.rulepacks.vocabulary import Vocabulary
from data.rulepacks.yaml_text import Location, YamlText, read_yaml
from data.text import Text
from data.toml_file import FileSort
from data.toml_messages import first_complaint, place

_SORT = FileSort(
    RulePackError,
    Text("规则案例", "cases of rules"),
    Text(
        "规则包说明（rulepacks/packs/README.md）中“案例”一节所列",
        "what rulepacks/packs/README.md lists under cases",
    ),
)
_Written = TypeAdapter(
    dict[RuleId, Annotated[tuple[Case, ...], Field(min_length=1, max_length=200)]]
)


@dataclass(frozen=True)
class CasesFile:
    """The cases of one pack.

    Attributes:
        file: The file, for messages; where there is none, what it would be called.
        pack: The pack.
        cases: Cases by rule, one for each type and kind they name.
    """

    file: str
    pack: PackFile
    cases: Mapping[str, tuple[Case, ...]]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that want cases: those of the pack, and those it sets numbers in."""
        pack = self.pack.pack
        named = [*(rule.id for rule in pack.rules), *(setting.rule for setting in pack.settings)]
        return tuple(sorted(set(named)))


def built_in_cases(packs: Iterable[PackFile], vocabulary: Vocabulary) -> tuple[CasesFile, ...]:
    """The cases of packs that ship, from `cases/`.

    Raises:
        RulePackError: `cases_of` refuses a file.
    """
    folder = resources.files("data.rulepacks") / "cases"
    found = []
    for pack in packs:
        file = folder.joinpath(*pack.file.split("/"))
        raw = file.read_bytes() if file.is_file() else None
        found.append(cases_of(f"cases/{pack.file}", raw, pack, vocabulary))
    return tuple(found)


def own_cases(pack: PackFile, vocabulary: Vocabulary) -> CasesFile:
    """The cases of an office's own pack: `town.cases.yaml` beside `town.yaml`.

    Raises:
        RulePackError: `cases_of` refuses the file.
    """
    file = Path(pack.file).with_suffix(".cases.yaml")
    raw = read_bytes(file) if file.is_file() else None
    return cases_of(str(file), raw, pack, vocabulary)


def cases_of(file: str, raw: bytes | None, pack: PackFile, vocabulary: Vocabulary) -> CasesFile:
    """The cases that a file holds.

    Args:
        file: What to call it in messages.
        raw: Its bytes, YAML in UTF-8; None where there is no such file.
        pack: The pack whose rules they are of.
        vocabulary: The words.

    Raises:
        RulePackError: It is no YAML within bounds, or a case is of another pack's rule, has a key
            nobody understands, or names what there is not.
    """
    if raw is None:
        return CasesFile(file, pack, {})
    reading = _Reading(file, read_yaml(file, raw))
    try:
        written = _Written.validate_python(reading.written.value)
    except ValidationError as errors:
        raise first_complaint(Path(file), errors, _SORT, spoken=reading.spoken) from None
    known = CasesFile(file, pack, {}).rules
    for rule, cases in written.items():
        if rule not in known:
            here = Text("规则包中没有这条规则", f"is no rule of {pack.file}")
            listed = ", ".join(known)
            reading.refuse((rule,), here, Text(f"如 {listed}", f"one of {listed}"))
        for number, case in enumerate(cases):
            require_case_sense(case, (rule, number), vocabulary, reading.refuse)
    several = {
        rule: tuple(one for case in cases for one in case.one_each)
        for rule, cases in written.items()
    }
    return CasesFile(file, pack, several)


@dataclass(frozen=True)
class _Reading:
    """One file: what stands in it, and how its places are called."""

    file: str
    written: YamlText

    def spoken(self, location: Sequence[int | str]) -> str:
        """`NET-01[2].map.streets (L40)`: the case, the field, the line."""
        at = self.written.found(location)
        last = location[-1] if location else None
        if isinstance(last, str) and last.isidentifier() and last.islower() and last not in at:
            at = (*at, last)  # a field that nobody wrote
        return f"{place(at)} ({self.written.line(location)})".strip()

    def refuse(self, at: Location, found: Text, expected: Text) -> NoReturn:
        """Refuse what stands at a place."""
        raise RulePackError(self.file, found, expected, at=self.spoken(at))
