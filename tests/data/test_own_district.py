"""Which of several districts among the areas is the district itself."""

import pandas as pd
import pytest

from data.own_district import own_district, own_names

AREAS = pd.DataFrame(
    {
        "level": ["district", "district", "community"],
        "name": ["金牛区", "青羊区", "金牛区"],
        "code": [510106.0, 510105.0, None],
    }
)


@pytest.mark.parametrize("names", [("金牛区",), ("510106",), ("某区", "510106")])
def test_of_several_it_is_the_one_called_so_or_coded_so(names):
    assert own_district(AREAS, names).tolist() == [True, False, False]


def test_where_none_is_called_so_all_are():
    assert own_district(AREAS, ("成都市",)).tolist() == [True, True, False]


def test_a_single_one_is_it_whatever_it_is_called():
    assert own_district(AREAS.iloc[:1], ("成都市",)).tolist() == [True]


def test_its_names_are_those_given_and_those_it_has_itself():
    assert own_names(AREAS, ("金牛区",)) == {"金牛区", "510106"}
