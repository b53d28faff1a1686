"""用地代码: what a code of land may stand for, in the 2023 guide or in GB 50137-2011."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from geo.levels import MAY, NO, YES

_BETWEEN = re.compile(r"[/+、,，;；]")
_GUIDE, _OLD = re.compile(r"\d{2,6}"), re.compile(r"[A-Z]\d{0,3}")


def occurs(
    code: str | None, asked: Sequence[str], old_codes: Mapping[str, Sequence[str]]
) -> np.uint8:
    """How surely ground of a code is ground of the uses asked for.

    A code that is coarser than what is asked (`07` for `0701`), a mixed code of which a part is
    asked for, an old code some of whose meanings are, and one that nobody can read may be: ground
    whose use is not told is never taken for other ground.

    Args:
        code: As the layer writes it.
        asked: Codes of the 2023 guide.
        old_codes: Code of GB 50137 to codes of the guide.
    """
    levels = {_occurs(part, asked, old_codes) for part in parts(code)}
    return levels.pop() if len(levels) == 1 else MAY


def _occurs(part: str, asked: Sequence[str], old_codes: Mapping[str, Sequence[str]]) -> np.uint8:
    levels = {among(code, asked) for code in meanings(part, old_codes)}
    return levels.pop() if len(levels) == 1 else MAY


def parts(code: str | None) -> list[str]:
    """The codes of which a mixed one is made."""
    every = [part.strip().upper() for part in _BETWEEN.split(code or "")]
    return [part for part in every if part]


def meanings(part: str, old_codes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Codes of the guide that a code may stand for; none for one that nobody can read.

    Args:
        part: One code, as from `parts`.
        old_codes: Code of GB 50137 to codes of the guide.
    """
    if _GUIDE.fullmatch(part):
        return (part,)
    return _renewed(part, old_codes) if _OLD.fullmatch(part) else ()


def among(code: str, asked: Sequence[str]) -> np.uint8:
    """Whether a code of the guide is one of those asked for, or may be, being coarser."""
    if any(code.startswith(each) for each in asked):
        return YES
    return MAY if any(each.startswith(code) for each in asked) else NO


def _renewed(old: str, old_codes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Codes of the guide that an old one may stand for, by the nearest that the table holds."""
    for length in range(len(old), 1, -1):
        if old[:length] in old_codes:
            return tuple(old_codes[old[:length]])
    if len(old) == 1 and old in old_codes:
        return tuple(old_codes[old])
    narrower = [new for code, codes in old_codes.items() if code.startswith(old) for new in codes]
    return tuple(dict.fromkeys(narrower))
