"""What was lost or mended on the way in, counted by layer and reason."""

from collections import defaultdict
from collections.abc import Iterator

from data.check.report import Finding, Severity, finding
from data.district import District
from data.import_log import ImportRecord, Outcome
from data.text import Text

_SAID = {
    Outcome.REJECTED: (Severity.WARNING, "rows_rejected", Text("未收录", "rejected")),
    Outcome.REPAIRED: (Severity.INFO, "rows_repaired", Text("已修复", "repaired")),
    Outcome.RENAMED: (Severity.INFO, "rows_renamed", Text("编号已加前缀", "given a prefix")),
    Outcome.KEPT: (Severity.WARNING, "values_kept", Text("按原样保留", "kept as they are")),
}


def import_findings(district: District) -> Iterator[Finding]:
    """One finding for each layer, outcome and reason, naming the rows."""
    groups: dict[tuple[str, Outcome, Text], list[ImportRecord]] = defaultdict(list)
    for record in district.import_log:
        groups[record.layer, record.outcome, record.reason].append(record)
    for (layer, outcome, reason), records in groups.items():
        severity, code, said = _SAID[outcome]
        text = Text(
            f"{layer} 有 {len(records)} 行{said.zh}：{reason.zh}",
            f"{len(records)} rows of {layer} were {said.en}: {reason.en}",
        )
        yield finding(severity, code, text, layer, tuple(_named(record) for record in records))


def _named(record: ImportRecord) -> str:
    where = f"{record.source} {record.row}".strip()
    return f"{where}: {record.found}" if record.found else where
