"""Which rows of a layer stood on a day."""

from datetime import date

import numpy as np
import pandas as pd

from geo.levels import MAY, NO, YES, Levels

# What registers say of a permit, in Chinese, or in English: it is live, or it is no longer.
_LIVE = ("", "valid", "live", "active", "in_force", "有效", "存续", "在业", "正常", "开业", "在营")
_ENDED = (
    *("cancelled", "canceled", "expired", "revoked", "withdrawn"),
    *("注销", "吊销", "撤销", "撤回", "失效", "过期", "作废"),
)


def standing(table: pd.DataFrame, on: date) -> Levels:
    """(F,) whether each row stood on the day: yes, perhaps (it is planned), or no.

    A row holds from `valid_from` up to, not including, `valid_to`; what is planned may come sooner
    than it says. One that is closed and does not say since when no longer counts. A permit past its
    date that nobody cancelled may still stand in the way, and so may one of which the register says
    what nobody knows how to read. Layers without these columns stand always.
    """
    levels = np.full(len(table), YES, dtype=np.uint8)
    day = on.isoformat()  # dates are ISO text, which sorts as dates do
    if "expires" in table.columns:
        levels = _of_permits(table["status"])
        past = table["expires"].fillna(day).to_numpy(dtype=object).astype(str) < day
        levels[past] = np.minimum(levels[past], MAY)
    if "valid_from" in table.columns:
        status = table["status"].fillna("").to_numpy(dtype=object)
        levels[status == "planned"] = MAY
        levels[(status == "closed") & table["valid_to"].isna().to_numpy()] = NO
        begun = table["valid_from"].fillna("").to_numpy(dtype=object).astype(str) <= day
        ended = table["valid_to"].fillna("9999-12-31").to_numpy(dtype=object).astype(str) <= day
        planned = levels == MAY
        levels[(~begun & ~planned) | ended] = NO
    return levels


def _of_permits(column: pd.Series) -> Levels:
    """(F,) whether permits are live by what the register says; one it says nothing of is."""
    said = column.astype(object).where(column.notna(), "").to_numpy(dtype=object)
    words = {word: str(word).strip().lower().removeprefix("已") for word in set(said)}
    level = {
        word: NO if plain in _ENDED else YES if plain in _LIVE else MAY
        for word, plain in words.items()
    }
    return np.array([level[word] for word in said], dtype=np.uint8)
