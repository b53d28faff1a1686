"""Values as plain text."""

import pandas as pd


def plain(value: object) -> str:
    """`value` as text; empty where it is null."""
    return "" if value is None or value is pd.NA or value != value else str(value)


def count_text(count: float | None) -> str:
    """People or things as a whole number with thousands apart; a dash where not known."""
    return "—" if count is None else f"{count:,.0f}"
