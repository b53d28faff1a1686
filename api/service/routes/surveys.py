"""`/surveys`: surveys of single sites."""

from fastapi import APIRouter, Request, Response

from api.answering.again import again
from api.answering.asking import ask, asked_of
from api.answering.kinds import KINDS
from api.answering.reading import readable_result
from api.answering.renewing import renewed_code
from api.answering.survey import KIND, SurveyBody, resolve
from api.service.asked_routes import ANSWERS
from api.service.depends import Asking, Preferred, ServiceParts
from api.service.noted import note_reading
from api.service.reading_routes import ResultId, add_reading
from api.service.records import AgainRecord, VerificationRecord
from api.service.results import again_record, answered, today, verification_link

router = APIRouter(prefix=KINDS[KIND].path, tags=["surveys"])


@router.post("", operation_id="ask_survey", status_code=201, responses=ANSWERS)
def survey(
    request: Request, service: ServiceParts, caller: Asking, body: SurveyBody, language: Preferred
) -> Response:
    """勘验一处场址 Survey one site."""
    of = asked_of(service, caller, body.district, KIND).spoken(language)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


@router.post("/{survey_id}/again", operation_id="survey_again", status_code=201)
def survey_again(
    request: Request,
    response: Response,
    service: ServiceParts,
    caller: Asking,
    survey_id: ResultId,
) -> AgainRecord:
    """重新预勘 Survey the same again as of today; says which layers or articles have changed."""
    with service.store.reading() as connection:
        earlier = readable_result(connection, caller, KIND, survey_id)
    note_reading(service, caller, earlier, "again")
    of = asked_of(service, caller, earlier.district_id, KIND)
    found = again(service, caller, of, earlier, today(service))
    told = again_record(request, service, caller, of, found)
    response.headers["Location"] = told.survey.href
    if not found.answered.is_new:
        response.status_code = 200
    return told


@router.post("/{survey_id}/verification", operation_id="renew_verification")
def renew_verification(
    request: Request,
    response: Response,
    service: ServiceParts,
    caller: Asking,
    survey_id: ResultId,
) -> VerificationRecord:
    """更换核验链接 Another verification link for the owner; the one before is void."""
    code = renewed_code(service, caller, survey_id)
    response.headers["Cache-Control"] = "no-store"
    return VerificationRecord(verification=verification_link(request, service, code))


add_reading(router, KINDS[KIND])
