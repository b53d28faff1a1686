"""What an office decides about a district counts from the next request on."""

import pytest

from api.people.caller import Caller
from api.people.district_settings import SettingsWish, decide, district_settings
from api.people.errors import AbsentError, ForbiddenError


def test_whether_everybody_may_read_a_district_is_decided_and_logged(office, admin):
    office.district("d")
    decided = decide(office.service, admin, "d", SettingsWish(anonymous=True))
    assert decided == district_settings(office.service, admin, "d")
    assert (decided.anonymous, decided.name, decided.grid_m) == (True, "d", 100)
    assert office.log() == [("district_set_up", "acc-root", "d")]


def test_nobody_else_decides_it(office, admin):
    office.district("d")
    office.account("li", ("d", "planner"))
    with pytest.raises(ForbiddenError):
        decide(office.service, Caller("", "acc-li"), "d", SettingsWish(anonymous=True))
    with pytest.raises(AbsentError):
        decide(office.service, admin, "none", SettingsWish(anonymous=True))
