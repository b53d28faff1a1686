"""What a locality sets, altered in one number or method at a time."""

from collections.abc import Iterator
from dataclasses import replace

from data.rulepacks.check_parts import Way
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import Setting

_OTHER_WAY: dict[Way, Way] = {"straight": "walking", "walking": "straight"}


def altered_settings(pack: PackFile, rule: str) -> Iterator[tuple[str, PackFile]]:
    """The pack with one thing altered that it sets in a rule, and what was altered."""
    for at, setting in enumerate(pack.pack.settings):
        if setting.rule != rule:
            continue
        for what, altered in _altered(setting):
            settings = (*pack.pack.settings[:at], altered, *pack.pack.settings[at + 1 :])
            whole = pack.pack.model_copy(update={"settings": settings})
            yield f"settings.{what}", replace(pack, pack=whole)


def _altered(setting: Setting) -> Iterator[tuple[str, Setting]]:
    for name, number in setting.numbers.items():
        step = 0.01 if 0 < number < 1 else max(1.0, number / 100)
        for moved in (number - step, number + step):
            if moved >= 0:
                numbers = {**setting.numbers, name: moved}
                new = setting.model_copy(update={"numbers": numbers})
                yield f"{name} {number:g} -> {moved:g}", new
    for name, way in setting.methods.items():
        methods = {**setting.methods, name: _OTHER_WAY[way]}
        yield f"{name} {way} -> {_OTHER_WAY[way]}", setting.model_copy(update={"methods": methods})
