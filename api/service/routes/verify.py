"""`/verify/{code}`: whether a survey stands, for anybody who has its link."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from api.answering.expiry import CHINA
from api.answering.verifying import Verified, verified
from api.service.depends import Asking, ServiceParts, Spoken
from api.service.headers import page_policy
from api.service.rendering import page, style
from api.service.representation import suffix_asked
from data.text import Language, Text

router = APIRouter(prefix="/verify", tags=["surveys"])
_TITLE = Text("预勘意见书核验", "Verification of a survey")
_NOTE = Text(
    "核验页不显示场址和申请人。预勘意见供参考,以现场勘验和审批决定为准。",
    "The site and the applicant are not shown. A survey is advice: inspection and the decision "
    "of the authority prevail.",
)
_NOT_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@router.get(
    "/{code}",
    operation_id="verify",
    response_class=Response,
    responses={200: {"content": {"application/json": {}, "text/html": {}}}},
)
def verify(
    request: Request,
    service: ServiceParts,
    _: Asking,
    language: Spoken,
    code: Annotated[str, Path(max_length=80, description="核验码 The code in the link")],
) -> Response:
    """核验预勘编号 Whether a survey stands; never its site or its applicant."""
    found = verified(service, code)
    if suffix_asked(request, None, {"html": "", "json": ""}) == "json":
        return JSONResponse(_document(found, language), headers=_NOT_KEPT)
    written = _page(found, language)
    policy = {"Content-Security-Policy": page_policy(written)}
    return HTMLResponse(written, headers={**_NOT_KEPT, **policy})


def _document(found: Verified, language: Language) -> dict[str, Any]:
    result = found.result
    return {
        "number": result.number,
        "business": None if found.business is None else found.business.title.in_(language),
        "district": found.district.name,
        "issued_on": result.created_at.astimezone(CHINA).date().isoformat(),
        "expires_on": None
        if result.expires_at is None
        else result.expires_at.astimezone(CHINA).date().isoformat(),
        "stands": found.standing.stands,
        "says": found.words.in_(language),
    }


def _page(found: Verified, language: Language) -> str:
    said = _document(found, language)
    names = {
        "number": Text("预勘编号", "Number"),
        "business": Text("业态", "Business"),
        "district": Text("区县", "District"),
        "issued_on": Text("出具日期", "Issued on"),
        "expires_on": Text("有效期至", "Valid until"),
    }
    return page(
        "verify.html",
        language=language.value,
        title=_TITLE.in_(language),
        style=style("plain.css"),
        words=said["says"],
        stands=said["stands"],
        rows=[(names[name].in_(language), said[name] or "") for name in names],
        note=_NOTE.in_(language),
    )
