"""What was asked, without the rows of long tables: for lists, and for the audit log."""

from collections.abc import Mapping
from typing import Any


def shortened(parameters: Mapping[str, Any], most_rows: int) -> dict[str, Any]:
    """The parameters; instead of a list of more than `most_rows`, how many rows it has."""
    return {
        name: len(value) if isinstance(value, list) and len(value) > most_rows else value
        for name, value in parameters.items()
    }
