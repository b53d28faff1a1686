"""What can go wrong with all workers at once."""

from typing import Self

from data.errors import QuankanError
from data.text import Text


class UnsupervisedError(QuankanError, RuntimeError):
    """Nobody looks after the workers any more: jobs are taken, and not done."""

    @classmethod
    def of(cls) -> Self:
        """For a service whose supervisor has ended before it did."""
        return cls(
            "workers",
            Text("已无人看管，任务不再处理", "are looked after by nobody: no job is done"),
            Text("查看日志后重新启动服务", "a look into the log, and another start"),
        )
