"""`/uploads`: districts, or sources with a recipe, to be taken in."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.answering.bodies import DistrictId, Line
from api.districts.home import remove
from api.districts.intake import order_intake, wanted_intake
from api.districts.upload import receive
from api.service.depends import Asking, ServiceParts
from api.service.job_records import JobAccepted, accepted
from api.store.ids import new_id

router = APIRouter(prefix="/uploads", tags=["districts"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FORM = {"schema": {"type": "object", "properties": {"file": _BINARY["schema"]}}}
_BODY: dict[str, Any] = {
    "required": True,
    "description": "区县 GeoPackage，或含配方的原始数据 ZIP A district, or a ZIP with a recipe",
    "content": {
        "application/geopackage+sqlite3": _BINARY,
        "application/zip": _BINARY,
        "application/octet-stream": _BINARY,
        "multipart/form-data": _FORM,
    },
}


@router.post(
    "",
    operation_id="upload",
    status_code=HTTPStatus.ACCEPTED,
    response_model=JobAccepted,
    openapi_extra={"requestBody": _BODY},
)
async def upload(
    request: Request,
    service: ServiceParts,
    caller: Asking,
    district: Annotated[DistrictId, Query(description="区县编号 Id of the district")],
    check_only: Annotated[
        bool, Query(description="只检查，不入库 Only check it, and say what was found")
    ] = False,
    note: Annotated[Line | None, Query(description="更新说明 Why it is made")] = None,
    if_match: Annotated[
        str | None, Header(description="所替换的版本 Version it is to replace")
    ] = None,
) -> JSONResponse:
    """上传区县数据 Send a district; a job checks it and takes it in."""
    intake = await run_in_threadpool(
        wanted_intake, service, caller, district, check_only, note or "", if_match
    )
    job_id = new_id("job")
    path = service.home.upload(job_id)
    limits = service.limits
    size = await receive(
        request, path, most_bytes=limits.max_upload_bytes, longest_s=limits.upload_seconds
    )
    ordered = False
    try:
        await run_in_threadpool(order_intake, service, caller, job_id, intake, size)
        ordered = True
    finally:
        if not ordered:
            remove(path)
    return accepted(job_id)
