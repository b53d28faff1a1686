"""Logins: what looks the same is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.people.errors import AccountError
from api.people.logins import login_of, new_login


@pytest.mark.parametrize("typed", ["Zhang.San", "ｚｈａｎｇ．ｓａｎ", " zhang.san "])
def test_one_form(typed):
    assert login_of(typed) == "zhang.san"


@pytest.mark.parametrize("typed", ["张三", "zhang@jn.gov.cn", "00123", "a+b-c_d"])
def test_what_people_are_called_may_be_a_login(typed):
    assert new_login(typed) == typed


@pytest.mark.parametrize("typed", ["", " ", "a b", "a/b", "a\u200bb", "a\x00", "x" * 65, "<b>"])
def test_what_cannot_be_told_apart_may_not(typed):
    with pytest.raises(AccountError):
        new_login(typed)


@given(st.text(max_size=20))
def test_a_login_as_it_is_shown_leads_to_the_same_account(typed):
    try:
        shown = new_login(typed)
    except AccountError:
        return
    assert new_login(shown) == shown == login_of(typed)
