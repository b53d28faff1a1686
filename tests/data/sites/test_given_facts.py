"""Facts as people write them: units, yes and no, floors, sources; and what they are refused for."""

import pytest
from support.few_words import FEW_WORDS

from data.errors import SiteError
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.facts import FactSource, GivenFact, read_facts

DECLARED, DOCUMENT, SEEN = FactSource.DECLARED, FactSource.DOCUMENT, FactSource.SEEN


def fact(text):
    ((_, found),) = read_facts(text, FEW_WORDS).items()
    return found.value


def refusal(text):
    with pytest.raises(SiteError) as caught:
        read_facts(text, FEW_WORDS)
    return str(caught.value)


def test_several_with_their_sources():
    assert read_facts("floor=2，area_m2=320, dedicated_flue=yes@document", FEW_WORDS) == {
        "floor": GivenFact(2, DECLARED),
        "area_m2": GivenFact(320, DECLARED),
        "dedicated_flue": GivenFact(1, DOCUMENT),
    }


@pytest.mark.parametrize("text", [None, "", "  "])
def test_none(text):
    assert read_facts(text, FEW_WORDS) == {}


@pytest.mark.parametrize(
    ("text", "source"), [("是", DECLARED), ("是@书面材料", DOCUMENT), ("是@seen", SEEN)]
)
def test_sources(text, source):
    assert read_facts(f"专用烟道={text}", FEW_WORDS)["dedicated_flue"] == GivenFact(1, source)


@pytest.mark.parametrize("text", ["320", "３２０", "320平方米", "320 ㎡", "320m2", "320.0平米"])
def test_an_area(text):
    assert fact(f"area_m2={text}") == 320


@pytest.mark.parametrize("text", ["3.2亩", "320米", "1e3", "inf", "三百", "320 m2 约"])
def test_no_area_in_square_metres(text):
    assert "m²" in refusal(f"area_m2={text}")


@pytest.mark.parametrize(
    ("text", "floor"),
    [("2", 2), ("二楼", 2), ("2F", 2), ("F2", 2), ("第十二层", 12), ("２层", 2),
     ("-1", -1), ("B1", -1), ("负一层", -1), ("地下二层", -2)],
)  # fmt: skip
def test_floors(text, floor):
    assert fact(f"floor={text}") == floor


@pytest.mark.parametrize("text", ["0", "夹层", "2.5", "二十楼半", "零层", "B0"])
def test_no_floors(text):
    assert "no floor 0" in refusal(f"floor={text}")


def test_ranges():
    assert "at least -10 and at most 300" in refusal("floor=301")
    assert "at most 1000000" in refusal("area_m2=1000001")
    assert "at least 0." in refusal("computers=-1")


def test_wholes():
    assert fact("computers=60台") == 60
    assert "whole" in refusal("computers=60.5")


@pytest.mark.parametrize(("text", "answer"), [("yes", 1), ("有", 1), ("NO", 0), ("没有", 0)])
def test_yes_and_no(text, answer):
    assert fact(f"dedicated_flue={text}") == answer
    assert "yes or no" in refusal("dedicated_flue=maybe")


@pytest.mark.parametrize("text", ["mixed", "Mixed", "商住"])
def test_choices(text):
    assert fact(f"building_use={text}") == "mixed"
    assert "near are residential" in refusal("building_use=residental")


def test_unknown_names_come_with_near_ones():
    assert "such as floor" in refusal("flor=2")
    assert "area_m2" in refusal("面积=2")


@pytest.mark.parametrize("text", ["floor", "floor=", "=2", "floor=2,,area_m2=3", "area_m2=3,200"])
def test_what_is_not_written_as_facts_are(text):
    assert "name=value" in refusal(text)


def test_twice_or_from_nowhere_or_endless():
    assert "twice" in refusal("floor=2,所在楼层=3")
    assert "magic" in refusal("floor=2@magic")
    assert "letters long" in refusal("floor=2," * 2000)


@pytest.mark.parametrize("word", ["residential", "dwelling", "住宅"])
def test_buildings_and_premises_share_their_words(word):
    given = read_facts(f"building_use={word},premises_use={word}", read_vocabulary())
    assert [fact.value for fact in given.values()] == ["residential", "dwelling"]


@pytest.mark.parametrize("title", ["位于居民住宅楼（院）内", "位于居民住宅楼内"])
def test_a_title_is_known_with_what_stands_in_brackets_and_without(title):
    assert list(read_facts(f"{title}=是", read_vocabulary())) == ["inside_homes_estate"]
