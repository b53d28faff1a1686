"""What it takes to answer a question, beside the district and the question."""

from dataclasses import dataclass
from pathlib import Path

from api.answering.warm import Warm
from api.coverage_run import Say
from api.settings import Settings


@dataclass(frozen=True)
class Workshop:
    """Where questions are answered.

    Attributes:
        warm: What is prepared once and asked many times.
        settings: Approval number of maps.
        scratch: A folder for files under way.
        say: Told what is being worked on.
    """

    warm: Warm
    settings: Settings
    scratch: Path
    say: Say
