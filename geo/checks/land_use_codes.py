"""用地代码: what a code says of the uses asked for, in the 2023 guide or in GB 50137-2011."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.judged import Reason
from geo.levels import MAY, NO, YES

_BETWEEN = re.compile(r"[/+、,，;；]")
_GUIDE, _OLD = re.compile(r"\d{2,6}"), re.compile(r"[A-Z]\d{0,3}")


@dataclass(frozen=True)
class Said:
    """What a code says.

    Attributes:
        answer: Met, not met, on site, unknown.
        reason: Why it is not a plain yes or no.
    """

    answer: np.uint8
    reason: Reason


def said(
    code: str | None,
    asked: Sequence[str],
    old_codes: Mapping[str, Sequence[str]],
    *,
    forbidden: bool,
) -> Said:
    """Whether a code is one of those asked for, or none of them.

    Digits are codes of the 2023 guide, which hold all codes that begin with them; letters are codes
    of GB 50137, which stand for one or several of them. A code that is coarser than what is asked,
    a mixed code (`B1/R2`) whose parts differ, and an old code that may stand for several codes and
    for one that fits, are for the natural-resources office to decide.

    Args:
        code: As the layer writes it.
        asked: Codes of the 2023 guide.
        old_codes: Code of GB 50137 to codes of the guide.
        forbidden: Whether `asked` must not occur, rather than one of them must.
    """
    parts = _parts(code)
    if not parts:
        return Said(UNKNOWN, Reason.ATTRIBUTE_MISSING)
    yes, no = (NOT_MET, MET) if forbidden else (MET, NOT_MET)
    answers = {_part(part, asked, old_codes, yes, no) for part in parts}
    if answers in ({MET}, {NOT_MET}):
        return Said(answers.pop(), Reason.MEASURED)
    return Said(ON_SITE, Reason.AMBIGUOUS_CODE)


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
        old_codes: As for `said`.
    """
    levels = {_occurs(part, asked, old_codes) for part in _parts(code)}
    return levels.pop() if len(levels) == 1 else MAY


def _occurs(part: str, asked: Sequence[str], old_codes: Mapping[str, Sequence[str]]) -> np.uint8:
    if _GUIDE.fullmatch(part):
        return _guide(part, asked, YES, NO, MAY)
    new = _renewed(part, old_codes) if _OLD.fullmatch(part) else ()
    levels = {_guide(code, asked, YES, NO, MAY) for code in new}
    return levels.pop() if len(levels) == 1 else MAY


def _parts(code: str | None) -> list[str]:
    parts = [part.strip().upper() for part in _BETWEEN.split(code or "")]
    return [part for part in parts if part]


def _part(
    part: str,
    asked: Sequence[str],
    old_codes: Mapping[str, Sequence[str]],
    yes: np.uint8,
    no: np.uint8,
) -> np.uint8:
    if _GUIDE.fullmatch(part):
        return _guide(part, asked, yes, no)
    new = _renewed(part, old_codes) if _OLD.fullmatch(part) else ()
    answers = {_guide(code, asked, yes, no) for code in new}
    if len(new) == 1 or answers == {NOT_MET}:
        return answers.pop()
    return ON_SITE


def _guide(
    code: str, asked: Sequence[str], yes: np.uint8, no: np.uint8, coarser: np.uint8 = ON_SITE
) -> np.uint8:
    if any(code.startswith(each) for each in asked):
        return yes
    return coarser if any(each.startswith(code) for each in asked) else no


def _renewed(old: str, old_codes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Codes of the guide that an old one may stand for, by the nearest that the table holds."""
    for length in range(len(old), 1, -1):
        if old[:length] in old_codes:
            return tuple(old_codes[old[:length]])
    if len(old) == 1 and old in old_codes:
        return tuple(old_codes[old])
    narrower = [new for code, codes in old_codes.items() if code.startswith(old) for new in codes]
    return tuple(dict.fromkeys(narrower))
