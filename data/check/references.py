"""Ids: unique over the district, and every reference leads somewhere."""

from collections.abc import Iterator

import pandas as pd

from data.check.report import Finding, Severity, finding
from data.district import District
from data.references import REFERENCES, Reference
from data.text import Text


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


def _dangling(district: District, reference: Reference) -> Iterator[Finding]:
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
