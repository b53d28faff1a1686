"""`/districts/{id}/coverages` and `/coverages`: who reaches a service on foot."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answering.asking import ask, asked_of
from api.answering.bodies import DistrictId
from api.answering.coverage import KIND, CoverageWithScenario, resolve
from api.answering.kinds import KINDS
from api.service.asked_routes import ANSWERS
from api.service.depends import Asking, Preferred, ServiceParts
from api.service.reading_routes import add_reading
from api.service.results import answered, today

asking = APIRouter(prefix="/districts/{district_id}", tags=["coverage"])
router = APIRouter(prefix=KINDS[KIND].path, tags=["coverage"])
DistrictPath = Annotated[DistrictId, Path(description="区县编号 Id of the district")]


@asking.post("/coverages", operation_id="ask_coverage", status_code=201, responses=ANSWERS)
def coverage(
    request: Request,
    service: ServiceParts,
    caller: Asking,
    district_id: DistrictPath,
    body: CoverageWithScenario,
    language: Preferred,
) -> Response:
    """计算步行覆盖 Work out a coverage; a job does it, unless the same was asked before."""
    of = asked_of(service, caller, district_id, KIND).spoken(language)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


add_reading(router, KINDS[KIND])
