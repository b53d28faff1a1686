"""What docs/real-places.md says about four real places, found again from the raw data."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.builder.build import build_district
from data.hours.calendar import work_calendar
from data.hours.typical import typical_days
from data.recipe.file import read_recipe
from data.scenario.file import read_scenario
from geo.answers import Status
from geo.counting import people_of
from geo.coverage import coverage_of
from geo.ground import prepare
from geo.question import ask
from geo.report import report
from geo.scenario.apply import changed
from geo.scenario.difference import difference
from geo.walk import walk_of

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
pytestmark = pytest.mark.real_data


def asked(name, data):
    district = build_district(read_recipe(RECIPES / f"{name}.toml", data))
    ground = prepare(district, ask())
    return district, ground, coverage_of(district, ground)


def percents(answer):
    totals = answer.main.totals
    shares = (totals.covered, totals.uncovered, totals.unknown)
    return tuple(round(100 * people / totals.total, 1) for people in shares)


def straight(ground):
    """(places, stations) within 1000 m as the crow flies."""
    homes, offices = ground.residents.row_points(), ground.stations.points
    return shapely.distance(homes[:, None], offices[None, :]) <= 1000


def straight_percent(district, ground):
    people = district.layers["residents"]["population"].to_numpy(dtype=float)
    return round(100 * people[straight(ground).any(axis=1)].sum() / people.sum(), 1)


@pytest.mark.parametrize(
    ("place", "shares", "crow"),
    [
        ("jinniu", (23.7, 0, 76.3), 86.4),
        ("shenzhen_nanshan", (79.0, 21.0, 0), 100),
        ("shanghai_center", (86.5, 0, 13.5), 97.5),
        ("liechtenstein", (48.0, 52.0, 0.0), 63.5),
    ],
)
def test_shares_on_foot_and_as_the_crow_flies(place, shares, crow, real_data):
    district, ground, answer = asked(place, real_data)
    assert percents(answer) == shares
    assert straight_percent(district, ground) == crow


def test_jinniu_says_why_most_is_not_known(real_data):
    _, ground, answer = asked("jinniu", real_data)
    assert answer.main.reasons == {"off_streets": 810_699, "streets_incomplete": 153_654}
    assert (answer.main.totals.covered, answer.main.totals.unknown) == (298_931, 964_353)
    assert answer.losses.stations == 42
    assert int((~ground.station_access.joined).sum()) == 44


def rows_of(path, title_rows=0):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file.readlines()[title_rows:]))


def test_what_is_made_up_for_jinniu_follows_the_rule_in_the_readme(real_data):
    """Stations of a tier counted by code: every n-th handles a matter, as its row says."""
    made = RECIPES / "jinniu"
    points = rows_of(real_data / "admin_districts" / "divisions.csv")
    located = [p for p in points if p["adcode"] == "510106" and p["lon_gcj02"]]
    expected = set()
    for level, tier in (("town", "centres"), ("village", "communities")):
        codes = sorted(point["code"] for point in located if point["level"] == level)
        for matter in rows_of(made / "matters.csv", 1):
            step = int(matter[f"{tier}_every"] or len(codes) + 1)
            for code in codes[step - 1 :: step]:
                expected.add((f"st-{code}", matter["id"], matter[f"at_{tier}"]))
    handled = rows_of(made / "station_matters.csv", 1)
    assert {tuple(row.values()) for row in handled} == expected
    assert len(handled) == len(expected) == 562


def test_jinniu_by_matter_and_through_the_week(real_data):
    """On made-up matters and hours: fewer people for a rare matter, none for mere advice."""
    district = build_district(read_recipe(RECIPES / "jinniu.toml", real_data))
    calendar = work_calendar()
    ground = prepare(district, ask(), calendar=calendar)
    days = typical_days(calendar, date(2026, 6, 24))
    found = report(district, ground, ask(), every_matter=True, days=days)
    covered = {row.id: row.groups["population"].tally.covered for row in found.matters}
    assert [covered[m] for m in ("m-01", "m-05", "m-07", "m-08", "m-11", "m-12")] == [
        298_931, 208_295, 89_025, 77_811, 4_169, 0,
    ]  # fmt: skip
    assert covered["m-09"] == covered["m-10"] == 0  # nobody knows the areas they ask for
    gain = found.week.gains["population"]
    assert (gain.standard, gain.extended, gain.appointment) == (293_754, 215_498, 32_563)
    on = {
        day: coverage_of(district, ground, ask(at=f"2026-10-{day}T10:00")) for day in ("07", "10")
    }
    assert {day: answer.main.totals.covered for day, answer in on.items()} == {
        "07": 92_114, "10": 293_754,
    }  # fmt: skip
    people = {station: which.alone for station, which in found.dependence["population"].items()}
    assert max(people, key=people.__getitem__) == "st-510106026002"


def test_in_shanghai_nobody_walks_across_the_river(real_data):
    """Whoever has a station near only on the other bank is not covered by it."""
    _, ground, answer = asked("shanghai_center", real_data)
    reached = np.zeros((len(answer.residents.ids), len(ground.stations.ids)), dtype=bool)
    reached[ground.residents.row[ground.reach.place], ground.reach.station] = True
    bank = banks(ground)
    across = straight(ground) & (bank[0][:, None] != bank[1][None, :])
    across &= (bank[0][:, None] >= 0) & (bank[1][None, :] >= 0)
    assert int(across.any(axis=1).sum()) == 57
    assert not (across & reached).any()


def banks(ground):
    """For places and stations: 0 in Puxi, 1 in Pudong, -1 on some small island of streets."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    network = ground.streets.network
    joined = (np.ones(len(network.u)), (network.u, network.v))
    size = (network.node_count, network.node_count)
    count, label = connected_components(coo_array(joined, shape=size), directed=False)
    assert count == 10
    sizes = np.bincount(label)
    order = np.argsort(-sizes)
    assert [round(100 * s / sizes.sum()) for s in sizes[order[:2]]] == [83, 17]
    side = np.full(count, -1)
    side[order[:2]] = (0, 1)
    found = []
    for ways in (ground.resident_access, ground.station_access):
        bank = np.full(len(ways.joined), -1)
        bank[ways.place] = side[label[network.u[ways.edge]]]
        found.append(bank)
    return found


def test_in_nanshan_two_buildings_reach_nothing(real_data):
    _, _, answer = asked("shenzhen_nanshan", real_data)
    assert answer.main.reasons == {"beyond_limit": 20, "no_path": 2}
    assert int((answer.residents.status == Status.COVERED).sum()) == 83


def test_liechtensteins_people_beyond_the_limit_and_at_the_border(real_data):
    _, _, answer = asked("liechtenstein", real_data)
    assert answer.main.reasons == {"beyond_limit": 20_758, "no_path": 47, "streets_end": 5}
    assert answer.main.totals.modelled == answer.main.totals.total == 40_015


def test_one_post_more_in_the_south_of_liechtenstein(real_data):
    district, ground, _ = asked("liechtenstein", real_data)
    scenario = read_scenario(RECIPES / "liechtenstein" / "add-post.toml", district.crs)
    then = changed(district, ground, scenario)
    people = people_of(district.table("residents"), "population")
    found = difference(ground, then, ask(), {"population": people})
    who = {str(c): people.of(found.row[found.change == c]).total for c in set(found.change)}
    assert {change: round(count) for change, count in who.items()} == {
        "gained": 2522, "nearer": 1495,
    }  # fmt: skip


def test_a_path_in_liechtenstein_is_as_the_page_tells_it(real_data):
    _, ground, answer = asked("liechtenstein", real_data)
    walk = walk_of(ground, answer, "LI-r1155955@w1056005048")
    assert (walk.station, walk.length_mm) == ("st-w977510423", 757_750)
