"""Why a district that was sent is not taken in.

DistrictError
└── DistrictRefusedError   its check has found errors
SourceError
└── UploadError            what was sent is no district and no sources, or more than that
"""

from typing import Self

from data.check.report import Finding
from data.errors import DistrictError, SourceError
from data.text import Text


class UploadError(SourceError):
    """What was sent is no district and no sources, or holds more than that."""


class DistrictRefusedError(DistrictError):
    """The check of a district has found errors: answers would be wrong.

    Attributes:
        findings: What it found.
    """

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, name: str, findings: tuple[Finding, ...]) -> Self:
        """For a district by its name, and what was found."""
        count = len(findings)
        error = cls(
            name,
            Text(f"检查发现 {count} 类错误", f"its check has found {count} kinds of error"),
            Text(
                "没有错误的区县数据（quankan district check）",
                "a district without errors (quankan district check)",
            ),
        )
        error.findings = findings
        return error
