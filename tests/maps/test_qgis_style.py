"""Styles as QGIS looks for them: one default a layer, well formed, every class once."""

from fractions import Fraction
from xml.etree import ElementTree

import pyogrio
import pytest

from maps.qgis_style import coverage_rules, layer_styles
from maps.qgis_symbols import Equal, Rule, Symbol, Within, qml, sld

BANDS = (Fraction(15), Fraction(5), Fraction(10))
LAYERS = ("residents", "stations", "areas", "circles", "streets")
SE, OGC = "{http://www.opengis.net/se}", "{http://www.opengis.net/ogc}"


def style_of(layer, notation="styleQML"):
    table = layer_styles(BANDS, LAYERS).set_index("f_table_name")
    return ElementTree.fromstring(table.at[layer, notation])


def test_each_layer_in_the_file_has_one_default_style():
    table = layer_styles(BANDS, [*LAYERS, "district_info"])
    assert sorted(table["f_table_name"]) == sorted(LAYERS)
    assert table["useAsDefault"].all()
    assert set(table["f_geometry_column"]) == {"geom"}
    assert set(table["f_table_schema"]) == {""}  # QGIS compares with the empty text, not null


def test_layers_that_are_not_in_the_file_have_no_style():
    assert list(layer_styles(BANDS, ["areas"])["f_table_name"]) == ["areas"]


def test_the_same_style_is_the_same_bytes():
    assert layer_styles(BANDS, LAYERS).equals(layer_styles(BANDS, LAYERS))


@pytest.mark.parametrize("layer", LAYERS)
def test_every_rule_names_a_symbol_that_is_there(layer):
    root = style_of(layer)
    named = [rule.get("symbol") for rule in root.iter("rule")]
    assert named == [symbol.get("name") for symbol in root.iter("symbol")]


@pytest.mark.parametrize("layer", LAYERS)
def test_both_notations_have_the_same_classes(layer):
    labels = [rule.get("label") for rule in style_of(layer).iter("rule")]
    rules = style_of(layer, "styleSLD").iter(f"{SE}Rule")
    assert [rule.findtext(f"{SE}Name") for rule in rules] == labels


def test_residents_differ_by_shape_and_not_only_by_colour():
    options = style_of("residents").iter("Option")
    shapes = [o.get("value") for o in options if o.get("name") == "name"]
    assert shapes == ["circle", "cross2", "triangle"]


def test_areas_are_classed_by_the_lower_bound_and_those_without_people_are_hatched():
    filters = [rule.get("filter") for rule in style_of("areas").iter("rule")]
    assert filters[0] == '"share_min" >= 0 AND "share_min" < 0.5'
    assert filters[-2:] == ['"share_min" >= 0.95', "ELSE"]
    styles = [o.get("value") for o in style_of("areas").iter("Option") if o.get("name") == "style"]
    assert styles[-1] == "b_diagonal"


def test_larger_circles_are_drawn_first():
    renderer = style_of("circles").find("renderer-v2")
    assert renderer.get("enableorderby") == "1"
    assert renderer.findtext("orderby/orderByClause") == '"minutes"'


def test_circles_are_named_by_their_minutes():
    rules, _ = coverage_rules((Fraction(15, 2),))["circles"]
    assert [rule.label for rule in rules] == ["≤ 7.5 分钟"]


def test_a_range_is_two_comparisons_in_sld():
    rule = Rule(Within("share_min", 0.5, 0.7), "半", Symbol("fill", "#ffffff"))
    root = ElementTree.fromstring(sld("areas", [rule]))
    both = root.find(f".//{OGC}And")
    assert [element.tag.removeprefix(OGC) for element in both] == [
        "PropertyIsGreaterThanOrEqualTo",
        "PropertyIsLessThan",
    ]


def test_labels_are_text_in_xml():
    rule = Rule(Equal("status", "a"), '<b>&"', Symbol("marker", "#000000"))
    root = ElementTree.fromstring(qml([rule]))
    assert root.find(".//rule").get("label") == '<b>&"'


def test_the_table_survives_the_way_into_a_geopackage(tmp_path):
    path = tmp_path / "styles.gpkg"
    written = layer_styles(BANDS, LAYERS)
    pyogrio.write_dataframe(written, path, layer="layer_styles", driver="GPKG")
    read = pyogrio.read_dataframe(path, layer="layer_styles")
    assert list(read.columns) == list(written.columns)
    assert set(read["f_table_schema"]) == {""}
    assert read["useAsDefault"].all()
    assert list(read["styleQML"]) == list(written["styleQML"])
