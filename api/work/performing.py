"""What can be done by jobs: for each kind of job the function that does it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection

from api.service.service import Service
from api.store.jobs import Job
from api.store.tables import RESULT_KINDS
from api.work.progress import Tell

# Writes what came of a job and gives the id of it, in the transaction that ends the job.
Finish = Callable[[Connection, datetime], str]
# Does a job. `service.home.scratch` is a folder of its own, gone afterwards.
Perform = Callable[[Service, Job, Tell], Finish]


def performers() -> Mapping[str, Perform]:
    """Kind of job to what does it."""
    # Imported late: the process that only starts workers needs none of it.
    from api.districts.taking_in import take_in
    from api.work.answering_job import answer

    return MappingProxyType({**dict.fromkeys(RESULT_KINDS, answer), "import": take_in})
