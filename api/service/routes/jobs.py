"""`/jobs`: what takes longer than a second."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.districts.check_files import read_report
from api.districts.home import remove
from api.people.audited import Action, audited
from api.people.errors import AbsentError
from api.service.depends import Asking, ServiceParts, Spoken
from api.service.job_records import JobRecord, job_record
from api.service.listing_asked import PageAsked
from api.service.noted import note_report
from api.service.paging import next_page
from api.store.jobs import JobHead, ask_cancel
from api.work.events import news_of
from api.work.reading import read_again, readable_job, readable_jobs
from data.text import Text

router = APIRouter(prefix="/jobs", tags=["jobs"])
JobId = Annotated[str, Path(max_length=60, description="任务编号 Id of the job")]
_Kind = Literal["coverage", "survey", "screening", "comparison", "batch", "import"]
_State = Literal["waiting", "running", "done", "failed", "cancelled"]
_PING_S = 15
_JSON = "application/json"


class JobList(BaseModel):
    """A page of jobs, the newest first."""

    items: list[JobRecord]
    next: str | None


@router.get("", operation_id="list_jobs")
def jobs(
    request: Request,
    response: Response,
    service: ServiceParts,
    caller: Asking,
    language: Spoken,
    page: PageAsked,
    kind: Annotated[_Kind | None, Query(description="类别 Of this kind")] = None,
    state: Annotated[_State | None, Query(description="状态 In this state")] = None,
    everybodys: Annotated[bool, Query(description="全部（管理员） Everybody's (admin)")] = False,
) -> JobList:
    """任务列表 One's own jobs, the newest first."""
    with service.store.reading() as connection:
        found, last = readable_jobs(
            connection, caller, kind=kind, state=state, everybodys=everybodys,
            limit=page.limit, after=page.after,
        )  # fmt: skip
    items = [job_record(job, language) for job in found]
    return JobList(items=items, next=next_page(request, response, last))


@router.get("/{job_id}", operation_id="job")
def job(service: ServiceParts, caller: Asking, language: Spoken, job_id: JobId) -> JobRecord:
    """任务 A job as it stands."""
    with service.store.reading() as connection:
        return job_record(readable_job(connection, caller, job_id), language)


@router.get(
    "/{job_id}/events",
    operation_id="job_events",
    response_class=EventSourceResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def events(
    service: ServiceParts, caller: Asking, language: Spoken, job_id: JobId
) -> EventSourceResponse:
    """任务进度 The job as it goes on, as server-sent events; the last one is `end`."""

    def first() -> JobHead:
        with service.store.reading() as connection:
            return readable_job(connection, caller, job_id)

    # Refused here rather than in the middle of the stream.
    seen = await run_in_threadpool(first)

    def look() -> tuple[dict[str, Any], bool]:
        with service.store.reading() as connection:
            found = read_again(connection, seen)
        return job_record(found, language).model_dump(mode="json"), found.has_ended

    async def told() -> AsyncIterator[ServerSentEvent]:
        async for news in news_of(look):
            yield ServerSentEvent(data=news.data, event=news.event, id=news.id)

    return EventSourceResponse(told(), ping=_PING_S, headers={"X-Accel-Buffering": "no"})


@router.get(
    "/{job_id}/report",
    operation_id="job_report",
    response_class=Response,
    responses={200: {"content": {_JSON: {"schema": {"type": "object"}}}}},
)
def report(service: ServiceParts, caller: Asking, job_id: JobId) -> Response:
    """检查报告 What the check of an upload has found; as `quankan district check --json`."""
    with service.store.reading() as connection:
        found = readable_job(connection, caller, job_id)
    content = read_report(service.home, found.id)
    if content is None:
        raise AbsentError.of(Text("检查报告", "report"), job_id)
    note_report(service, caller, found)
    return Response(content, media_type=_JSON)


@router.delete("/{job_id}", operation_id="cancel_job")
def cancel(service: ServiceParts, caller: Asking, language: Spoken, job_id: JobId) -> JobRecord:
    """取消任务 Cancel a job: at once while it waits, within a second while it runs."""
    now = service.now()
    with service.store.writing() as connection:
        before = readable_job(connection, caller, job_id)
        after = ask_cancel(connection, job_id, now) or before
        if not before.has_ended:
            audited(
                connection, caller, now, Action.CANCEL_JOB, job_id, district_id=before.district_id
            )
    if after.state == "cancelled":
        remove(service.home.upload(job_id))
    return job_record(after, language)
