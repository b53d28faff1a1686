import pytest

from geo.answers import Tally
from maps.percent import NOBODY, interval, percent, share_text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0.0%"),
        (0.0004, "<0.1%"),
        (0.8125, "81.2%"),
        (0.99949, "99.9%"),
        (0.9999, ">99.9%"),
        (1.0, "100.0%"),
    ],
)
def test_rounding_never_makes_none_of_some_nor_all_of_nearly_all(share, text):
    assert percent(share) == text


def test_bounds_that_read_the_same_are_one_number():
    assert interval(0.81201, 0.81202) == "81.2%"
    assert interval(0.812, 0.84) == "81.2%–84.0%"


def test_three_shares_belong_together():
    tally = Tally(200.0, 100.0, 60.0, 40.0, 20.0, 0.5, 0.7)
    shares = share_text(tally)
    assert (shares.covered, shares.unknown, shares.modelled) == ("50.0%–70.0%", "20.0%", "10.0%")


def test_where_nobody_is_there_is_no_share():
    assert share_text(Tally(0.0, 0.0, 0.0, 0.0, 0.0, None, None)).covered == NOBODY
