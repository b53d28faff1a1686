"""`/screenings`: where a business may open."""

from fastapi import APIRouter, Request, Response

from api.answering.asking import ask, asked_of
from api.answering.kinds import KINDS
from api.answering.screening import KIND, ScreeningBody, resolve
from api.service.asked_routes import ANSWERS
from api.service.depends import Asking, Preferred, ServiceParts
from api.service.reading_routes import add_reading
from api.service.results import answered, today

router = APIRouter(prefix=KINDS[KIND].path, tags=["screenings"])


@router.post("", operation_id="ask_screening", status_code=201, responses=ANSWERS)
def screening(
    request: Request,
    service: ServiceParts,
    caller: Asking,
    body: ScreeningBody,
    language: Preferred,
) -> Response:
    """选址筛查 Where in the district may this business open? A job does it."""
    of = asked_of(service, caller, body.district, KIND).spoken(language)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


add_reading(router, KINDS[KIND])
