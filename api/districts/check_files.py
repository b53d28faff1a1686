"""The reports of districts that were taken in: kept as files, the same JSON as `district check`."""

import json
import os
from dataclasses import replace

from api.districts.home import Home, sync_folder
from data.atomic import replacing
from data.check.report import CheckReport

# So many rows that did not come through are listed; all of them are in the district's import log.
_MOST_ROWS = 1_000


def keep_report(home: Home, job_id: str, report: CheckReport) -> None:
    """Keep what the check of a job has brought to light, before the job ends.

    Raises:
        WriteError: It cannot be written.
    """
    from api.cli.check_report import to_json

    shortened = replace(report, import_log=report.import_log[:_MOST_ROWS])
    text = json.dumps(to_json(shortened), ensure_ascii=False, indent=2, allow_nan=False)
    with replacing(home.report(job_id)) as scratch, scratch.open("wb") as file:
        file.write(text.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(home.report(job_id).parent)


def read_report(home: Home, job_id: str) -> bytes | None:
    """The report of a job, as JSON; None where it has none."""
    path = home.report(job_id)
    return path.read_bytes() if path.is_file() else None
