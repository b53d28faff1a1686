"""`If-Match`: whether a change was made on what stands (RFC 9110, 13.1.1)."""

import pytest

from api.districts.etags import etag_of, matches, state_tag


@pytest.mark.parametrize(
    "if_match", [etag_of("ver-1"), '"ver-0", "ver-1"', 'W/"ver-1"', "*", " \t*"]
)
def test_what_names_the_version_that_stands_holds(if_match):
    assert matches(if_match, "ver-1")


@pytest.mark.parametrize("if_match", ['"ver-2"', "", '""', '"ver-1x"', '"ver-0","ver-2"'])
def test_what_names_another_one_does_not(if_match):
    assert not matches(if_match, "ver-1")


def test_a_state_is_told_by_what_is_in_it():
    assert state_tag({"a": None, "b": [1]}) == state_tag({"b": [1], "a": None})
    assert state_tag({"a": None}) != state_tag({"a": ""})
    assert matches('"ver-1"', "tag", "ver-1") and matches('"tag"', "tag", "ver-1")


@pytest.mark.parametrize("if_match", ["*", '"ver-1"', ""])
def test_nothing_holds_where_nothing_stands(if_match):
    assert not matches(if_match, None)
