"""Law 5 where a place stands on one side of the border and steps out on the other.

Each case has a truth with one more street, wholly beyond the extent, in which the resident is
covered: what is known without that street must not be called uncovered.
"""

import pytest
import shapely
from support.tiny import district, street

from geo.answers import Status
from geo.coverage import coverage
from geo.question import ask

HOME_BY_AN_OUTER_STREET = {
    "extent": shapely.box(-5000, -5000, 5000, 100),
    "streets": [
        street(("p", -200, 120), ("q", 200, 120)),
        street(("k", 300, 120), ("m", 300, 0)),
        street(("m", 300, 0), ("e", 1000, 0)),
    ],
    "beyond": street(("q", 200, 120), ("k", 300, 120)),
    "stations": [{"id": "s", "at": (400, 0)}],
    "residents": [{"id": "r", "population": 1, "at": (0, 90)}],
    "gates": [],
}
STATION_WITH_ITS_GATE_OUTSIDE = {
    "extent": shapely.box(-5000, -5000, 2500.5, 5000),
    "streets": [
        street(("a", 0, 0), ("b", 2505, 0)),
        street(("c", 2400, 100), ("d", 2600, 100)),
    ],
    "beyond": street(("b", 2505, 0), ("f", 2510, 90)),
    "stations": [{"id": "s", "at": (2490, 90)}],
    "residents": [{"id": "r", "population": 1, "at": (1625, 0)}],
    "gates": [{"id": "g", "of": "s", "at": (2510, 90)}],
}


def status(case, *, beyond: bool):
    more = [case["beyond"]] if beyond else []
    layers = {name: case[name] for name in ("stations", "residents", "gates") if case[name]}
    place = district(case["extent"], streets=case["streets"] + more, **layers)
    return coverage(place, ask()).residents.status[0]


@pytest.mark.parametrize("case", [HOME_BY_AN_OUTER_STREET, STATION_WITH_ITS_GATE_OUTSIDE])
def test_a_street_beyond_the_border_may_cover_but_not_refute(case):
    assert status(case, beyond=True) == Status.COVERED
    assert status(case, beyond=False) == Status.UNKNOWN
