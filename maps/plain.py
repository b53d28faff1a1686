"""Values as plain text."""

import math

import pandas as pd


def plain(value: object) -> str:
    """`value` as text; empty where it is null."""
    return "" if value is None or value is pd.NA or value != value else str(value)


def count_text(count: float | None) -> str:
    """People or things as a whole number with thousands apart; a dash where not known or told."""
    return "—" if count is None or math.isnan(count) else f"{count:,.0f}"
