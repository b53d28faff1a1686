"""What docs/real-places.md says about four real places, found again from the raw data."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from data.builder.build import build_district
from data.recipe.file import read_recipe
from geo.answers import Status
from geo.coverage import coverage_of
from geo.ground import prepare
from geo.question import ask

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
    assert answer.reasons == {"off_streets": 810_699, "streets_incomplete": 153_654}
    assert (answer.main.totals.covered, answer.main.totals.unknown) == (298_931, 964_353)
    assert answer.losses.stations == 42
    assert int((~ground.station_access.joined).sum()) == 44


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
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    network = ground.network
    ones = np.ones(len(network.neighbour))
    size = (network.node_count, network.node_count)
    count, label = connected_components(
        csr_array((ones, network.neighbour, network.first), shape=size)
    )
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
    assert answer.reasons == {"beyond_limit": 20, "no_path": 2}
    assert int((answer.residents.status == Status.COVERED).sum()) == 83


def test_liechtensteins_people_beyond_the_limit_and_at_the_border(real_data):
    _, _, answer = asked("liechtenstein", real_data)
    assert answer.reasons == {"beyond_limit": 20_758, "no_path": 47, "streets_end": 5}
    assert answer.main.totals.modelled == answer.main.totals.total == 40_015
