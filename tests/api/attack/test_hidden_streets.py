"""What rests on hidden streets is answered for a cell, though all may see the school."""

import pytest
from support.attacked_offices import PUBLIC, surveyed, town
from support.surveyed_town import EVERYWHERE, FRESH

from data.declarations import Declaration, Visibility

SCHOOL = {"id": "f1", "kind": "primary_school", "at": (1000, 800)}
KNOWN = [
    Declaration(
        "facilities", kind, position_error_m=1.0, extent=EVERYWHERE, stale_after=FRESH,
        visibility=PUBLIC,
    )
    for kind in ("primary_school", "school", "school_misc")
]  # fmt: skip
SERVICE = Declaration("streets", "service", visibility=Visibility.RESTRICTED)


def finding(x, more=(), level=PUBLIC, **hidden):
    """What the rule finds at a place of the street, 1000 - x metres from the school."""
    district = town(more=[*KNOWN, *more], facilities=[SCHOOL], **hidden)
    (found,) = surveyed(district, x, level=level)["findings"]
    return found


def test_a_walk_along_streets_that_all_may_see_is_told():
    found = finding(610)
    assert (found["measured"]["value"], found["withheld"]) == (390.0, False)


@pytest.mark.parametrize(
    "hidden",
    [
        {"hidden": ["streets"]},
        {"hidden": ["street_extent"]},
        {"columns": {"streets": ["length_m"]}},
        {"columns": {"streets": ["foot"]}},
        {"more": [SERVICE]},
    ],
)
def test_a_walk_that_may_rest_on_hidden_ones_is_not(hidden):
    # From one end of a cell of the grid to the other.
    told = [finding(x, **hidden) for x in (601, 650, 699)]
    assert told[0]["withheld"] and all(each == told[0] for each in told)
    assert told[0]["measured"] is None or told[0]["measured"]["value"] is None


def test_a_hidden_name_of_a_street_hides_no_walk():
    assert not finding(610, columns={"streets": ["name"]})["withheld"]
