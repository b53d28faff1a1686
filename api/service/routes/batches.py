"""`/batches`: many sites, one verdict each."""

from fastapi import APIRouter, Request, Response

from api.answering.asking import ask, asked_of
from api.answering.batch import KIND, BatchBody, resolve
from api.answering.kinds import KINDS
from api.service.asked_routes import ANSWERS
from api.service.depends import Asking, ServiceParts
from api.service.reading_routes import add_reading
from api.service.results import answered, today

router = APIRouter(prefix=KINDS[KIND].path, tags=["batches"])


@router.post("", operation_id="ask_batch", status_code=201, responses=ANSWERS)
def batch(request: Request, service: ServiceParts, caller: Asking, body: BatchBody) -> Response:
    """批量勘验 Survey many sites; a job does it."""
    of = asked_of(service, caller, body.district, KIND)
    question = resolve(of, body, service.warm, today(service))
    return answered(request, service, caller, of, ask(service, caller, of, question))


add_reading(router, KINDS[KIND])
