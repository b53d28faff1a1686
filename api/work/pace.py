"""How often workers and their supervisor look up from what they do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Intervals in seconds.

    Attributes:
        look_s: How often a worker looks whether its job is to stop, and tells how far it is.
        idle_s: How often one without a job looks for one.
        beat_s: How often it lets itself be heard of where it has nothing to tell.
        lease_s: After how long a worker that was not heard of has lost its job.
        retry_s: How long the first pause is after a worker has died at once; then twice as long.
        longest_retry_s: How long the pauses become.
        settled_s: A worker that has lived as long did not die at once.
        grace_s: How long workers have for leaving when they are stopped.
    """

    look_s: float = 0.4
    idle_s: float = 0.4
    beat_s: float = 10
    lease_s: float = 60
    retry_s: float = 1
    longest_retry_s: float = 60
    settled_s: float = 30
    grace_s: float = 10
