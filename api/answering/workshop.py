"""What it takes to answer a question, beside the district and the question."""

from dataclasses import dataclass
from pathlib import Path

from api.answering.warm import Warm
from api.settings import Settings
from api.work.progress import Tell


@dataclass(frozen=True)
class Workshop:
    """Where questions are answered.

    Attributes:
        warm: What is prepared once and asked many times.
        settings: Approval number of maps.
        scratch: A folder for files under way.
        say: Told what is being worked on, and how far it is where that can be counted.
        kept: The folder of the job, where what was sent for it lies, and what a worker has done for
            the one that takes it up again; gone when the job has ended. None without a job.
    """

    warm: Warm
    settings: Settings
    scratch: Path
    say: Tell
    kept: Path | None = None
