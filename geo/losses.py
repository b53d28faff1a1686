"""What was lost on import and could have changed an answer."""

import pandas as pd

from data.district import District
from data.import_log import Outcome
from geo.answers import Losses


def losses(district: District) -> Losses:
    """Count the rows that were rejected, and the gates of which nobody knows whose they are."""
    return Losses(
        stations=_rejected(district, "stations"),
        residents=_rejected(district, "residents"),
        streets=_rejected(district, "streets"),
        unowned_gates=_unowned_gates(district),
    )


def _rejected(district: District, layer: str) -> int:
    return sum(
        record.layer == layer and record.outcome is Outcome.REJECTED
        for record in district.import_log
    )


def _unowned_gates(district: District) -> int:
    """Gates, kept or lost, that belong to no place known here."""
    lost = [
        record.about
        for record in district.import_log
        if record.layer == "gates" and record.outcome is Outcome.REJECTED
    ]
    kept = district.table("gates")["of"].tolist() if district.has("gates") else []
    owners = pd.Series([*kept, *lost], dtype=object)
    # Homes and stations first: to read a table takes time, and few gates belong elsewhere.
    for layer in ("residents", "stations", *district.layers):
        if len(owners) and district.has(layer):
            owners = owners[~owners.isin(district.table(layer)["id"])]
    return len(owners)
