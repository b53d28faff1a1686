"""Why a job failed, kept in both languages: the same problem documents as those of requests."""

from collections.abc import Mapping
from typing import Any

from api.districts.refused import DistrictRefusedError
from api.service.problems import INTERNAL, OUT_OF_TIME, WORKER_LOST, Problem, document, document_of
from api.store.jobs import JobHead
from data.errors import QuankanError
from data.text import Language, Text

_SEVERAL_TIMES = Text(
    "处理该任务的进程多次意外中止", "the process that worked at it ended unexpectedly, repeatedly"
)


def failure_of(error: BaseException, job_id: str) -> dict[str, Any]:
    """The problem documents of an error, by language; of one not raised on purpose, without it."""
    if not isinstance(error, QuankanError):
        return _in_both(INTERNAL, Text(f"任务编号 {job_id}", f"job {job_id}"), _path(job_id))
    return {
        language.value: _with_findings(
            document_of(error, language, instance=_path(job_id)), error, language
        )
        for language in Language
    }


def worker_lost() -> dict[str, Any]:
    """The problem documents of a job whose worker has died too often, by language."""
    return _in_both(WORKER_LOST, _SEVERAL_TIMES, "/jobs")


def out_of_time(job_id: str, limit_min: float) -> dict[str, Any]:
    """The problem documents of a job that has taken longer than it may, by language."""
    detail = Text(f"超过 {limit_min:g} 分钟", f"took longer than {limit_min:g} minutes")
    return _in_both(OUT_OF_TIME, detail, _path(job_id))


def told_failure(job: JobHead, language: Language) -> Mapping[str, Any] | None:
    """The problem document of a failed job in the caller's language; None where it did not fail."""
    if job.problem is None:
        return None
    return {**job.problem[language.value], "instance": _path(job.id)}


def _in_both(problem: Problem, detail: Text, instance: str) -> dict[str, Any]:
    return {
        language.value: document(problem, detail, language, instance=instance)
        for language in Language
    }


def _with_findings(said: dict[str, Any], error: QuankanError, language: Language) -> dict[str, Any]:
    """The document, with everything that the check of a district has found wrong."""
    if not isinstance(error, DistrictRefusedError):
        return said
    found = [
        {
            "field": each.layer,
            "found": each.text.in_(language),
            "expected": error.expected.in_(language),
        }
        for each in error.findings
    ]
    return {**said, "errors": found}


def _path(job_id: str) -> str:
    return f"/jobs/{job_id}"
