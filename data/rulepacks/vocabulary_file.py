"""Reading the vocabulary: files of YAML beside this one, into `Vocabulary`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from data.errors import RulePackError
from data.rulepacks.check_parts import Code, Name, Record
from data.rulepacks.rule import UNDERTAKINGS, Undertaking
from data.rulepacks.vocabulary import (
    PICKED_BY,
    BusinessType,
    FactTerm,
    FactType,
    FeatureTerm,
    Group,
    Pick,
    Proof,
    Vocabulary,
)
from data.rulepacks.words import Sentence, Words
from data.rulepacks.yaml_text import read_yaml
from data.text import Text
from data.toml_file import FileSort
from data.toml_messages import first_complaint

_SORT = FileSort(RulePackError, Text("词表", "vocabulary"), Text("词表的键和取值", "known keys"))
_PickText = Annotated[str, StringConstraints(pattern=r"^[a-z_]+/[a-z0-9_]+$", max_length=80)]


class _Feature(Record):
    title: Sentence
    picks: Annotated[tuple[_PickText, ...], Field(min_length=1)]
    catalogue: tuple[Name, ...] = ()


class _Type(Record):
    title: Sentence
    permit: Sentence
    permit_matters: tuple[Words, ...] = ()
    search_words: tuple[Words, ...] = ()
    land_use_fit: tuple[Code, ...] = ()
    land_use_conditional: tuple[Code, ...] = ()
    permit_types: tuple[Name, ...] = ()
    groups: tuple[Name, ...] = ()


class _Group(Record):
    title: Sentence
    everybody: bool = False
    undertakings: Annotated[tuple[Undertaking, ...], Field(min_length=1)] = UNDERTAKINGS


class _Fact(Record):
    title: Sentence
    type: FactType
    unit: Sentence | None = None
    choices: dict[Name, Sentence] | None = None
    minimum: float | None = None
    maximum: float | None = None
    proof: Proof = Proof.DECLARED
    mendable: bool = True


class _File(Record):
    """One file of the vocabulary; each holds some of these tables."""

    features: dict[Name, _Feature] = Field(default_factory=dict)
    broader: dict[_PickText, Annotated[tuple[_PickText, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    no_layer: dict[Name, Sentence] = Field(default_factory=dict)
    types: dict[Name, _Type] = Field(default_factory=dict)
    groups: dict[Name, _Group] = Field(default_factory=dict)
    facts: dict[Name, _Fact] = Field(default_factory=dict)
    old_codes: dict[str, Annotated[tuple[Code, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )


@cache
def read_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the product."""
    folder = resources.files("data.rulepacks") / "vocabulary"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return vocabulary_of({file.name: file.read_bytes() for file in files})


def vocabulary_of(files: Mapping[str, bytes]) -> Vocabulary:
    """The vocabulary that some files hold together.

    Args:
        files: What to call each in messages, to its bytes.

    Raises:
        RulePackError: A file is no YAML within bounds, has a key nobody understands, a layer,
            group or fact that does not fit, or defines what another file defines.
    """
    merged: dict[str, dict[str, Any]] = {table: {} for table in _File.model_fields}
    for name, raw in files.items():
        file = _read(name, raw)
        for table, entries in merged.items():
            for key, entry in getattr(file, table).items():
                if key in entries:
                    found = Text("重复定义", "is defined twice")
                    wanted = Text("只定义一次", "one definition")
                    raise RulePackError(name, found, wanted, at=f"{table}.{key}")
                _require_fit(name, table, key, entry)
                entries[key] = entry
    listed = ", ".join(files)
    for name, entry in merged["types"].items():
        odd = [group for group in entry.groups if group not in merged["groups"]]
        if odd:
            found = Text(f"没有 {odd[0]} 这一类", f"names {odd[0]}, no group")
            wanted = Text("groups 中所列", "a group of the vocabulary")
            raise RulePackError(listed, found, wanted, at=f"types.{name}.groups")
    return _assembled(merged)


def _read(name: str, raw: bytes) -> _File:
    try:
        return _File.model_validate(read_yaml(name, raw).value)
    except ValidationError as errors:
        raise first_complaint(Path(name), errors, _SORT) from None


def _require_fit(file: str, table: str, key: str, entry: Any) -> None:  # noqa: ANN401
    """Refuse picks of no layer, and a choice without choices."""
    picks: tuple[str, ...] = ()
    if table == "features":
        picks = entry.picks
    elif table == "broader":
        picks = (key, *entry)
    for pick in picks:
        layer = pick.partition("/")[0]
        if layer not in PICKED_BY:
            known = ", ".join(PICKED_BY)
            found = Text(f"没有可选取的图层 {layer}", f"names {layer}, no layer to pick from")
            raise RulePackError(file, found, Text(known, f"one of {known}"), at=f"{table}.{key}")
    if table == "facts" and (entry.type is FactType.CHOICE) != (entry.choices is not None):
        found = Text("choices 与 type 不符", "has choices that do not fit its type")
        wanted = Text("choice 类型才有 choices", "choices for a choice, and for nothing else")
        raise RulePackError(file, found, wanted, at=f"facts.{key}")


def _assembled(merged: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
    return Vocabulary(
        features={
            name: FeatureTerm(
                name, entry.title.text, tuple(map(_pick, entry.picks)), entry.catalogue
            )
            for name, entry in merged["features"].items()
        },
        broader={
            _pick(key): tuple(map(_pick, narrower)) for key, narrower in merged["broader"].items()
        },
        types={
            name: BusinessType(
                name, title=entry.title.text, permit=entry.permit.text,
                **{field: getattr(entry, field) for field in _PLAIN_FIELDS},
            )
            for name, entry in merged["types"].items()
        },
        groups={
            name: Group(name, entry.title.text, entry.everybody, entry.undertakings)
            for name, entry in merged["groups"].items()
        },
        facts={name: _fact(name, entry) for name, entry in merged["facts"].items()},
        old_codes=dict(merged["old_codes"]),
        no_layer={name: entry.text for name, entry in merged["no_layer"].items()},
    )  # fmt: skip


_PLAIN_FIELDS = (
    "permit_matters",
    "search_words",
    "land_use_fit",
    "land_use_conditional",
    "permit_types",
    "groups",
)


def _fact(name: str, entry: _Fact) -> FactTerm:
    choices = entry.choices or {}
    return FactTerm(
        name,
        entry.title.text,
        entry.type,
        unit=entry.unit.text if entry.unit else None,
        choices={word: title.text for word, title in choices.items()} or None,
        minimum=entry.minimum,
        maximum=entry.maximum,
        proof=entry.proof,
        mendable=entry.mendable,
    )


def _pick(text: str) -> Pick:
    layer, _, value = text.partition("/")
    return Pick(layer, value)
