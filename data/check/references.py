"""Ids: unique over the district, and every reference leads somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from data.check.report import Finding, Severity, finding
from data.district import District
from data.text import Text


@dataclass(frozen=True)
class _Reference:
    """Column `column` of `layer` holds ids of one of the layers `targets`."""

    layer: str
    column: str
    targets: tuple[str, ...]


# What has doors: gates may belong to any of these.
_PLACES = ("residents", "stations", "facilities", "buildings", "areas", "land_use")
REFERENCES = (
    _Reference("areas", "parent", ("areas",)),
    _Reference("closures", "station_id", ("stations",)),
    _Reference("station_matters", "station_id", ("stations",)),
    _Reference("station_matters", "matter_id", ("matters",)),
    _Reference("bundles", "matter_id", ("matters",)),
    _Reference("gates", "of", _PLACES),
    _Reference("addresses", "building_id", ("buildings",)),
    _Reference("permits", "building_id", ("buildings",)),
)


def reference_findings(district: District) -> Iterator[Finding]:
    """Repeated ids and references that lead nowhere."""
    yield from _repeated_ids(district)
    for reference in REFERENCES:
        if district.has(reference.layer):
            yield from _dangling(district, reference)


def _repeated_ids(district: District) -> Iterator[Finding]:
    # A layer whose rows passed `conform` repeats none; a district made by hand may.
    ids = pd.concat(
        [pd.Series(dtype="string"), *(table["id"] for table in district.layers.values())]
    )
    repeated = tuple(sorted({str(name) for name in ids[ids.duplicated()]}))
    if repeated:
        text = Text(
            f"{len(repeated)} 个编号在区县内重复", f"{len(repeated)} ids are not unique here"
        )
        yield finding(Severity.ERROR, "duplicate_id", text, "", repeated)


def _dangling(district: District, reference: _Reference) -> Iterator[Finding]:
    table = district.table(reference.layer)
    known = {str(i) for t in reference.targets if district.has(t) for i in district.table(t)["id"]}
    said = table.loc[table[reference.column].notna()]
    lost = said.loc[~said[reference.column].isin(list(known))].sort_values("id", kind="stable")
    if lost.empty:
        return
    subjects = tuple(
        f"{row} → {target}" for row, target in zip(lost["id"], lost[reference.column], strict=True)
    )
    targets = ", ".join(reference.targets)
    text = Text(
        f"{reference.layer}.{reference.column} 有 {len(lost)} 处指向不存在的编号"
        f"（应在 {targets} 中）",
        f"{len(lost)} values of {reference.layer}.{reference.column} lead to no id in {targets}",
    )
    yield finding(Severity.ERROR, "dangling_reference", text, reference.layer, subjects)
