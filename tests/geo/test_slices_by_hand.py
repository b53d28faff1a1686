"""One straight street, one station: what it does, for whom, and within which limit.

Each answer can be read off the lines of its test.
"""

import pytest
import shapely
from support.one_street import answer, areas, found, handles, resident, station

from geo.answers import Reason, Status

COVERED, UNCOVERED, UNKNOWN = Status.COVERED, Status.UNCOVERED, Status.UNKNOWN
ONE_MATTER = {"m": "district"}
TWO_MATTERS = {"m": "district", "n": "district"}


class TestWhatAStationDoes:
    def asked(self, *does, **more):
        return answer(matters=ONE_MATTER, does=list(does), **more)

    @pytest.mark.parametrize("service", ["complete", "accept", "self"])
    def test_handled_is_covered(self, service):
        assert self.asked(handles(service=service)) == (COVERED, "")

    def test_no_row_is_not_handled(self):
        assert self.asked(handles("other")) == (UNCOVERED, Reason.NO_STATION)

    def test_an_empty_table_says_that_nobody_handles_anything(self):
        assert self.asked() == (UNCOVERED, Reason.NO_STATION)

    def test_a_missing_table_says_nothing(self):
        assert answer(matters=ONE_MATTER) == (UNKNOWN, Reason.STATION_MAY_QUALIFY)

    def test_a_missing_table_does_not_shorten_the_way(self):
        far = resident(1500)
        assert answer(far, matters=ONE_MATTER)[0] == UNCOVERED

    def test_advice_is_not_service(self):
        assert self.asked(handles(service="advise")) == (UNCOVERED, Reason.NO_STATION)

    def test_only_the_services_asked_for_count(self):
        assert self.asked(handles(service="accept"), services=("complete",))[0] == UNCOVERED
        assert self.asked(handles(service="accept"), services=("accept", "self"))[0] == COVERED

    def test_a_way_of_handling_nobody_recorded_may_be_the_one(self):
        assert self.asked(handles(service=None)) == (UNKNOWN, Reason.STATION_MAY_QUALIFY)

    def test_of_several_rows_the_best_counts(self):
        rows = [handles(service=s) for s in ("advise", None, "self")]
        assert self.asked(*rows)[0] == COVERED

    def test_without_a_matter_any_station_does(self):
        assert answer(does=[])[0] == COVERED

    def test_a_nearer_station_that_does_not_handle_it_is_passed(self):
        two = [station(400), station(0, id="t")]
        answers = found(stations=two, matters=ONE_MATTER, does=[handles(by="t")]).residents
        assert (answers.station[0], answers.cost_mm[0]) == ("t", 500_000)
        assert answers.stations_within[0] == 1


class TestSeveralMattersAtOnce:
    TWO = (station(), station(100, id="t"))

    def asked(self, *does, **more):
        return answer(matters=TWO_MATTERS, does=list(does), stations=list(self.TWO), **more)

    def test_one_station_must_handle_all(self):
        assert self.asked(handles("m"), handles("n"))[0] == COVERED

    def test_two_stations_that_share_them_do_not_count(self):
        assert self.asked(handles("m"), handles("n", by="t")) == (UNCOVERED, Reason.NO_STATION)

    def test_the_least_sure_of_them_decides(self):
        assert self.asked(handles("m"), handles("n", service=None))[0] == UNKNOWN


class TestScope:
    """The resident lives in the east; the station stands at x = 0, in the west."""

    def asked(self, scope, *, x=0, given=None, **more):
        stations = [station(x, **more)]
        given = {"areas": areas()} if given is None else given
        return answer(matters={"m": scope}, does=[handles()], stations=stations, given=given)

    def test_across_the_border_of_the_community(self):
        assert self.asked("own_community") == (UNCOVERED, Reason.NO_STATION)
        assert self.asked("own_community", x=300)[0] == COVERED

    @pytest.mark.parametrize("scope", ["district", "cross_district", None])
    def test_other_scopes_know_no_such_border(self, scope):
        assert self.asked(scope)[0] == COVERED

    def test_each_scope_looks_at_its_own_level(self):
        given = {"areas": areas("subdistrict")}
        assert self.asked("own_subdistrict", given=given)[0] == UNCOVERED
        assert self.asked("own_community", given=given) == (UNKNOWN, Reason.STATION_MAY_QUALIFY)

    def test_where_one_lies_in_no_area_it_may_count(self):
        given = {"areas": areas(west=shapely.box(-900, 500, 250, 900))}
        assert self.asked("own_community", given=given) == (UNKNOWN, Reason.STATION_MAY_QUALIFY)

    def test_without_any_areas_it_may_count(self):
        assert self.asked("own_community", given={})[0] == UNKNOWN

    def test_on_the_border_the_area_of_smaller_id(self):
        assert self.asked("own_community", x=250)[0] == COVERED  # "east" stands before "west"

    def test_without_a_matter_nobody_asks(self):
        assert answer(given={"areas": areas()})[0] == COVERED

    @pytest.mark.parametrize(("scope", "status"), [
        ("district", UNCOVERED), (None, UNCOVERED), ("cross_district", COVERED),
    ])  # fmt: skip
    def test_a_neighbours_station_serves_only_across_districts(self, scope, status):
        assert self.asked(scope, district="邻区")[0] == status

    def test_own_names_are_the_districts_and_those_of_its_area(self):
        own = {"id": "d", "level": "district", "code": "510106", "at": shapely.box(0, 0, 1, 1)}
        assert self.asked("district", district="小区")[0] == COVERED
        assert self.asked("district", district="510106")[0] == UNCOVERED
        assert self.asked("district", district="510106", given={"areas": [own]})[0] == COVERED

    def test_the_place_is_where_its_centroid_lies(self):
        across = resident(at=shapely.box(200, -10, 280, 10))  # centroid at 240, in the west
        asked = {"matters": {"m": "own_community"}, "does": [handles()]}
        assert answer(across, **asked, given={"areas": areas()})[0] == COVERED


class TestNetworks:
    @pytest.mark.parametrize(
        ("network", "asked"),
        [("residents", "residents"), ("both", "enterprises"), (None, "enterprises"),
         ("enterprises", "enterprises"), ("enterprises", "all"), ("residents", "all")],
    )  # fmt: skip
    def test_counts(self, network, asked):
        assert answer(stations=[station(network=network)], network=asked)[0] == COVERED

    @pytest.mark.parametrize("pair", [("residents", "enterprises"), ("enterprises", "residents")])
    def test_does_not_count(self, pair):
        stations = [station(network=pair[0])]
        assert answer(stations=stations, network=pair[1]) == (UNCOVERED, Reason.NO_STATION)


class TestLimitsOfTheirOwn:
    """1000 m in 15 minutes: the resident at 500 walks 7.5 minutes."""

    def test_a_tiers_own_limit_stands_for_its_stations(self):
        post = {"stations": [station(tier="post")]}
        assert answer(**post, tier_limits_min={"post": "7.5"})[0] == COVERED
        assert answer(**post, tier_limits_min={"post": 7}) == (UNCOVERED, Reason.BEYOND_LIMIT)
        assert answer(**post, tier_limits_min={"community": 7})[0] == COVERED

    def test_it_may_be_longer_than_everyones(self):
        far = {"home": resident(1500), "stations": [station(tier="post")]}
        assert answer(**far, tier_limits_min={"post": 30})[0] == COVERED

    @pytest.mark.parametrize(("x", "status"), [(400, COVERED), (500, UNKNOWN), (1100, UNCOVERED)])
    def test_between_two_limits_a_tier_nobody_recorded_may_cover(self, x, status):
        stations = [station(tier=None)]
        assert answer(resident(x), stations=stations, tier_limits_min={"post": 7})[0] == status

    def test_the_nearest_that_covers_speaks_before_a_nearer_that_does_not(self):
        two = [station(0, id="post", tier="post"), station(1100, id="hall", tier="district")]
        answers = found(stations=two, tier_limits_min={"post": 5}).residents
        assert (answers.station[0], answers.cost_mm[0]) == ("hall", 600_000)
        assert answers.stations_within[0] == 1

    @pytest.mark.parametrize(
        ("setting", "status"), [("rural", COVERED), ("urban", UNCOVERED), (None, UNKNOWN)]
    )
    def test_rural_minutes_are_for_who_lives_in_a_rural_area(self, setting, status):
        given = {"areas": areas(settings=(None, setting))}
        assert answer(resident(1500), given=given, rural_minutes=30)[0] == status

    def test_a_tiers_own_limit_stands_before_rural_minutes(self):
        given = {"areas": areas(settings=("rural", "rural"))}
        asked = {"rural_minutes": 30, "tier_limits_min": {"post": 7}}
        assert answer(stations=[station(tier="post")], given=given, **asked)[0] == UNCOVERED

    def test_the_finest_area_with_a_setting_tells_it(self):
        grids = [{**row, "id": f"g-{row['id']}", "level": "grid"} for row in areas()]
        parks = [{**row, "id": f"p-{row['id']}", "level": "park", "setting": "rural"}
                 for row in areas()]  # fmt: skip
        towns = [{**row, "id": f"t-{row['id']}", "level": "subdistrict", "setting": "rural"}
                 for row in areas()]  # fmt: skip
        given = {"areas": [*grids, *parks, *areas(settings=("urban", "urban")), *towns]}
        assert answer(resident(1500), given=given, rural_minutes=30)[0] == UNCOVERED
        given["areas"] = [*grids, *parks, *areas(), *towns]
        assert answer(resident(1500), given=given, rural_minutes=30)[0] == COVERED
