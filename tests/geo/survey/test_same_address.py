"""原址新办, as stories: who held a permit here, under which name, and what is to be done."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pytest
import shapely
from support.tiny import district

from data.declarations import Declaration, Visibility
from data.rulepacks.vocabulary import BusinessType, Vocabulary
from data.text import Text
from geo.scene.permit_register import register
from geo.scene.sites import point_sites
from geo.survey.same_address import Blocked, Effect, same_address

ON = date(2026, 11, 22)
LAND = shapely.box(-500, -500, 1500, 1500)
HOUSE = {"id": "b1", "at": shapely.box(0, 0, 30, 20)}
CORNER = {
    "id": "a1", "address": "甲路10号", "former": "老街3号", "aliases": "乙路2号",
    "building_id": "b1", "at": (15, 10),
}  # fmt: skip
NOTHING = MappingProxyType({})
WORDS = Vocabulary(*[NOTHING] * 6)
RESTAURANT = BusinessType(
    "food_service",
    Text("餐饮服务", "catering"),
    Text("证", "permit"),
    permit_types=("food_service",),
)
# Held by the tenant before; 900 m off, as registers geocoded by the name of a street are.
OLD = {
    "id": "p1", "type": "food_service", "status": "valid", "holder": "前租户",
    "expires": "2030-01-01", "at": (15, 910),
}  # fmt: skip
COMPLETE = Declaration(
    "permits", kind="food_service", never_stale=True, extent=LAND, position_error_m=10.0,
    visibility=Visibility.PUBLIC,
)  # fmt: skip


def found(
    *permits, address=None, at=(15, 10), declared=(COMPLETE,), level=Visibility.INTERNAL,
    business=RESTAURANT, addresses=(CORNER,), buildings=(HOUSE,),
):  # fmt: skip
    layers = {"permits": permits or None, "addresses": addresses, "buildings": buildings}
    place = district(**{name: rows for name, rows in layers.items() if rows})
    if not permits:
        place = replace(place, layers={**place.layers, "permits": _no_permits()})
    place = replace(place, declarations=declared)
    site = point_sites(np.array([at], dtype=float))
    site.address[0] = address
    return same_address(place, register(place, ON), WORDS, business, site, ON, level=level)


def _no_permits():
    return district(permits=[OLD]).table("permits").iloc[:0]


def effects(answer):
    return {permit.id: str(permit.effect) for permit in answer.permits}


class TestOnePlaceWithThreeDoorNumbers:
    """甲路10号, on the corner also 乙路2号, was 老街3号 when the licence was granted."""

    @pytest.mark.parametrize("asked", ["甲路10号", "乙路2号", "老街3号", None])
    def test_the_licence_under_the_oldest_is_found_by_any(self, asked):
        answer = found({**OLD, "address": "老街3号"}, address=asked)
        assert (answer.blocked, effects(answer)) == (Blocked.YES, {"p1": "blocks"})
        assert answer.permits[0].how == ("name",)

    def test_even_where_only_the_address_is_known_and_not_the_place(self):
        answer = found({**OLD, "address": "老街3号"}, address="乙路2号", at=(700, 700))
        assert answer.blocked is Blocked.YES

    def test_without_the_list_of_names_it_is_missed_and_nobody_says_there_is_none(
        self,
    ):
        answer = found({**OLD, "address": "老街3号"}, addresses=(), declared=())
        assert (answer.blocked, answer.permits) == (Blocked.UNKNOWN, ())
        assert [match.how for match in answer.matches if not match.possible] == [
            "name", "house_number", "building",
        ]  # fmt: skip


class TestTheTenantBeforeLeftWithoutCancelling:
    def test_the_licence_blocks_a_new_one_of_its_kind(self):
        answer = found({**OLD, "building_id": "b1"})
        assert (answer.blocked, effects(answer)) == (Blocked.YES, {"p1": "blocks"})
        assert (answer.permits[0].holder, answer.permits[0].how) == ("前租户", ("building",))

    def test_the_papers_are_readied_first_and_both_applications_go_in_together(self):
        steps = {step.key: step for step in found({**OLD, "building_id": "b1"}).steps}
        assert list(steps) == ["prepare", "change", "cancel", "cancel_ex_officio", "apply", "issue"]
        assert steps["cancel"].stage == steps["apply"].stage == steps["prepare"].stage + 1
        assert steps["issue"].after == ("cancel", "cancel_ex_officio", "apply")
        assert steps["cancel"].permits == ("p1",)

    def test_one_past_its_date_may_still_stand_in_the_way(self):
        answer = found({**OLD, "building_id": "b1", "expires": "2026-11-21"})
        assert (answer.blocked, effects(answer)) == (Blocked.PERHAPS, {"p1": "may_block"})
        assert not answer.permits[0].surely_stands
        assert answer.steps[0].key == "look"

    def test_on_its_last_day_it_stands(self):
        assert found({**OLD, "building_id": "b1", "expires": "2026-11-22"}).blocked is Blocked.YES

    def test_one_that_was_cancelled_is_gone(self):
        answer = found({**OLD, "building_id": "b1", "status": "cancelled"})
        assert (answer.blocked, answer.permits, answer.steps) == (Blocked.NO, (), ())

    def test_another_kind_is_noted_and_blocks_nothing(self):
        answer = found({**OLD, "building_id": "b1", "type": "tobacco_retail"})
        assert (answer.blocked, effects(answer), answer.steps) == (
            Blocked.NO,
            {"p1": "noted"},
            (),
        )


def test_other_kinds_can_be_settled_beside_it():
    other = {**OLD, "id": "p2", "building_id": "b1", "type": "tobacco_retail"}
    answer = found({**OLD, "building_id": "b1"}, other)
    assert list(effects(answer).items()) == [("p1", "blocks"), ("p2", "noted")]
    (step,) = (step for step in answer.steps if step.key == "others")
    assert (step.stage, step.after, step.permits) == (1, (), ("p2",))


def test_what_is_only_near_is_looked_at_first():
    answer = found({**OLD, "at": (15, 40)})
    assert (answer.blocked, effects(answer)) == (Blocked.PERHAPS, {"p1": "may_block"})
    look, cancel = (next(s for s in answer.steps if s.key == key) for key in ("look", "cancel"))
    assert (look.stage, look.permits) == (1, ("p1",))
    assert "look" in cancel.after


class TestWhatIsNotKnown:
    def test_nothing_there_is_no_only_where_the_register_is_complete(self):
        assert found().blocked is Blocked.NO
        assert found(declared=()).blocked is Blocked.UNKNOWN

    @pytest.mark.parametrize(
        "doubt",
        [
            {"never_stale": False, "stale_after": date(2026, 11, 21)},
            {"rows_lost": 1},
            {"extent": None},
            {"extent": shapely.box(-19, -500, 1500, 1500)},  # 34 m west of the site, 35 m wanted
            {"visibility": Visibility.RESTRICTED},
        ],
    )
    def test_doubts_of_the_register_make_it_unknown(self, doubt):
        answer = found(declared=(replace(COMPLETE, **doubt),))
        assert answer.blocked is Blocked.UNKNOWN
        assert len(answer.missing) == 1

    def test_what_is_found_blocks_all_the_same(self):
        assert found({**OLD, "building_id": "b1"}, declared=()).blocked is Blocked.YES

    def test_a_business_without_a_kind_of_permit_is_not_known(self):
        answer = found(business=replace(RESTAURANT, permit_types=()))
        assert answer.blocked is Blocked.UNKNOWN

    def test_without_the_register_no_match_is_possible(self):
        place = district(buildings=[HOUSE])
        site = point_sites(np.array([[15.0, 10.0]]))
        answer = same_address(place, register(place, ON), WORDS, RESTAURANT, site, ON)
        assert answer.blocked is Blocked.UNKNOWN
        assert not any(match.possible for match in answer.matches)


class TestWhoMaySee:
    hidden = replace(COMPLETE, column_visibility=MappingProxyType({"holder": Visibility.INTERNAL}))

    def test_the_holder_is_kept_from_the_public(self):
        permit = {**OLD, "building_id": "b1"}
        assert found(permit, declared=(self.hidden,)).permits[0].holder == "前租户"
        answer = found(permit, declared=(self.hidden,), level=Visibility.PUBLIC)
        assert (answer.permits[0].holder, "holder" in answer.withheld) == (None, True)
        assert answer.permits[0].effect is Effect.BLOCKS

    def test_whose_permit_it_is_is_kept_from_the_public_whatever_is_declared(self):
        permit = {**OLD, "building_id": "b1", "name": "前租户小馆"}
        answer = found(permit, level=Visibility.PUBLIC)
        (seen,) = answer.permits
        told = (seen.id, seen.name, seen.address, seen.status, seen.holder, seen.expires)
        assert (set(told), seen.type, seen.effect) == ({None}, "food_service", Effect.BLOCKS)
        assert {step.permits for step in answer.steps} == {()}

    def test_whether_hidden_permits_have_addresses_is_not_told(self):
        secret = replace(COMPLETE, visibility=Visibility.RESTRICTED)
        with_address, without = (
            found({**OLD, **more}, declared=(secret,)).matches
            for more in ({"address": "乙路2号", "building_id": "b1"}, {})
        )
        assert with_address == without

    def test_a_restricted_register_is_neither_shown_nor_answered_from(self):
        secret = replace(COMPLETE, visibility=Visibility.RESTRICTED)
        here, nowhere = (
            found({**OLD, "building_id": "b1"}, declared=(secret,)),
            found(declared=(secret,)),
        )
        assert (here.blocked, here.permits, here.steps) == (
            nowhere.blocked,
            nowhere.permits,
            nowhere.steps,
        )
