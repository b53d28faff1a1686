"""`/surveys`: surveys of single sites."""

from fastapi import APIRouter, Request, Response

from api.answering.asking import ask, asked_of
from api.answering.kinds import KINDS
from api.answering.survey import KIND, SurveyBody, resolve
from api.service.depends import Asking, ServiceParts
from api.service.reading_routes import add_reading
from api.service.records import ResultRecord
from api.service.results import answered, today

router = APIRouter(prefix=KINDS[KIND].path, tags=["surveys"])


@router.post("", operation_id="ask_survey", status_code=201, response_model=ResultRecord)
def survey(request: Request, service: ServiceParts, caller: Asking, body: SurveyBody) -> Response:
    """勘验一处场址 Survey one site."""
    of = asked_of(service, caller, body.district, KIND)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


add_reading(router, KINDS[KIND])
