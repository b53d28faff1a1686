"""The services: tiers, hours, matters; and answers worth asking for."""

import networkx as nx
import numpy as np
import pytest
import shapely

NEIGHBOUR = "邻区"
BY_THE_RIVER = "鹿竹街社区便民服务站"


@pytest.fixture(scope="module")
def stations(demo):
    return demo.features("stations")


def test_stations_stand_in_tiers(stations):
    own = stations[stations["district"].isna()]
    count = own.groupby("kind").size()
    assert count["hall"] == 2
    assert count["centre"] == 13
    assert 90 <= count["station"] < 110
    assert count[["post", "partner", "kiosk", "park_centre"]].tolist() == [45, 30, 40, 4]


def test_a_few_stations_belong_to_the_neighbour_and_stand_outside(demo, stations):
    boundary = demo.features("areas").set_index("level").geometry["district"]
    outside = ~stations.within(boundary)
    assert set(stations.loc[outside, "district"]) == {NEIGHBOUR}
    assert (stations["district"] == NEIGHBOUR).sum() == 4


def test_park_centres_serve_enterprises(stations):
    centres = stations[stations["kind"] == "park_centre"]
    assert set(centres["network"]) == {"enterprises"}


def test_hours_are_as_offices_publish_them(stations):
    hours = set(stations["opening_hours"].dropna())
    assert 'Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00 "周六延时"; PH off' in hours
    assert any("预约" in text for text in hours)
    assert (stations["opening_hours"] == "工作日上班时间").sum() == 1
    assert set(stations.loc[stations["kind"] == "kiosk", "opening_hours"]) == {
        "Mo-Su,PH 00:00-24:00"
    }
    assert stations.loc[stations["kind"] == "partner", "host_hours"].notna().all()


def test_some_stations_are_behind_gates(demo, stations):
    gates = demo.table("gates")
    of_stations = gates[gates["of"].isin(stations["id"])]
    assert of_stations["of"].nunique() == 4
    assert set(of_stations["status"]) == {"open", "emergency", "locked", "pass_only"}


def test_about_180_matters_for_people_and_enterprises(demo):
    matters = demo.table("matters")
    assert 170 <= len(matters) <= 190
    assert matters["name"].is_unique
    assert (matters["scope"] == "cross_district").sum() > 10
    assert (matters["audience"] == "enterprise").sum() > 40
    assert 0.3 < matters["online"].mean() < 0.8


def test_bundles_are_several_matters_in_one_visit(demo):
    sizes = demo.table("bundles").groupby("bundle_id").size()
    assert len(sizes) == 8
    assert sizes.min() >= 4


def test_a_neighbours_matters_are_not_recorded(demo, stations):
    theirs = stations.loc[stations["district"] == NEIGHBOUR, "id"]
    assert not demo.table("station_matters")["station_id"].isin(theirs).any()


def test_some_matters_are_completed_in_the_halls_only(demo, stations):
    kind = stations.set_index("id")["kind"]
    handled = demo.table("station_matters").query("service != 'advise'")
    where = kind[handled["station_id"]].groupby(handled["matter_id"].to_numpy()).agg(set)
    assert (where == {"hall"}).sum() > 20


@pytest.fixture(scope="module")
def network(demo):
    streets = demo.features("streets")
    walked = streets[streets["foot"].fillna(True)].reset_index(drop=True)
    graph = nx.Graph()
    for u, v, length in zip(walked["u"], walked["v"], walked["length_m"], strict=True):
        graph.add_edge(u, v, weight=float(length))
    nodes = np.concatenate([walked["u"], walked["v"]])
    lines = walked.geometry.to_numpy()
    places = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    return graph, nodes, places


def _nearest_nodes(network, points):
    _, nodes, places = network
    return nodes[shapely.STRtree(places).nearest(points)]


def _walks(network, stations):
    """Metres from each node to the nearest of `stations`, node to node: roughly, for tests."""
    sources = set(_nearest_nodes(network, stations.geometry.to_numpy()))
    return nx.multi_source_dijkstra_path_length(network[0], sources, weight="weight")


def _covered_share(demo, network, stations):
    residents = demo.features("residents")
    nodes = _nearest_nodes(network, residents.geometry.centroid.to_numpy())
    walks = _walks(network, stations)
    near = np.array([walks.get(node, np.inf) <= 900 for node in nodes])
    return residents["population"][near].sum() / residents["population"].sum()


def test_most_people_are_near_a_station_but_not_all(demo, network, stations):
    assert 0.75 < _covered_share(demo, network, stations) < 0.95


def test_what_only_the_halls_do_is_far_from_most(demo, network, stations):
    halls = stations[stations["kind"] == "hall"]
    assert _covered_share(demo, network, halls) < 0.1


def test_the_rural_north_is_served_worse(demo, network, stations):
    homes = demo.features("residents").geometry.centroid
    walks = _walks(network, stations)
    far = np.array([walks.get(n, np.inf) > 1000 for n in _nearest_nodes(network, homes.to_numpy())])
    areas = demo.features("areas")
    north = shapely.union_all(areas.loc[areas["setting"] == "rural", "geometry"].to_numpy())
    rural = homes.within(north).to_numpy()
    assert far[rural].mean() > 3 * far[~rural].mean()


def test_a_station_500_m_away_may_be_1500_m_on_foot(demo, network, stations):
    homes = demo.features("residents").geometry.centroid.to_numpy()
    station = stations[stations["name"] == BY_THE_RIVER]
    near = homes[shapely.distance(homes, station.geometry.iloc[0]) < 500]
    walks = _walks(network, station)
    barred = sum(walks[node] > 1500 for node in _nearest_nodes(network, near))
    assert barred > 3
