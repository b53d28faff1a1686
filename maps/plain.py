"""A value of a table as plain text."""

import pandas as pd


def plain(value: object) -> str:
    """`value` as text; empty where it is null."""
    return "" if value is None or value is pd.NA or value != value else str(value)
