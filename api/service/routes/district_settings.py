"""`/districts/{id}/settings`: what an office decides about a district, for administrators."""

from fastapi import APIRouter

from api.people.bodies import DistrictSettingsBody, DistrictSettingsTold, Id
from api.people.district_settings import SettingsWish, decide, district_settings
from api.service.depends import AskingAdmin, ServiceParts
from api.store.districts import District

router = APIRouter(prefix="/districts/{district_id}/settings", tags=["people"])


@router.get("", operation_id="district_settings")
def settings(district_id: Id, caller: AskingAdmin, service: ServiceParts) -> DistrictSettingsTold:
    """区县设置 What is decided about a district."""
    return _told(district_settings(service, caller, district_id))


@router.patch("", operation_id="set_up_district")
def set_up(
    district_id: Id, body: DistrictSettingsBody, caller: AskingAdmin, service: ServiceParts
) -> DistrictSettingsTold:
    """修改区县设置 Decide otherwise, such as whether everybody may read it."""
    wish = SettingsWish(body.name, body.anonymous, body.grid_m)
    return _told(decide(service, caller, district_id, wish))


def _told(known: District) -> DistrictSettingsTold:
    return DistrictSettingsTold(
        id=known.id, name=known.name, anonymous=known.anonymous, grid_m=known.grid_m
    )
