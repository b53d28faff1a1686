"""`/districts`: which districts there are, and in which version."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.answering.bodies import DistrictId
from api.districts.seen import seen_layer
from api.districts.shown import ShownDistrict, shown_district, shown_districts
from api.service.depends import Asking, ServiceParts, Spoken
from api.service.service import Service
from api.siting.question import division_code
from api.store.districts import list_versions
from data.layers import LAYERS
from data.text import Language

router = APIRouter(prefix="/districts", tags=["districts"])


@router.get("", operation_id="list_districts")
def districts(service: ServiceParts, caller: Asking) -> dict[str, Any]:
    """区县 The districts that the caller may read."""
    return {"items": [_summary(shown) for shown in shown_districts(service, caller)]}


@router.get("/{district_id}", operation_id="district")
def district(
    service: ServiceParts,
    caller: Asking,
    language: Spoken,
    district_id: Annotated[DistrictId, Path(description="区县编号 Id of the district")],
) -> dict[str, Any]:
    """一个区县 One district: its version, and the layers of which the caller sees something."""
    shown = shown_district(service, caller, district_id)
    return {
        **_summary(shown),
        "crs": shown.district.crs.to_string(),
        "division_code": division_code(shown.district),
        "layers": _layers(shown, language),
        "versions": _versions(service, shown),
    }


def _summary(shown: ShownDistrict) -> dict[str, Any]:
    here = f"/districts/{shown.known.id}"
    return {
        "id": shown.known.id,
        "name": shown.known.name,
        "version": shown.version.id,
        "hash": shown.version.hash,
        "as_of": shown.version.created_at.isoformat(),
        "level": shown.sight.level.value,
        "anonymous": shown.known.anonymous,
        "href": here,
        "layers_href": f"{here}/layers",
    }


def _layers(shown: ShownDistrict, language: Language) -> list[dict[str, Any]]:
    seen = (
        seen_layer(shown.district, layer.name, shown.sight, shown.now_declared) for layer in LAYERS
    )
    return [
        {"name": each.layer.name, "title": each.layer.title.in_(language), "hash": each.hash}
        for each in seen
        if each is not None
    ]


def _versions(service: Service, shown: ShownDistrict) -> list[dict[str, Any]]:
    with service.store.reading() as connection:
        found = list_versions(connection, shown.known.id)
    return [
        {"id": each.id, "hash": each.hash, "created_at": each.created_at.isoformat()}
        for each in found
    ]
