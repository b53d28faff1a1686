"""One more question on a kept reach, and one moved station: how long, beside asking afresh.

A slice is one matter at one hour, from levels to the shares of all people. A scenario moves one
station to a place drawn at random; its figures are the shares of all people and the walk of each,
its circles are those of the moved station. Both are compared with the answer of a ground prepared
afresh before any time is printed. The demo district by default, or a generated town.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.districts import town
from data.demo import demo_district
from data.district import District
from data.geopackage import read_district
from data.hours.calendar import work_calendar
from data.scenario.changes import Scenario, StationMoved
from geo.circles.areas import reached_areas
from geo.circles.changed import changed_circles, walked
from geo.counting import people_of
from geo.errors import ScenarioError
from geo.ground import Ground, prepare
from geo.judge import judge
from geo.question import Question, ask
from geo.reach import known_reach
from geo.scenario.apply import changed
from geo.scenario.difference import standing
from geo.slices import cut
from geo.streets.seeds import Seeds
from geo.tally import People, Tally, tally

SCENARIOS, REPEATS, SEED = 200, 5, 15
HOUR, ONE_MATTER = "2026-11-25T10:00", 100


def figures(ground: Ground, question: Question, people: People) -> Tally:
    return tally(people, judge(ground, cut(ground, question)).status)


def milliseconds(task: Callable[[], object]) -> float:
    begin = time.perf_counter()
    task()
    return (time.perf_counter() - begin) * 1000


def slices(district: District, ground: Ground, people: People) -> None:
    matters = [str(matter) for matter in ground.services.matters.ids]
    asked = [ask(matters=[matter], at=HOUR) for matter in matters]
    for question in asked[:: max(len(asked) // 5, 1)]:
        fresh = prepare(district, question, calendar=ground.hours.book.calendar)
        if figures(fresh, question, people) != figures(ground, question, people):
            raise SystemExit("a slice differs from a fresh answer")
    takes = [milliseconds(lambda q=q: figures(ground, q, people)) for q in asked]
    limit_mm = ground.question.widest_mm
    ways, home = ground.station_access, ground.homeward
    reach = min(
        milliseconds(lambda: known_reach(ground.network, ground.stations, ways, home, limit_mm))
        for _ in range(REPEATS)
    )
    print("| task | median ms | p95 ms |\n|---|---|---|")
    print(f"| the reach of all {len(ground.stations.ids)} stations | {reach:.1f} | |")
    print(f"| one more matter at one hour, {len(asked)} of them | {row(takes)} |")


def one_matter(district: District, ground: Ground, people: People, given: str | None) -> None:
    """One matter again and again: by default one that is handled for one's own community only."""
    table = district.table("matters").set_index("id")["scope"]
    scoped = table.index[table == "own_community"]
    if given is None and not len(scoped):
        return
    matter = given or str(scoped[0])
    if matter not in table.index:
        raise SystemExit(f"the district has no matter {matter}")
    question, scope = ask(matters=[matter], at=HOUR), table[matter]
    fresh = prepare(district, question, calendar=ground.hours.book.calendar)
    if figures(fresh, question, people) != figures(ground, question, people):
        raise SystemExit("the slice differs from a fresh answer")
    takes = [milliseconds(lambda: figures(ground, question, people)) for _ in range(ONE_MATTER)]
    print(f"| the matter {matter} ({scope}) at one hour, {ONE_MATTER} times | {row(takes)} |")


def row(takes: list[float]) -> str:
    return f"{np.median(takes):.1f} | {np.percentile(takes, 95):.1f}"


def moved_circles(ground: Ground, station: str) -> None:
    ways = ground.station_access
    mine = ways.place == int(np.flatnonzero(ground.stations.ids == station)[0])
    rank = np.zeros(int(mine.sum()), dtype=np.int64)
    seeds = Seeds(ways.edge[mine], ways.offset_mm[mine], ways.cost_mm[mine], rank, 1)
    question = ground.question
    reached_areas(
        ground.network, seeds, tuple(question.length_mm(band) for band in question.bands_min)
    )


def scenarios(district: District, ground: Ground, people: People) -> None:
    random, question = np.random.default_rng(SEED), ground.question
    before = walked(ground, question.bands_min)
    plain, drawn, differing = [], [], []
    for number in range(SCENARIOS):
        station = str(random.choice(ground.stations.ids))
        place = ground.residents.points[random.integers(len(ground.residents.points))]
        scenario = Scenario((StationMoved(station, place),))
        begin = time.perf_counter()
        try:
            then = changed(district, ground, scenario)
        except ScenarioError:
            continue
        where = standing(then, question)
        tally(people, where.status)
        middle = time.perf_counter()
        moved_circles(then, station)
        plain.append((middle - begin) * 1000)
        drawn.append((time.perf_counter() - begin) * 1000)
        begin = time.perf_counter()
        changed_circles(before, walked(then, question.bands_min))
        differing.append((time.perf_counter() - begin) * 1000)
        if number % 40 == 0:
            check(district, then, where.status, station)
    print(f"| one station moved: everybody's standing, {len(plain)} of them | {row(plain)} |")
    print(f"| the same with its circles, three bands | {row(drawn)} |")
    print(f"| what all circles gain and lose by it, alone | {row(differing)} |")


def check(district: District, then: Ground, status: np.ndarray, station: str) -> None:
    """The same from a district with the station moved in its layer, and without its gates."""
    stations = district.features("stations").copy()
    at = stations["id"] == station
    stations.loc[at, "geometry"] = then.stations.points[then.stations.ids == station]
    layers = {**district.layers, "stations": stations}
    if district.has("gates"):
        gates = district.table("gates")
        layers["gates"] = gates.loc[gates["of"] != station]
    edited = replace(district, layers=layers)
    fresh = prepare(edited, then.question, calendar=then.hours.book.calendar)
    if not np.array_equal(standing(fresh, then.question).status, status):
        raise SystemExit("a scenario differs from a fresh answer")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--district", type=Path, help="a district; the demo by default")
    arguments.add_argument("--residents", type=int, help="places in a generated town instead")
    arguments.add_argument("--stations", type=int, default=1000, help="stations of that town")
    arguments.add_argument("--matter", help="a matter to time alone; one of own_community else")
    given = arguments.parse_args()
    district = read_district(given.district) if given.district else demo_district()
    if given.residents:
        district = town(given.residents, given.stations)
    ground = prepare(district, ask(), calendar=work_calendar())
    people = people_of(district.table("residents"), "population")
    if people is None:
        raise SystemExit("nobody counted the people of this district")
    figures(ground, ground.question, people)
    moved_circles(ground, str(ground.stations.ids[ground.station_access.place[0]]))
    slices(district, ground, people)
    one_matter(district, ground, people, given.matter)
    scenarios(district, ground, people)


if __name__ == "__main__":
    main()
