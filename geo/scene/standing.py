"""Which rows of a layer stood on a day."""

from datetime import date

import numpy as np
import pandas as pd

from geo.levels import MAY, NO, YES, Levels


def standing(table: pd.DataFrame, on: date) -> Levels:
    """(F,) whether each row stood on the day: yes, perhaps (it is planned), or no.

    A row holds from `valid_from` up to, not including, `valid_to`. One that is closed and does not
    say since when no longer counts. A permit past its date that nobody cancelled may still stand in
    the way. Layers without these columns stand always.
    """
    levels = np.full(len(table), YES, dtype=np.uint8)
    day = on.isoformat()  # dates are ISO text, which sorts as dates do
    if "expires" in table.columns:
        status = table["status"].fillna("").to_numpy(dtype=object)
        levels[table["expires"].fillna(day).to_numpy(dtype=object).astype(str) < day] = MAY
        levels[np.isin(status.astype(str), ("cancelled", "expired"))] = NO
    if "valid_from" in table.columns:
        status = table["status"].fillna("").to_numpy(dtype=object)
        levels[status == "planned"] = MAY
        levels[(status == "closed") & table["valid_to"].isna().to_numpy()] = NO
        begun = table["valid_from"].fillna("").to_numpy(dtype=object).astype(str) <= day
        ended = table["valid_to"].fillna("9999-12-31").to_numpy(dtype=object).astype(str) <= day
        planned = levels == MAY
        levels[(~begun & ~planned) | ended] = NO
    return levels
