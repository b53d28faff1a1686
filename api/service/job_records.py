"""What is told of a job: where it stands, how far it is, and what came of it."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.answering.kinds import KINDS
from api.districts.intake import KIND as IMPORT
from api.store.jobs import JobHead
from api.work.failures import told_failure
from data.text import Language


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class JobAccepted(_Told):
    """已受理的任务 A job that was just asked for."""

    job: str
    href: str


class JobRecord(_Told):
    """后台任务 A job as it stands."""

    id: str
    kind: str
    district: str | None
    state: Annotated[str, Field(description="waiting, running, done, failed, cancelled")]
    step: Annotated[str | None, Field(description="正在做什么 What is being worked on")]
    done: int | None
    total: int | None
    cancel: Annotated[bool, Field(description="已要求取消 Whether it is asked to stop")]
    created_at: datetime
    ended_at: datetime | None
    result: Annotated[str | None, Field(description="结果的地址 Where its result is")]
    report: Annotated[str | None, Field(description="检查报告 Where its check report is")]
    problem: Annotated[
        dict[str, Any] | None, Field(description="失败原因 Why it failed, as a problem document")
    ]
    href: str
    events: str


def accepted(job_id: str) -> JSONResponse:
    """The answer to what has become a job."""
    said = JobAccepted(job=job_id, href=_path(job_id))
    return JSONResponse(said.model_dump(), HTTPStatus.ACCEPTED, {"Location": said.href})


def job_record(job: JobHead, language: Language) -> JobRecord:
    """What is told of a job, in the caller's language."""
    problem = told_failure(job, language)
    return JobRecord(
        id=job.id,
        kind=job.kind,
        district=job.district_id or _sent(job).get("district_id"),
        state=job.state,
        step=None if job.step is None else job.step.get(language.value),
        done=job.done,
        total=job.total,
        cancel=job.cancel,
        created_at=job.created_at,
        ended_at=job.ended_at,
        result=_result(job),
        report=f"{_path(job.id)}/report" if job.kind == IMPORT and job.has_ended else None,
        problem=None if problem is None else dict(problem),
        href=_path(job.id),
        events=f"{_path(job.id)}/events",
    )


def _sent(job: JobHead) -> Mapping[str, Any]:
    return job.sent or {}


def _result(job: JobHead) -> str | None:
    """Where what came of a job is; None where nothing did."""
    if job.state != "done" or job.result_id is None:
        return None
    if job.kind != IMPORT:
        return f"{KINDS[job.kind].path}/{job.result_id}"
    sent = _sent(job)
    return f"{_path(job.id)}/report" if sent["check_only"] else f"/districts/{sent['district_id']}"


def _path(job_id: str) -> str:
    return f"/jobs/{job_id}"
