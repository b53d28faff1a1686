"""Which of the areas is the district itself, and what it is called there."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.text_values import as_key_text


def own_district(areas: pd.DataFrame, names: Collection[str]) -> NDArray[np.bool_]:
    """Which areas of level `district` are the district itself.

    Where there are several, those whose name or code is one of `names`; where none is, all.

    Args:
        areas: Layer `areas`, columns `level` and perhaps `name` and `code`, whatever their types.
        names: What the district is called: its name, its division code.

    Returns:
        (N,) mask.
    """
    own = _is_one_of(areas, "level", ("district",))
    named = own & called(areas, names)
    return named if own.sum() > 1 and named.any() else own


def called(areas: pd.DataFrame, names: Collection[str]) -> NDArray[np.bool_]:
    """(N,) mask of the areas whose name or code is one of `names`."""
    return _is_one_of(areas, "name", names) | _is_one_of(areas, "code", names)


def own_names(areas: pd.DataFrame | None, names: Collection[str]) -> frozenset[str]:
    """All names and codes of the district: those given, and those its own areas have.

    What a station's `district` says is the district itself when it is one of these.
    """
    found = set(names)
    if areas is not None and "level" in areas.columns:
        own = areas.loc[own_district(areas, names)]
        for column in ("name", "code"):
            if column in own.columns:
                found |= set(as_key_text(own[column]).dropna())
    return frozenset(found)


def _is_one_of(areas: pd.DataFrame, column: str, values: Collection[str]) -> NDArray[np.bool_]:
    if column not in areas.columns:
        return np.zeros(len(areas), dtype=bool)
    found = as_key_text(areas[column]).isin(list(values)).fillna(False)
    return np.asarray(found.to_numpy(dtype=bool))
