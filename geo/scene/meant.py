"""How surely what a layer writes is what a rule asks for.

Most layers write a kind, which is one of those asked for or is not. Codes of land may be coarse,
mixed or old, and the use of a building is written in many words: what may be meant may count.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from geo.levels import MAY, NO, YES
from geo.scene.building_uses import uses_named
from geo.scene.land_codes import occurs

# How surely a value that a layer holds is one of the values that picks ask for.
Meant = Callable[[Any, Sequence[str]], np.uint8]


def kind_meant(kind: str, asked: Sequence[str]) -> np.uint8:
    """A kind is one of those asked for, or is not."""
    return YES if kind in asked else NO


def code_meant(old_codes: Mapping[str, Sequence[str]]) -> Meant:
    """For codes of land use, as `geo.scene.land_codes.occurs`.

    Args:
        old_codes: Code of GB 50137 to codes of the guide that it may stand for.
    """
    return lambda code, asked: occurs(code, asked, old_codes)


def use_meant(uses: int, asked: Sequence[str]) -> np.uint8:
    """For the uses that a building may have, as bits; one of which nothing is known may be any."""
    wanted = 0
    for word in asked:
        wanted |= uses_named(word)
    if uses and not uses & ~wanted:
        return YES
    return MAY if not uses or uses & wanted else NO
