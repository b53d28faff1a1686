"""What routes of results share: a question answered, a record, a file, a list."""

from datetime import date
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from api.answering.again import Again
from api.answering.as_it_was import as_it_stands
from api.answering.asked_of import AskedOf
from api.answering.asking import Answered, Waiting
from api.answering.expiry import CHINA
from api.answering.kinds import KINDS, Kind
from api.answering.later import made_later
from api.answering.reading import Listed, readable_result, readable_results
from api.answering.standing import Standing, standing
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.service.base_url import base_url
from api.service.job_records import accepted
from api.service.noted import note_listing, note_reading
from api.service.paging import Page, next_page
from api.service.records import AgainRecord, ResultRecord, changed_record, result_record
from api.service.representation import (
    file_response,
    not_modified,
    split_suffix,
    streamed_response,
    suffix_asked,
)
from api.service.service import Service
from api.service.survey_head import with_head
from api.store.answers import Content, FileOf, file_pieces, list_files, read_file
from api.store.files_of_each import files_of_each
from api.store.results import Result
from data.declarations import Visibility
from data.text import Text

# A longer file goes out in pieces; of a page the policy is made of all of it.
_MOST_AT_ONCE = 1_000_000
_HTML = "text/html"


def today(service: Service) -> date:
    """Today's date in China."""
    return service.now().astimezone(CHINA).date()


def answered(
    request: Request, service: Service, caller: Caller, of: AskedOf, found: Answered | Waiting
) -> Response:
    """The answer to a POST of a question: 201, 200 or 202."""
    if isinstance(found, Waiting):
        return accepted(found.job_id)
    record = _handed_record(request, service, caller, of, found)
    status = HTTPStatus.CREATED if found.is_new else HTTPStatus.OK
    return JSONResponse(record.model_dump(mode="json"), status, {"Location": record.href})


def again_record(
    request: Request, service: Service, caller: Caller, of: AskedOf, found: Again
) -> AgainRecord:
    """What is told of a survey that was asked again."""
    record = _handed_record(request, service, caller, of, found.answered)
    return AgainRecord(
        survey=record, changed=changed_record(found.was), verdict_before=found.verdict_before
    )


def verification_link(request: Request, service: Service, code: str) -> str:
    """Where anybody sees whether the survey with this code stands."""
    return f"{base_url(request, service)}/verify/{quote(code)}"


def _handed_record(
    request: Request, service: Service, caller: Caller, of: AskedOf, found: Answered
) -> ResultRecord:
    """The record of a result just handed out, with its verification link where it has one."""
    result, code = found.handed.result, found.handed.code
    link = None if code is None else verification_link(request, service, code)
    with service.store.reading() as connection:
        files = list_files(connection, result.key)
    stands = standing(result, of, service.warm, service.now())
    return result_record(result, files, stands, caller, verification=link)


def record_of(service: Service, caller: Caller, kind: str, result_id: str) -> ResultRecord:
    """The record of a result that the caller may read.

    Raises:
        AbsentError: There is none.
    """
    with service.store.reading() as connection:
        result = readable_result(connection, caller, kind, result_id)
        files = list_files(connection, result.key)
    stands = _standing(service, result)
    note_reading(service, caller, result, "record")
    return result_record(result, files, stands, caller)


def list_of(
    request: Request,
    response: Response,
    service: Service,
    caller: Caller,
    kind: str,
    listed: Listed,
    page: Page,
) -> dict[str, object]:
    """A page of records."""
    with service.store.reading() as connection:
        found, last = readable_results(
            connection, caller, kind, listed, limit=page.limit, after=page.after
        )
        files = files_of_each(connection, {result.key for result in found})
    note_listing(service, caller, kind, found)
    places = {each: as_it_stands(service, *each) for each in {_place(result) for result in found}}
    now = service.now()
    items = [
        result_record(
            result,
            files[result.key],
            standing(result, places[_place(result)], service.warm, now),
            caller,
        )
        for result in found
    ]
    return {"items": items, "next": next_page(request, response, last)}


def representation(
    request: Request, service: Service, caller: Caller, kind: Kind, name: str
) -> Response:
    """The file of a result that is asked for by a suffix or by `Accept`."""
    result_id, suffix = split_suffix(name)
    with service.store.reading() as connection:
        result = readable_result(connection, caller, kind.name, result_id)
    chosen = suffix_asked(request, suffix, kind.formats)
    file_name = kind.formats[chosen]
    stands = _standing(service, result) if chosen == "html" else None
    if stands is None or (stands.stands and result.number is None):
        return named_file(request, service, caller, result, file_name)
    headed = with_head(_file(service, result, file_name), result, stands)
    note_reading(service, caller, result, file_name)
    return file_response(request, headed, **_described(result))


def named_file(
    request: Request, service: Service, caller: Caller, result: Result, name: str
) -> Response:
    """A file of a result by its name; that somebody reads what is another's is written down.

    Raises:
        AbsentError: It has none by that name.
    """
    headers = _described(result)
    with service.store.reading() as connection:
        known = {each.name: each for each in list_files(connection, result.key)}
    kept = known.get(name)
    response = None if kept is None else not_modified(request, kept, **headers)
    if response is None and kept is not None and _goes_in_pieces(kept):
        pieces = file_pieces(service.store.reading, result.key, name)
        response = streamed_response(kept, pieces, **headers)
    if response is None:
        response = file_response(request, _file(service, result, name), **headers)
    note_reading(service, caller, result, name)
    return response


def _goes_in_pieces(file: FileOf) -> bool:
    return file.size > _MOST_AT_ONCE and not file.media_type.startswith(_HTML)


def _file(service: Service, result: Result, name: str) -> Content:
    """A file that is kept, or is made now.

    Raises:
        AbsentError: There is none by that name.
    """
    with service.store.reading() as connection:
        file = read_file(connection, result.key, name)
    file = file or made_later(service, result, name)
    if file is None:
        raise AbsentError.of(Text("文件", "file"), name[:80])
    return file


def _described(result: Result) -> dict[str, str]:
    record = f"{KINDS[result.kind].path}/{result.id}/record"
    return {"Link": f'<{record}>; rel="describedby"; type="application/json"'}


def _standing(service: Service, result: Result) -> Standing:
    """Whether a result stands; whoever may read it is told, whatever they are in its district."""
    of = as_it_stands(service, *_place(result))
    return standing(result, of, service.warm, service.now())


def _place(result: Result) -> tuple[str, Visibility]:
    return result.district_id, Visibility(result.level)
