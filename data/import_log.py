"""What happened to single rows on their way into a district: rejected, mended or kept, and why."""

from dataclasses import dataclass
from enum import StrEnum

from data.text import Text


class Outcome(StrEnum):
    """What became of the row."""

    REJECTED = "rejected"  # 未收录
    REPAIRED = "repaired"  # 已修复
    RENAMED = "renamed"  # 编号加前缀
    KEPT = "kept"  # 原样保留：某个值无法转换


@dataclass(frozen=True)
class ImportRecord:
    """One row that did not come through as it was.

    Attributes:
        layer: The standard layer it was meant for.
        kind: Its kind, where known.
        source: File and sub-layer it came from.
        row: The row as a person counts it in that source (first data row is 1), or its id.
        outcome: Rejected, repaired, renamed, or kept with a value that could not be converted.
        reason: What was wrong, in Chinese and English.
        found: The offending value as text.
        place_known: Whether its position is known (it then makes a hole in the extent).
        about: For a lost gate the id of the place it belongs to; empty where not known.
    """

    layer: str
    source: str
    row: str
    outcome: Outcome
    reason: Text
    found: str = ""
    kind: str | None = None
    place_known: bool = False
    about: str = ""
