"""Whatever makes the answer another one is a change to what it rests on."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from support.few_sites import degrees
from support.surveyed_town import surveyed_town

from api.answering.asked_of import AskedOf
from api.answering.question import Question
from api.answering.resting import ABSENT, layer_states, layers_changed, name_states
from api.answering.survey import DOCUMENT, perform
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.opening import Opened
from api.settings import Settings
from data.content_hash import content_hash
from data.declarations import Declaration, Visibility
from data.errors import SiteError
from data.layers import LAYER_BY_NAME
from data.text import Language

ON = date(2026, 11, 22)
TOWN = surveyed_town()
POINT = {"point": list(degrees(100, 110)), "datum": "wgs84"}
SITES = (POINT, {"address": "长青路1号1栋"}, {"address": "长青小学"})
# Offices and hours are told along with findings; no finding rests on them.
ASIDE = {"provenance", "competent"}


def hashed(district):
    """The district as it is read from a file: with the hashes of its layers."""
    hashes = {
        name: content_hash(LAYER_BY_NAME[name], table, district.crs)
        for name, table in district.layers.items()
    }
    return replace(district, hashes=hashes)


def asked(district, site, level=Visibility.INTERNAL):
    """What a survey finds, and what it rests on; None where there is no such site."""
    of = AskedOf("town", SimpleNamespace(id="ver"), Opened(district, False, None, Path("x"), None),
                 level, False, Language.ZH, 100)  # fmt: skip
    said = {"business": "internet_cafe", "undertaking": "rent", "facts": {}, "grid_m": 100,
            "on": ON.isoformat(), "at": None, "site": site}  # fmt: skip
    shop = Workshop(Warm(), Settings(), Path(), lambda *_: None)
    try:
        made = perform(of, Question("survey", "town", "ver", level, False, of.language, said), shop)
    except SiteError:
        return None, {}
    (file,) = (each for each in made.files if each.name == DOCUMENT)
    found = json.loads(file.content)
    kept = {name: part for name, part in found.items() if name not in ASIDE}
    return kept, made.layers


def test_a_layer_is_told_by_its_rows_its_declarations_and_the_columns_it_lacks():
    states = layer_states(hashed(TOWN), ON)
    assert states["permits"] == ABSENT and len(states["facilities"]) == 64
    lost = replace(hashed(TOWN), absent_columns={"buildings": ("floors",)})
    assert layers_changed(states, layer_states(lost, ON), dict) == ("buildings",)
    said = replace(TOWN, declarations=(*TOWN.declarations, Declaration("permits", none_here=True)))
    assert layers_changed(states, layer_states(hashed(said), ON), dict) == ("permits",)


def test_the_order_of_declarations_does_not_matter():
    turned = replace(TOWN, declarations=TOWN.declarations[::-1])
    assert layer_states(hashed(turned), ON) == layer_states(hashed(TOWN), ON)
    assert name_states(hashed(turned)) == name_states(hashed(TOWN))


@st.composite
def changed(draw):
    """The town without a layer, with fewer rows of one, or with other declarations of one."""
    layer = draw(st.sampled_from(sorted(TOWN.layers)))
    match draw(st.sampled_from(["gone", "fewer", "declared", "undeclared"])):
        case "gone":
            return replace(TOWN, layers={k: v for k, v in TOWN.layers.items() if k != layer})
        case "fewer":
            return replace(TOWN, layers={**TOWN.layers, layer: TOWN.layers[layer].iloc[:-1]})
        case "undeclared":
            kept = tuple(each for each in TOWN.declarations if each.layer != layer)
            return replace(TOWN, declarations=kept)
    said = Declaration(
        layer,
        position_error_m=draw(st.sampled_from([None, 0.5, 60.0])),
        visibility=draw(st.sampled_from(list(Visibility))),
        rows_lost=draw(st.sampled_from([0, 2])),
    )
    return replace(TOWN, declarations=(*TOWN.declarations, said))


@cache
def as_it_is(site, level):
    return asked(hashed(TOWN), SITES[site], level)


@settings(max_examples=12)
@given(changed(), st.sampled_from(range(len(SITES))), st.sampled_from(list(Visibility)))
def test_another_answer_is_never_one_that_still_stands(other, site, level):
    ways = [
        (TOWN, *as_it_is(site, level)),
        (hashed(other), *asked(hashed(other), SITES[site], level)),
    ]
    for (_, before, rested_on), (place, after, _) in (ways, ways[::-1]):
        if before not in (None, after):
            now = layer_states(hashed(place), ON)
            assert layers_changed(rested_on, now, lambda place=place: name_states(hashed(place)))
