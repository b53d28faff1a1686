"""Packs of an office: in its home folder, checked when a process starts, part of every answer."""

from datetime import date

import pytest
from support.surveyed_town import RULE, own_pack

from api.answering.own_packs import own_packs
from api.answering.warm import Warm
from data.errors import RulePackError
from data.rulepacks.stack import stack

DAY = date(2026, 11, 22)


def laid(home, name="own.yaml", text=None):
    (home / "rulepacks").mkdir(exist_ok=True)
    (home / "rulepacks" / name).write_text(own_pack() if text is None else text, "utf-8")


def test_without_a_folder_only_those_that_ship_stand(tmp_path):
    assert own_packs(tmp_path, DAY) == ()


def test_a_pack_in_the_folder_stands_with_its_hash(tmp_path):
    laid(tmp_path)
    book = stack(Warm(own_packs(tmp_path, DAY)).packs(), DAY, "510106")
    assert RULE in {each.rule.id for each in book.rules}
    assert book.packs.keys() - stack(Warm().packs(), DAY, "510106").packs.keys() == {"own"}


def test_cases_and_other_files_are_no_packs(tmp_path):
    laid(tmp_path, "own.cases.yaml", "- no pack")
    laid(tmp_path, "readme.txt", "no pack")
    assert own_packs(tmp_path, DAY) == ()


@pytest.mark.parametrize("text", ["rules: [", "name: own", ""])
def test_what_is_no_pack_is_refused_by_its_name(tmp_path, text):
    laid(tmp_path, text=text)
    with pytest.raises(RulePackError, match=r"own\.yaml"):
        own_packs(tmp_path, DAY)


def test_two_packs_of_one_name_are_refused(tmp_path):
    laid(tmp_path)
    laid(tmp_path, "again.yaml")
    with pytest.raises(RulePackError):
        own_packs(tmp_path, DAY)
