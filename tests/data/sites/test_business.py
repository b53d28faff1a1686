"""Which business is meant by a word."""

import pytest
from support.few_words import FEW_WORDS

from data.errors import SiteError
from data.sites.business import business_type, undertaking


@pytest.mark.parametrize(
    "word",
    ["internet_cafe", "Internet-Cafe", "网吧", " 网 吧", "互联网上网服务营业场所",
     "ｉｎｔｅｒｎｅｔ＿ｃａｆｅ", "网络文化经营许可证"],
)  # fmt: skip
def test_one_type_by_many_names(word):
    assert business_type(word, FEW_WORDS).name == "internet_cafe"


@pytest.mark.parametrize("word", ["网巴", "internet_caffe", "上网服务"])
def test_near_words_are_offered_not_taken(word):
    with pytest.raises(SiteError, match="internet_cafe"):
        business_type(word, FEW_WORDS)


@pytest.mark.parametrize("word", ["茶馆", "食品经营许可证"])
def test_a_word_of_several_types_is_none(word):
    with pytest.raises(SiteError, match=r"several types.*food_service.*food_retail"):
        business_type(word, FEW_WORDS)


def test_a_word_like_nothing():
    with pytest.raises(SiteError, match="rules list"):
        business_type("xyz", FEW_WORDS)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("rent", "rent"),
        ("租用既有房屋", "rent"),
        ("改变用途", "change_use"),
        ("新建改扩建", "construction"),
    ],
)
def test_undertakings(word, kind):
    assert undertaking(word) == kind
    with pytest.raises(SiteError, match="rent, change_use, construction"):
        undertaking("buy")
