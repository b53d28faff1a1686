"""`/districts/{id}/stations/{id}`: what keepers keep of their stations."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Path, Response
from pydantic import BaseModel, Field

from api.answering.bodies import Body, Day, DistrictId, Line, Word
from api.districts.etags import etag_of, state_tag
from api.districts.station_changes import KeptStation, change_station, changes_of, kept_station
from api.service.depends import Asking, ServiceParts
from data.layers import SERVICES

router = APIRouter(prefix="/districts/{district_id}/stations/{station_id}", tags=["stations"])
_DistrictPath = Annotated[DistrictId, Path(description="区县编号 Id of the district")]
_StationPath = Annotated[str, Path(max_length=80, description="站点编号 Id of the station")]
_MOST_CLOSURES, _MOST_MATTERS = 100, 2_000


class ClosureBody(Body):
    """停办 A closure."""

    id: Annotated[Word | None, Field(description="已有的编号；新增不写 None for a new one")] = None
    from_: Annotated[
        Day | None, Field(alias="from", description="首日；空：此前一直 First day")
    ] = None
    to: Annotated[Day | None, Field(description="末日；空：没有期限 Last day")] = None
    reason: Annotated[Literal["停办", "搬迁", "装修"] | None, Field(description="原因 Reason")] = (
        None
    )


class StationMatterBody(Body):
    """站点事项 What the station handles."""

    id: Annotated[Word | None, Field(description="已有的编号；新增不写 None for a new one")] = None
    matter_id: Annotated[Word, Field(description="事项编号 Id of the matter")]
    service: Annotated[
        Literal["complete", "accept", "self", "advise"] | None,
        Field(description=f"办理方式 {', '.join(SERVICES)}"),
    ] = None
    opening_hours: Annotated[
        Line | None, Field(description="办理时间（OSM 语法） Hours of this matter")
    ] = None


class StationBody(Body):
    """站点变更 Parts of a station; what is named is replaced as a whole, the rest stays."""

    opening_hours: Annotated[
        Line | None, Field(description="办公时间（OSM 语法） Opening hours")
    ] = None
    host_hours: Annotated[
        Line | None, Field(description="所在场所开放时间 Hours of the host's doors")
    ] = None
    closures: Annotated[
        tuple[ClosureBody, ...],
        Field(
            strict=False,
            max_length=_MOST_CLOSURES,
            description="全部停办 All closures of the station",
        ),
    ] = ()
    matters: Annotated[
        tuple[StationMatterBody, ...],
        Field(
            strict=False,
            max_length=_MOST_MATTERS,
            description="全部事项 All matters of the station",
        ),
    ] = ()


class StationRecord(BaseModel):
    """站点 A station as its keeper sees it; its `ETag` is for `If-Match`."""

    district: str
    station: str
    version: str
    opening_hours: str | None
    host_hours: str | None
    closures: list[dict[str, Any]]
    matters: list[dict[str, Any]]


class ChangeRecord(BaseModel):
    """一次变更 A change; to undo it send `before` as a change."""

    id: str
    at: datetime
    by: str
    version: str
    change: dict[str, Any]
    before: dict[str, Any]


class ChangeList(BaseModel):
    """Changes, the newest first."""

    items: list[ChangeRecord]


@router.get("", operation_id="kept_station")
def station(
    response: Response,
    service: ServiceParts,
    caller: Asking,
    district_id: _DistrictPath,
    station_id: _StationPath,
) -> StationRecord:
    """本人管理的站点 A station that one keeps; its `ETag` goes into `If-Match` of a change."""
    return _told(response, kept_station(service, caller, district_id, station_id))


@router.patch("", operation_id="change_station")
def change(
    response: Response,
    service: ServiceParts,
    caller: Asking,
    district_id: _DistrictPath,
    station_id: _StationPath,
    body: StationBody,
    if_match: Annotated[
        str | None, Header(description="读取时得到的 ETag The ETag of what was read")
    ] = None,
) -> StationRecord:
    """变更站点 Change hours, closures or matters of a station that one keeps."""
    given = body.model_dump(mode="json", by_alias=True, exclude_unset=False)
    parts = {name: given[name] for name in body.model_fields_set}
    return _told(
        response, change_station(service, caller, district_id, station_id, parts, if_match)
    )


@router.get("/changes", operation_id="station_changes")
def changes(
    service: ServiceParts,
    caller: Asking,
    district_id: _DistrictPath,
    station_id: _StationPath,
) -> ChangeList:
    """变更记录 The last changes at the station, the newest first."""
    found = changes_of(service, caller, district_id, station_id)
    return ChangeList(
        items=[
            ChangeRecord(
                id=each.id,
                at=each.created_at,
                by=each.account_id,
                version=each.version_id,
                change=dict(each.change),
                before=dict(each.before),
            )
            for each in found
        ]
    )


def _told(response: Response, kept: KeptStation) -> StationRecord:
    response.headers["ETag"] = etag_of(state_tag(kept.state))
    return StationRecord(
        district=kept.district_id, station=kept.station_id, version=kept.version_id, **kept.state
    )
