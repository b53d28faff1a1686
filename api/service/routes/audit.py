"""`/audit`: who asked what of which data, and who changed what, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from api.people.audited import Action, audited
from api.people.bodies import AuditTold, EntryTold, Id
from api.service.depends import AskingAdmin, ServiceParts
from api.service.moments_asked import require_moments
from api.service.next_link import next_link
from api.store.audit import WantedDeeds, list_deeds

router = APIRouter(prefix="/audit", tags=["people"])
_MOST = 500
_LAST_ID = 2**63 - 1
_Word = Annotated[Id | None, Query()]
_Moment = Annotated[AwareDatetime | None, Query(description="时刻，含时区 With its time zone")]


@router.get("", operation_id="audit_log")
def log(
    request: Request,
    response: Response,
    caller: AskingAdmin,
    service: ServiceParts,
    account: _Word = None,
    district: _Word = None,
    action: _Word = None,
    since: _Moment = None,
    until: _Moment = None,
    limit: Annotated[int, Query(ge=1, le=_MOST, description="每页条数 Items on a page")] = 100,
    before: Annotated[
        int | None, Query(ge=1, le=_LAST_ID, description="上一页最后一条 The last id before")
    ] = None,
) -> AuditTold:
    """审计日志 The audit log, the newest first; reading it is logged, too."""
    require_moments(since=since, until=until)
    wanted = WantedDeeds(account, district, action, since, until)
    with service.store.writing() as connection:
        found = list_deeds(connection, wanted, limit=limit, before=before)
        audited(connection, caller, service.now(), Action.READ_AUDIT, str(request.url.query))
    last = str(found[-1].id) if len(found) == limit else None
    response.headers["Cache-Control"] = "no-store"
    return AuditTold(
        items=[EntryTold.of(entry) for entry in found],
        next=next_link(request, response, "before", last),
    )
