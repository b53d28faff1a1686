"""Notices of hours come into a district as a person has confirmed them, or as they are."""

import pytest

from data.errors import RecipeError, SourceError
from data.import_log import Outcome

CLEAR, VAGUE, OSM = "周一至周五9:00-17:00", "工作日上班时间", "Mo-Fr 09:00-12:00; PH off"


@pytest.fixture
def build(office, places):
    """Build a district of stations with these hours, a table of confirmations beside it."""

    def built(*hours, table=(), named=True):
        east, north = places.metres(5, 5)
        rows = [f"{i},站,便民服务站,{east},{north},{text}" for i, text in enumerate(hours)]
        office.csv("stations.csv", "id,name,类型,x,y,时间", *rows)
        office.csv("hours.csv", "notice,opening_hours,confirmed", *table)
        layer = places.stations.replace(
            'kind = "类型" }', 'kind = "类型", opening_hours = "时间" }'
        )
        head = 'confirmed_hours = "hours.csv"\n' * named + office.head
        return office.build(layer + 'hours_notation = "notice"\n', head=head)

    return built


def hours_of(district):
    return list(district.table("stations")["opening_hours"])


def test_confirmed_hours_take_the_place_of_the_notice(build):
    district = build(CLEAR, OSM, table=[f"{CLEAR},Mo-Fr 09:00-17:00; PH off,yes"])
    assert hours_of(district) == ["Mo-Fr 09:00-17:00; PH off", OSM]
    assert "1 rows converted from notices" in district.notes[0].en
    assert not district.import_log


def test_an_unclear_notice_stays_and_is_logged(build):
    district = build(VAGUE)
    (record,) = district.import_log
    assert hours_of(district) == [VAGUE]
    assert (record.outcome, record.row, record.found) == (Outcome.KEPT, "1", VAGUE)


def test_an_unclear_notice_may_be_given_hours_by_hand(build):
    assert hours_of(build(VAGUE, table=[f"{VAGUE},Mo-Fr 08:30-17:30,是"])) == ["Mo-Fr 08:30-17:30"]


def test_a_notice_may_be_left_as_it_is(build):
    assert hours_of(build(CLEAR, table=[f"{CLEAR},,yes"])) == [CLEAR]


@pytest.mark.parametrize("table", [(), (f"{CLEAR},Mo-Fr 09:00-17:00,no",)])
def test_what_nobody_confirmed_is_refused_in_one_sentence(build, table):
    with pytest.raises(RecipeError) as refusal:
        build(CLEAR, CLEAR, "每天9:00-17:00", VAGUE, table=table)
    assert refusal.value.at == "confirmed_hours"
    assert "2 notices of hours are not confirmed (hours.csv), such as" in str(refusal.value)


def test_a_recipe_without_a_table_says_how_to_get_one(build):
    with pytest.raises(RecipeError, match=r"names no table.*quankan district hours"):
        build(CLEAR, named=False)


def test_a_table_that_is_not_there_is_named(build, office, places):
    head = 'confirmed_hours = "none.csv"\n' + office.head
    build(OSM)
    layer = places.stations + 'hours_notation = "notice"\n'
    with pytest.raises(SourceError, match=r"none\.csv: there is no such file"):
        office.build(layer, head=head)


def test_only_layers_with_hours_have_a_notation(office):
    layer = '[[layers.residents]]\nfile = "a.csv"\nhours_notation = "notice"\n'
    with pytest.raises(RecipeError, match="only stations, station_matters, gates has it"):
        office.build(layer)
