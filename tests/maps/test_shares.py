from data.percent import UNKNOWN
from geo.answers import Tally
from maps.shares import interval, share_text


def test_bounds_that_read_the_same_are_one_number():
    assert interval(0.81201, 0.81202) == "81.2%"
    assert interval(0.812, 0.84) == "81.2%–84.0%"


def test_three_shares_belong_together():
    tally = Tally(200.0, 100.0, 60.0, 40.0, 20.0, 0.5, 0.7)
    shares = share_text(tally)
    assert (shares.covered, shares.unknown, shares.modelled) == ("50.0%–70.0%", "20.0%", "10.0%")


def test_where_nobody_is_there_is_no_share():
    assert share_text(Tally(0.0, 0.0, 0.0, 0.0, 0.0, None, None)).covered == UNKNOWN
