"""The routes by which results of a kind are read; they are the same for every kind."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from api.answering.kinds import Kind
from api.answering.produced import MEDIA_TYPES
from api.answering.reading import readable_result
from api.service.depends import Asking, ServiceParts
from api.service.listing_asked import ListAsked, PageAsked
from api.service.records import ResultRecord
from api.service.representation import media_type
from api.service.results import list_of, named_file, record_of, representation

ResultId = Annotated[str, Path(max_length=60, description="结果编号 Id of the result")]
FileName = Annotated[str, Path(max_length=80, description="文件名 Name of the file")]


class ResultList(BaseModel):
    """A page of records, the newest first."""

    items: list[ResultRecord]
    next: str | None


def add_reading(router: APIRouter, kind: Kind) -> None:
    """Let results of a kind be read under the prefix of `router`."""
    _add_list(router, kind)
    _add_record(router, kind)
    _add_files(router, kind)
    _add_representation(router, kind)


def _add_list(router: APIRouter, kind: Kind) -> None:
    @router.get("", operation_id=f"list_{kind.name}", response_model=ResultList)
    def results(
        request: Request,
        response: Response,
        service: ServiceParts,
        caller: Asking,
        listed: ListAsked,
        page: PageAsked,
    ) -> dict[str, Any]:
        """列表 Those the caller may read, the newest first."""
        return list_of(request, response, service, caller, kind.name, listed, page)


def _add_record(router: APIRouter, kind: Kind) -> None:
    @router.get("/{result_id}/record", operation_id=f"{kind.name}_record")
    def record(service: ServiceParts, caller: Asking, result_id: ResultId) -> ResultRecord:
        """登记信息 Number, times, files, and whether it still stands."""
        return record_of(service, caller, kind.name, result_id)


def _add_files(router: APIRouter, kind: Kind) -> None:
    @router.get(
        "/{result_id}/files/{name}",
        operation_id=f"{kind.name}_file",
        response_class=Response,
        responses=_contents(media.partition(";")[0] for media in MEDIA_TYPES.values()),
    )
    def file(
        request: Request,
        service: ServiceParts,
        caller: Asking,
        result_id: ResultId,
        name: FileName,
    ) -> Response:
        """文件 A file of the result by its name."""
        with service.store.reading() as connection:
            result = readable_result(connection, caller, kind.name, result_id)
        return named_file(request, service, caller, result, name)


def _add_representation(router: APIRouter, kind: Kind) -> None:
    @router.get(
        "/{result_id}",
        operation_id=f"{kind.name}_result",
        response_class=Response,
        responses=_contents(media_type(suffix) for suffix in kind.formats),
    )
    def result(
        request: Request, service: ServiceParts, caller: Asking, result_id: ResultId
    ) -> Response:
        """结果 The result itself; which file of it, `Accept` says, or a suffix of the id."""
        return representation(request, service, caller, kind, result_id)


def _contents(media_types: Iterable[str]) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": "结果 The file", "content": {media: {} for media in media_types}},
        304: {"description": "未变化 As the caller has it"},
    }
