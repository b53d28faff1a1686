"""Every matter in figures: by hand, and against each matter asked for itself."""

from dataclasses import replace

from hypothesis import given
from support.one_street import STREET, areas, handles, resident, station
from support.random_services import served_drafts, slices
from support.small_calendar import CALENDAR
from support.sweeps import examples
from support.tiny import district

from geo.counting import people_of
from geo.coverage import coverage
from geo.ground import prepare
from geo.judge import STATUSES
from geo.matter_slices import matter_slices
from geo.matter_table import matter_table
from geo.question import ask


def table_of(*does, matters=("m",), given=None, stations=None, question=None):
    """Matter id to its row; a hundred people live within reach of the stations."""
    layers = {"matters": [m if isinstance(m, dict) else {"id": m} for m in matters]}
    if does != (None,):
        layers["station_matters"] = does
    place = district(streets=STREET, stations=stations or [station()], residents=[resident()],
                     **layers, **(given or {}))  # fmt: skip
    question = question or ask()
    ground = prepare(place, question, calendar=CALENDAR)
    people = {"population": people_of(place.table("residents"), "population")}
    return {row.id: row for row in matter_table(ground, matter_slices(ground, question), people)}


def covered(row):
    return row.groups["population"].tally.covered


class TestByHand:
    def test_who_can_have_it_done_and_who_cannot(self):
        found = table_of(handles("m"), matters=("m", "n"))
        assert (covered(found["m"]), covered(found["n"])) == (100, 0)
        assert [(row.stations, row.stations_may) for row in found.values()] == [(1, 0), (0, 0)]

    def test_a_matter_nobody_handles_is_nought_and_not_unknown(self):
        tally = table_of(handles("m", service="advise"))["m"].groups["population"].tally
        assert (tally.share_min, tally.share_max, tally.unknown) == (0, 0, 0)

    def test_nobody_knows_what_stations_do(self):
        row = table_of(None)["m"]
        assert (row.stations, row.stations_may) == (0, 1)
        assert row.groups["population"].tally.unknown == 100

    def test_each_way_of_handling_by_itself(self):
        found = table_of(handles(service="accept"), handles(service=None))["m"]
        services = found.groups["population"].services
        assert {s: (t.covered, t.unknown) for s, t in services.items()} == {
            "complete": (0, 100), "accept": (100, 0), "self": (0, 100),
        }  # fmt: skip

    def test_only_the_ways_that_are_asked_for(self):
        row = table_of(handles(service="accept"), question=ask(services=("complete",)))["m"]
        assert (covered(row), row.stations) == (0, 0)
        assert list(row.groups["population"].services) == ["complete"]

    def test_stations_count_wherever_people_live(self):
        """The station in the west may not serve them, but handles it all the same."""
        matters = [{"id": "m", "scope": "own_community"}]
        row = table_of(handles(), matters=matters, given={"areas": areas()})["m"]
        assert (row.stations, covered(row)) == (1, 0)

    def test_a_closed_station_handles_nothing_at_that_hour(self):
        at_night = ask(at="2026-11-18T23:00")
        shut = [station(opening_hours="Mo-Fr 09:00-17:00; PH off")]
        row = table_of(handles(), stations=shut, question=at_night)["m"]
        assert (row.stations, covered(row)) == (0, 0)

    def test_it_is_called_what_it_is_called(self):
        known = {"id": "m", "name": "居住证", "audience": "person", "scope": "district",
                 "online": True, "yearly_cases": 12}  # fmt: skip
        row, blank = table_of(matters=(known, "n")).values()
        assert (row.name, row.audience, row.scope, row.online, row.yearly_cases) == (
            "居住证", "person", "district", True, 12.0,
        )  # fmt: skip
        assert (blank.name, blank.audience, blank.scope, blank.online, blank.yearly_cases) == (
            "", None, None, None, None,
        )  # fmt: skip

    def test_what_else_is_asked_of_matters_is_passed_over(self):
        found = table_of(handles("m"), matters=("m", "n"), question=ask(matters=("n",)))
        assert (covered(found["m"]), covered(found["n"])) == (100, 0)


@examples(10)
@given(served_drafts(), slices())
def test_each_matter_is_as_if_asked_for_itself(draft, question):
    place = draft.build()
    ground = prepare(place, question, calendar=CALENDAR)
    slices = list(matter_slices(ground, question))
    groups = {"population": people_of(place.table("residents"), "population")}
    rows = matter_table(ground, slices, {g: who for g, who in groups.items() if who is not None})
    assert [row.id for row in rows] == ["m1", "m2", "m3"]
    for row, found in zip(rows, slices, strict=True):
        answer = coverage(place, replace(question, matters=(row.id,)), calendar=CALENDAR)
        assert [STATUSES[code] for code in found.status] == list(answer.residents.status)
        assert row.stations == len(answer.main.stations) or answer.main.totals is None
        for counted in row.groups.values():
            assert counted.tally == answer.main.totals
            assert counted.services == answer.main.services
