"""What a code of land says of the uses that a rule asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.levels import MAY, NO, YES
from geo.reason import Reason
from geo.scene.land_codes import among, meanings, parts


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
    every = parts(code)
    if not every:
        return Said(UNKNOWN, Reason.ATTRIBUTE_MISSING)
    yes, no = (NOT_MET, MET) if forbidden else (MET, NOT_MET)
    answers = {_part(part, asked, old_codes, yes, no) for part in every}
    if answers in ({MET}, {NOT_MET}):
        return Said(answers.pop(), Reason.MEASURED)
    return Said(ON_SITE, Reason.AMBIGUOUS_CODE)


def _part(
    part: str,
    asked: Sequence[str],
    old_codes: Mapping[str, Sequence[str]],
    yes: np.uint8,
    no: np.uint8,
) -> np.uint8:
    answer = {YES: yes, MAY: ON_SITE, NO: no}
    new = meanings(part, old_codes)
    answers = {answer[among(code, asked)] for code in new}
    if len(new) == 1 or answers == {NOT_MET}:
        return answers.pop()
    return ON_SITE
