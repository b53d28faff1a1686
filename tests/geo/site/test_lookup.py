"""Addresses and names looked up: found, found in part, or only something like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.few_sites import ground_of

from data.declarations import Declaration, Visibility
from data.errors import SiteError
from geo.site.directory import directory
from geo.site.lookup import look_up, one_match

BOOK = directory(ground_of())


def exact(words, book=BOOK):
    return [(match.id, match.building) for match in look_up(book, words).exact]


@pytest.mark.parametrize(
    "words",
    ["长青路1号1栋", "长青路 １ 号 1 幢", "长青路一号一号楼", "老街8号", "大楼", "长青苑1栋", "a1"],
)
def test_one_building_by_all_its_addresses(words):
    assert exact(words) == [("a1", "b1")]


def test_other_layers():
    assert exact("长青小学") == [("f1", None)]
    assert exact("便民服务站") == [("s1", None)]
    assert exact("b2") == [("b2", "b2")]


def test_a_part_finds_all_that_have_it_and_cuts_no_number():
    assert [match.id for match in look_up(BOOK, "长青路1号").partial] == ["a1", "a2"]
    assert [match.id for match in look_up(BOOK, "青苑2栋").partial] == ["b2"]
    assert look_up(BOOK, "2号").partial == ()


def test_with_the_province_before_it_is_only_offered():
    found = look_up(BOOK, "四川省成都市长青路1号2栋")
    assert (found.exact, [match.id for match in found.partial]) == ((), ["a2"])


def test_near_ones():
    assert look_up(BOOK, "长青路1号7栋").near[0].id in ("a1", "a2")
    assert look_up(BOOK, "长青中学").near[0].id == "f1"
    assert look_up(BOOK, "xyz").near == ()


def test_nothing_is_chosen():
    assert one_match(BOOK, "老街8号").id == "a1"
    with pytest.raises(SiteError, match=r"长青路1号1栋（a1）, 长青路1号2栋（a2）"):
        one_match(BOOK, "长青路1号")
    with pytest.raises(SiteError, match="no place 'xyz'"):
        one_match(BOOK, "xyz")


@pytest.mark.parametrize("words", ["", "  "])
def test_nothing_written_is_said_to_be_nothing(words):
    with pytest.raises(SiteError, match="is empty"):
        one_match(BOOK, words)


def test_several_of_one_name_are_all_told():
    twice = ground_of()
    twice.layers["facilities"].loc[0, "name"] = "便民服务站"
    with pytest.raises(SiteError, match=r"2 places.*f1.*s1"):
        one_match(directory(twice), "便民服务站")


def test_what_is_restricted_is_not_found():
    assert exact("油库") == []
    assert exact("油库", directory(ground_of(), Visibility.RESTRICTED)) == [("f2", None)]
    hidden = Declaration("addresses", column_visibility={"former": Visibility.RESTRICTED})
    assert exact("老街8号", directory(ground_of([hidden]))) == []
    public = directory(ground_of(), Visibility.PUBLIC)
    assert exact("长青路1号1栋", public) == []
    # What nobody declared is internal.
    assert exact("便民服务站", public) == []
    assert exact("便民服务站") == [("s1", None)]


def test_an_empty_district():
    layers = ("buildings", "land_use", "addresses", "facilities", "stations", "gates")
    assert exact("长青路", directory(ground_of(without=layers))) == []


@given(st.text("长青路苑12号栋 \n", max_size=10))
def test_a_slow_search_finds_the_same(words):
    from data.sites.address_text import address_text

    wanted = address_text(words)
    slow = {
        str(BOOK.id[k])
        for k, text in enumerate(BOOK.text)
        if wanted and address_text(text) == wanted
    }
    assert {match.id for match in look_up(BOOK, words).exact} <= slow
    assert bool(exact(words)) == bool(slow)
