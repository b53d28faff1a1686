"""What the asker may not see leaves no trace in a finding (law 11)."""

import pytest
import shapely
from support.small_scene import LAND, at_points, small
from support.told import told

from data.declarations import Visibility
from data.rulepacks import checks as of
from geo.scene.sites import Source

SECRET = "机密名称"
BOX = shapely.box(-400, -400, 400, 400)
HIDDEN = {"visibility": Visibility.RESTRICTED}
FACTS = {"floor": (2.0, Source.DECLARED), "building_use": ("mixed", Source.DECLARED)}
HERE = at_points((10, 10), facts=FACTS)

CASES = [
    (of.LeastDistance(to=("clinic",), at_least_m=200.0), "facilities/clinic",
     {"facilities": [{"kind": "clinic", "name": SECRET, "id": SECRET, "at": (20, 20)}]}),
    (of.OutsideZone(zones=("redline",)), "control_zones/ecological_redline",
     {"control_zones": [{"kind": "ecological_redline", "name": SECRET, "id": SECRET, "at": BOX}]}),
    (of.OverlapShare(zones=("redline",), at_most=0.1), "control_zones/ecological_redline",
     {"control_zones": [{"kind": "ecological_redline", "name": SECRET, "id": SECRET, "at": BOX}]}),
    (of.LandUse(one_of=("09",)), "land_use", {"land_use": [{"code": "机密名称", "at": BOX}]}),
    (of.HostBuilding(none_of=("mixed",)), "buildings",
     {"buildings": [{"name": SECRET, "id": SECRET, "use": "mixed", "at": BOX}]}),
    (of.BelowDwellings(gap_floors=2.0), "buildings",
     {"buildings": [{"name": SECRET, "id": SECRET, "use": "mixed", "lowest_dwelling_floor": 3,
                     "at": BOX}]}),
    (of.Count(of=("cafe",), within="community", at_most=0.0), "permits/internet_cafe",
     {"permits": [{"type": "internet_cafe", "name": SECRET, "id": SECRET, "at": (20, 20)}],
      "areas": [{"id": "a", "level": "community", "name": "社区", "at": LAND}]}),
    (of.AddressUnique(types=("cafe",)), "permits/internet_cafe",
     {"permits": [{"type": "internet_cafe", "name": SECRET, "id": SECRET, "at": (20, 20)}]}),
]  # fmt: skip


@pytest.mark.parametrize(("check", "kind", "layers"), CASES, ids=lambda c: getattr(c, "check", ""))
def test_nothing_of_a_hidden_kind_leaves(check, kind, layers):
    found = told(check, small(declare={kind: HIDDEN}, **layers), HERE)
    assert found.withheld
    assert (found.measured, found.margin, found.evidence) == (None, None, ())
    assert SECRET not in found.reason.zh + found.reason.en + str(found.needs)


@pytest.mark.parametrize(("check", "kind", "layers"), CASES, ids=lambda c: getattr(c, "check", ""))
def test_who_may_see_it_sees_it(check, kind, layers):
    found = told(check, small(declare={kind: HIDDEN}, **layers), HERE, level=Visibility.RESTRICTED)
    assert not found.withheld


def test_a_hidden_branch_keeps_still_beside_an_open_one():
    check, kind, layers = CASES[0]
    both = of.AllOf(of=(check, of.LeastDistance(to=("school",), at_least_m=50.0)))
    school = {"kind": "primary_school", "name": "一小", "at": (40, 10)}
    layers = {"facilities": [*layers["facilities"], school]}
    found = told(both, small(declare={kind: HIDDEN}, **layers), HERE)
    assert found.withheld
    assert SECRET not in str(found.parts) and "一小" in str(found.parts)


def test_names_that_may_not_be_seen_are_not_told():
    hidden = {"column_visibility": {"name": Visibility.RESTRICTED}}
    near = [{"kind": "clinic", "name": SECRET, "id": "c-1", "at": (20, 20)}]
    district = small(declare={"facilities/clinic": hidden}, facilities=near)
    found = told(CASES[0][0], district, HERE)
    assert not found.withheld
    assert SECRET not in str(found.evidence) + found.reason.zh and "c-1" in found.reason.zh
