"""`/comparisons`: several sites side by side."""

from fastapi import APIRouter, Request, Response

from api.answering.asking import ask, asked_of
from api.answering.comparison import KIND, ComparisonBody, resolve
from api.answering.kinds import KINDS
from api.service.asked_routes import ANSWERS
from api.service.depends import Asking, Preferred, ServiceParts
from api.service.reading_routes import add_reading
from api.service.results import answered, today

router = APIRouter(prefix=KINDS[KIND].path, tags=["comparisons"])


@router.post("", operation_id="ask_comparison", status_code=201, responses=ANSWERS)
def comparison(
    request: Request,
    service: ServiceParts,
    caller: Asking,
    body: ComparisonBody,
    language: Preferred,
) -> Response:
    """比较多处场址 Compare sites for one business; many of them by a job."""
    of = asked_of(service, caller, body.district, KIND).spoken(language)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


add_reading(router, KINDS[KIND])
