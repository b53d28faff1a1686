"""When two ways of writing an address are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sites.address_text import address_text, address_texts


@pytest.mark.parametrize(
    "other",
    [
        "长青路１２号３栋",
        "长青路 12 号 3 幢",
        "长青路十二号三号楼",
        "长青路12#3栋",
        "长青路12號3栋",
        "长青路12号，3座。",
    ],
)
def test_one_address_written_in_several_ways(other):
    assert address_text(other) == address_text("长青路12号3栋")


@pytest.mark.parametrize(
    "other", ["长青路1号23栋", "长青路12号", "长青路12号3单元", "长青东路12号3栋", "长青路12号3-1"]
)
def test_other_addresses_stay_other(other):
    assert address_text(other) != address_text("长青路12号3栋")


words = st.text("长青路号栋幢座楼一二十123#- ，Ａa\n", max_size=12)


@given(st.lists(words, min_size=1, max_size=5))
def test_all_at_once_is_one_by_one(addresses):
    assert address_texts(addresses) == [address_text(each) for each in addresses]


@given(words)
def test_full_width_makes_no_difference(address):
    wide = address.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    assert address_text(wide) == address_text(address)
