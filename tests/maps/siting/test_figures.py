"""Measurements and values as people read them."""

import math

import pytest

from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Text
from geo.survey.finding import Measured
from maps.siting.figures import area_text, figure, measured_text

SITE = Text("场址", "the site")


def measured(value, error=10.0, unit="m", most=None):
    said = measured_text(Measured(value, error, unit, "straight", SITE, SITE, most))
    return None if said is None else said.zh


@pytest.mark.parametrize(
    ("value", "unit", "zh"),
    [(199.96, "m", "200.0 米"), (200.0, "m", "200 米"), (1234.5, "m2", "1,234.5 平方米"),
     (0.25, "share", "25.0%"), (-1.0, "floor", "-1 层"), (3.0, "count", "3 个"),
     ("0901", "", "0901")],
)  # fmt: skip
def test_a_figure_has_its_unit(value, unit, zh):
    assert figure(value, unit).zh == zh


def test_a_measurement_has_its_error_and_an_uncertain_end_an_interval():
    assert measured(100.0) == "100 米（±10 米）"
    assert measured(100.0, most=140.5) == "100 至 140.5 米（±10 米）"


@pytest.mark.parametrize("value", [None, math.nan])
def test_what_could_not_be_measured_is_no_figure(value):
    assert measured(value) is None


def test_a_word_found_is_told_as_people_say_it_and_a_code_as_it_is():
    words = read_vocabulary()
    found = [Measured(word, None, "", "fact", SITE, SITE) for word in ("commercial", "0901")]
    assert [measured_text(each, words).zh for each in found] == ["商业", "0901"]


def test_a_little_land_is_not_none():
    assert [area_text(a) for a in (0.0, 100.0, 1.5e6)] == ["0.00", "<0.01", "1.50"]
