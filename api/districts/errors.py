"""What can be wrong with what the service itself keeps of districts."""

from typing import Self

from data.errors import QuankanError
from data.text import Text


class KeptDistrictError(QuankanError):
    """The file of a version is not there, or is damaged; whoever asks can do nothing about it."""

    @classmethod
    def of(cls, error: QuankanError) -> Self:
        """For what is wrong with the file."""
        return cls(
            "district",
            Text(f"文件缺失或已损坏（{error.found.zh}）", f"cannot be read ({error.found.en})"),
            Text("完好的区县文件（从备份恢复）", "its file as it was, as a backup has it"),
        )
