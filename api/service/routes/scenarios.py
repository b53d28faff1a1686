"""`/districts/{id}/scenarios`: what would change, answered at once and not kept."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.answering.asking import asked_of, in_short, noted
from api.answering.bodies import DistrictId
from api.answering.coverage import KIND
from api.answering.what_if import WhatIfBody, asked_parameters, what_if
from api.service.depends import Asking, ServiceParts

router = APIRouter(prefix="/districts/{district_id}", tags=["coverage"])
DistrictPath = Annotated[DistrictId, Path(description="区县编号 Id of the district")]


@router.post(
    "/scenarios",
    operation_id="what_if",
    response_class=Response,
    responses={
        200: {"description": "推演结果 What would change", "content": {"application/json": {}}}
    },
)
def what_if_asked(
    service: ServiceParts, caller: Asking, district_id: DistrictPath, body: WhatIfBody
) -> Response:
    """推演情景 What changes to stations, matters, hours, streets and gates would change."""
    of = asked_of(service, caller, district_id, KIND)
    content = what_if(of, body, service.warm)
    noted(service, caller, of, "scenario", {"parameters": in_short(asked_parameters(body))})
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-store"})
