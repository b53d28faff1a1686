"""What people call a building or a parcel, from the district's own layers."""

import numpy as np
from support.few_sites import DECLARED, ground_of

from data.declarations import Declaration, Visibility
from geo.comparison.place_names import PlaceName, place_names
from geo.site.grounds import grounds


def named(district, layer="buildings", rows=None, level=Visibility.INTERNAL):
    outlines = getattr(grounds(district, level=level), layer)
    rows = np.arange(len(outlines.ids)) if rows is None else np.array(rows)
    return place_names(district, outlines, rows, level)


def test_a_building_is_called_by_its_name_and_the_address_that_names_it():
    assert named(ground_of()) == (
        PlaceName("长青苑1栋", ("长青路1号1栋",)),
        PlaceName("长青苑2栋", ("长青路1号2栋",)),
    )


def test_names_stand_in_the_order_asked_for():
    assert [each.name for each in named(ground_of(), rows=[1, 0])] == ["长青苑2栋", "长青苑1栋"]


def test_a_parcel_is_called_by_the_addresses_within_it():
    (parcel,) = named(ground_of(), "parcels")
    assert parcel == PlaceName(None, ("长青路1号1栋", "长青路1号2栋"))
    assert parcel.address == "长青路1号1栋"


def test_without_addresses_the_name_remains():
    assert named(ground_of(without=("addresses",)))[0] == PlaceName("长青苑1栋", ())


def test_what_the_asker_may_not_see_is_not_told():
    hidden = Declaration("addresses", visibility=Visibility.RESTRICTED)
    secret = Declaration("buildings", column_visibility={"name": Visibility.RESTRICTED})
    district = ground_of((DECLARED[1], hidden, secret))
    assert named(district) == (PlaceName(None, ()), PlaceName(None, ()))
    assert named(district, level=Visibility.RESTRICTED)[0].name == "长青苑1栋"


def test_no_places_have_no_names():
    assert named(ground_of(), rows=np.array([], dtype=np.int64)) == ()
