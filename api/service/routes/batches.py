"""`/batches`: many sites, one verdict each."""

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answering.asked_of import AskedOf
from api.answering.asking import Answered, Waiting, ask, asked_of
from api.answering.batch import KIND, BatchBody, resolve
from api.answering.batch_sent import SentBatch, may_send, resolve_sent
from api.answering.bodies import Day, DistrictId, Line, Number
from api.answering.kinds import KINDS
from api.answering.produced import MEDIA_TYPES
from api.answering.sent_table import MOST_BYTES, look_over
from api.districts.home import remove
from api.districts.upload import receive
from api.people.caller import Caller
from api.service.asked_routes import ANSWERS
from api.service.depends import Asking, Preferred, ServiceParts
from api.service.reading_routes import add_reading
from api.service.results import answered, today
from api.service.service import Service
from api.store.ids import new_id
from data.text import Language

router = APIRouter(prefix=KINDS[KIND].path, tags=["batches"])
_MOST_LETTERS = 10_000
_BINARY = {"type": "string", "format": "binary"}
_TABLE: dict[str, Any] = {
    "required": True,
    "description": "CSV 或 XLSX 场址表 A table of sites, as for `quankan survey --sites`",
    "content": {
        "text/csv": {"schema": {"type": "string"}},
        MEDIA_TYPES[".xlsx"]: {"schema": _BINARY},
        "multipart/form-data": {"schema": {"type": "object", "properties": {"file": _BINARY}}},
    },
}


@router.post("", operation_id="ask_batch", status_code=201, responses=ANSWERS)
def batch(
    request: Request, service: ServiceParts, caller: Asking, body: BatchBody, language: Preferred
) -> Response:
    """批量勘验 Survey many sites; a job does it."""
    of = asked_of(service, caller, body.district, KIND).spoken(language)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


def _sent_batch(
    district: Annotated[DistrictId, Query(description="区县编号 Id of the district")],
    business: Annotated[
        Line | None, Query(description="未填业态的行取此 Business type of rows without `type`")
    ] = None,
    undertaking: Annotated[
        Line, Query(description="租用、改变用途或新建 rent, change_use or construction")
    ] = "rent",
    facts: Annotated[
        str | None,
        Query(max_length=_MOST_LETTERS, description="事实 Facts, as floor=2,area_m2=120@document"),
    ] = None,
    on: Annotated[
        Day | None, Query(description="依据哪一天的规则 The day whose rules hold")
    ] = None,
    datum: Annotated[
        Line | None, Query(description="坐标系 wgs84, cgcs2000, gcj02, bd09, or EPSG:code")
    ] = None,
    site_is: Annotated[
        Literal["door", "building", "parcel"] | None,
        Query(description="场址是门、建筑还是地块 What the sites are"),
    ] = None,
    site_error_m: Annotated[
        Number | None, Query(ge=0, le=10_000, description="位置误差（米） Position error, metres")
    ] = None,
    language: Annotated[
        Language | None, Query(description="结果中说明的语言 Language of words in the results")
    ] = None,
) -> SentBatch:
    """What is asked of the table; it stands for cells that are blank."""
    return SentBatch(
        district, business, undertaking, facts, on, datum, site_is, site_error_m, language
    )


@router.post(
    "/uploads",
    operation_id="send_batch",
    status_code=201,
    responses=ANSWERS,
    openapi_extra={"requestBody": _TABLE},
)
async def send(
    request: Request,
    service: ServiceParts,
    caller: Asking,
    asked: Annotated[SentBatch, Depends(_sent_batch)],
    language: Preferred,
) -> Response:
    """上传场址表批量勘验 Send a table of sites; a job surveys each row of it."""
    of = await run_in_threadpool(may_send, service, caller, asked.district)
    of = of.spoken(language)
    await run_in_threadpool(resolve_sent, of, asked, service.warm, today(service))
    job_id = new_id("job")
    folder = service.home.upload(job_id)
    folder.mkdir()
    is_kept = False
    try:
        table = folder / "table"
        limits = service.limits
        most = min(MOST_BYTES, limits.max_upload_bytes)
        await receive(request, table, most_bytes=most, longest_s=limits.upload_seconds)
        found = await run_in_threadpool(_ask, service, caller, of, asked, job_id, table)
        is_kept = found == Waiting(job_id)  # another job has a table of its own
        return await run_in_threadpool(answered, request, service, caller, of, found)
    finally:
        if not is_kept:
            remove(folder)


def _ask(
    service: Service, caller: Caller, of: AskedOf, asked: SentBatch, job_id: str, table: Path
) -> Answered | Waiting:
    sent = look_over(table)
    question = resolve_sent(of, asked, service.warm, today(service), sent)
    return ask(service, caller, of, question, job_id)


add_reading(router, KINDS[KIND])
