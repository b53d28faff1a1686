"""What localities make of one number or method of a rule, from the nation down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from data.errors import RulePackError
from data.rulepacks.pack_file import PackFile
from data.rulepacks.pack_words import require_possible
from data.rulepacks.rule import LEVELS, Rule, RuleMethod, RuleNumber, Setting
from data.rulepacks.yaml_text import Location
from data.text import Text

Value = float | str


@dataclass(frozen=True)
class Local:
    """A setting, and the file of the pack that makes it."""

    setting: Setting
    file: PackFile

    def value(self, name: str) -> Value | None:
        """What it sets `name` to; None where it does not."""
        number = self.setting.numbers.get(name)
        return self.setting.methods.get(name) if number is None else number


def settle(
    rule: Rule, file: PackFile, name: str, entry: RuleNumber | RuleMethod, locals_: Sequence[Local]
) -> tuple[Value | None, Local | None]:
    """The value of `name` that holds in the end, and who set it.

    Args:
        rule: The rule.
        file: Where the rule stands.
        name: Name of the number or method.
        entry: What the rule itself says of it.
        locals_: What is set in this rule on the day at the place.

    Returns:
        The value, None where nobody gave one; and the setting it comes from, None for the rule's.

    Raises:
        RulePackError: Two settings of a level differ, or one relaxes the value without a document.
    """
    value: Value | None = entry.value
    setter: Local | None = None
    for level in LEVELS:
        found = [s for s in locals_ if s.file.pack.level == level and s.value(name) is not None]
        if not found:
            continue
        _require_below(rule, file, found[0])
        new, local = _agreed(rule, name, found)
        _require_kind(rule, name, entry, local)
        if value is None or _stricter(entry, new, value):
            value, setter = new, local
        elif new != value:
            _require_allowed(rule, name, local, value)
            value, setter = new, local
    return value, setter


def _agreed(rule: Rule, name: str, found: Sequence[Local]) -> tuple[Value, Local]:
    """What settings of one level say, if they say the same."""
    first = found[0]
    value = first.value(name)
    for other in found[1:]:
        if other.value(name) != value:
            raise RulePackError(
                other.file.file,
                Text(
                    f"{name} 设为 {_shown(other.value(name))}，"
                    f"与 {first.file.file} 所设 {_shown(value)} 矛盾",
                    f"sets {name} to {_shown(other.value(name))}, "
                    f"and {first.file.file} to {_shown(value)}",
                ),
                Text("同级规则包所设一致", "packs of one level that agree"),
                at=f"settings.{rule.id}",
            )
    return value if value is not None else "", first


def _require_below(rule: Rule, file: PackFile, local: Local) -> None:
    if LEVELS.index(local.file.pack.level) < LEVELS.index(file.pack.level):
        raise RulePackError(
            local.file.file,
            Text("规则出自下级规则包", f"sets a rule of {file.file}, a pack below"),
            Text("本级或上级规则包中的规则", "a rule of its own level or above"),
            at=f"settings.{rule.id}",
        )


def _require_kind(rule: Rule, name: str, entry: RuleNumber | RuleMethod, local: Local) -> None:
    """A number for a number, a method for a method, and one that can be."""
    value = local.value(name)
    at: Location = ("settings", rule.id, name)

    def refuse(_: Location, found: Text, expected: Text) -> NoReturn:
        raise RulePackError(local.file.file, found, expected, at=".".join(map(str, at)))

    if isinstance(entry, RuleNumber) != isinstance(value, float):
        shown = _shown(value)
        refuse(at, Text(f"为 {shown}", f"is {shown}"), Text("数值与测法各归其表",
               "a number under numbers, a method under methods"))  # fmt: skip
    if isinstance(entry, RuleNumber) and isinstance(value, float):
        require_possible(entry, value, at, refuse)


def _stricter(entry: RuleNumber | RuleMethod, new: Value, old: Value) -> bool:
    """Whether `new` asks more than `old`; walking is never shorter, so straight asks more."""
    if isinstance(entry, RuleMethod) or isinstance(new, str) or isinstance(old, str):
        return (new, old) == ("straight", "walking")
    return new > old if entry.stricter == "larger" else new < old


def _require_allowed(rule: Rule, name: str, local: Local, value: Value) -> None:
    if local.setting.allowed_by is None:
        new, old = _shown(local.value(name)), _shown(value)
        raise RulePackError(
            local.file.file,
            Text(f"将 {name} 由 {old} 放宽为 {new}", f"relaxes {name} from {old} to {new}"),
            Text("更严的数值，或以 allowed_by 写明准许放宽的部门文件",
                 "a stricter one, or the ministerial document that allows it, as allowed_by"),
            at=f"settings.{rule.id}",
        )  # fmt: skip


def _shown(value: Value | None) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
