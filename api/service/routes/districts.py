"""`/districts`: which districts there are, and in which version."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from api.answering.bodies import DistrictId
from api.districts.seen import seen_layer
from api.districts.shown import ListedDistrict, ShownDistrict, listed_districts, shown_district
from api.service.depends import Asking, ServiceParts, Spoken
from api.service.service import Service
from api.siting.question import division_code
from api.store.districts import list_versions
from data.layers import LAYERS
from data.text import Language

router = APIRouter(prefix="/districts", tags=["districts"])


class DistrictRecord(BaseModel):
    """区县 A district in the version that stands."""

    id: str
    name: str
    version: str
    hash: str
    as_of: datetime
    level: Annotated[str, Field(description="可见级别 Up to which the caller sees layers")]
    anonymous: bool
    href: str
    layers_href: str


class DistrictList(BaseModel):
    """The districts that the caller may read."""

    items: list[DistrictRecord]


class SeenLayer(BaseModel):
    """A layer of which the caller sees something; the hash is that of what is seen."""

    name: str
    title: str
    hash: str


class VersionRecord(BaseModel):
    """A version that stands or has stood."""

    id: str
    hash: str
    created_at: datetime


class WholeDistrict(DistrictRecord):
    """一个区县 A district with its layers and versions."""

    crs: str
    division_code: str | None
    layers: list[SeenLayer]
    versions: list[VersionRecord]


@router.get("", operation_id="list_districts")
def districts(service: ServiceParts, caller: Asking) -> DistrictList:
    """区县 The districts that the caller may read."""
    found = listed_districts(service, caller)
    return DistrictList(items=[_record(each) for each in found])


@router.get("/{district_id}", operation_id="district")
def district(
    service: ServiceParts,
    caller: Asking,
    language: Spoken,
    district_id: Annotated[DistrictId, Path(description="区县编号 Id of the district")],
) -> WholeDistrict:
    """一个区县 One district: its version, and the layers of which the caller sees something."""
    shown = shown_district(service, caller, district_id)
    return WholeDistrict(
        **dict(_record(ListedDistrict(shown.known, shown.version, shown.sight.level))),
        crs=shown.district.crs.to_string(),
        division_code=division_code(shown.district),
        layers=_layers(shown, language),
        versions=_versions(service, shown),
    )


def _record(listed: ListedDistrict) -> DistrictRecord:
    known, version = listed.known, listed.version
    here = f"/districts/{known.id}"
    return DistrictRecord(
        id=known.id,
        name=known.name,
        version=version.id,
        hash=version.hash,
        as_of=version.created_at,
        level=listed.level.value,
        anonymous=known.anonymous,
        href=here,
        layers_href=f"{here}/layers",
    )


def _layers(shown: ShownDistrict, language: Language) -> list[SeenLayer]:
    seen = (
        seen_layer(shown.district, layer.name, shown.sight, shown.now_declared) for layer in LAYERS
    )
    return [
        SeenLayer(name=each.layer.name, title=each.layer.title.in_(language), hash=each.hash)
        for each in seen
        if each is not None
    ]


def _versions(service: Service, shown: ShownDistrict) -> list[VersionRecord]:
    with service.store.reading() as connection:
        found = list_versions(connection, shown.known.id)
    return [VersionRecord(id=each.id, hash=each.hash, created_at=each.created_at) for each in found]
