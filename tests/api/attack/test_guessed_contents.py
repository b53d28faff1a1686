"""An attacker guesses what is hidden in a layer and tries the guess on a hash of it."""

import json
from dataclasses import replace

import pytest
from support.attacked_town import in_degrees, surveyed_in, town
from support.town import town as street_town

from api.coverage_run import Readers, work_out, write_for
from api.job import Job
from api.settings import Settings
from data.content_hash import content_hash
from data.declarations import Declaration, Visibility
from data.layers import LAYER_BY_NAME
from geo.question import ask

PUBLIC = {d.layer for d in town().declarations if d.visibility is Visibility.PUBLIC}
LEVELS = [Readers(Visibility.PUBLIC, small_counts=False), Readers(small_counts=False)]


def hashed(district):
    """The district with the hash of each layer, as it is read."""
    found = {
        name: content_hash(LAYER_BY_NAME[name], table, district.crs)
        for name, table in district.layers.items()
    }
    return replace(district, hashes=found)


def with_people(count):
    """The street, with so many people in its first home; everybody may see all layers."""
    place = street_town()
    residents = place.layers["residents"].copy()
    residents.loc[residents["id"] == "r1", "population"] = count
    said = tuple(Declaration(name, visibility=Visibility.PUBLIC) for name in place.layers)
    layers = {**place.layers, "residents": residents}
    return hashed(replace(place, layers=layers, declarations=said))


def files(district, folder, readers):
    write_for(
        work_out(district, Job(ask(group="all"))), folder, settings=Settings(), readers=readers
    )
    return {name: (folder / name).read_text("utf-8") for name in ("coverage.json", "map.html")}


@pytest.mark.parametrize("readers", LEVELS, ids=["public", "officer"])
def test_a_count_that_is_not_told_cannot_be_tried(tmp_path, readers):
    told = files(with_people(7), tmp_path, readers)
    for guess in range(1, 10):
        tried = with_people(guess).hashes["residents"]
        assert not [name for name, text in told.items() if tried in text or tried[:12] in text]
    assert json.loads(told["coverage.json"])["provenance"]["layers"]["residents"] is None


def test_who_may_see_the_counts_can_make_sure_of_them(tmp_path):
    district = with_people(7)
    told = json.loads(files(district, tmp_path, Readers())["coverage.json"])
    assert told["provenance"]["layers"] == dict(district.hashes)


def layers_of(level):
    lon, lat = in_degrees(-430, -430)
    document = surveyed_in(hashed(town()), f"{lon},{lat}", level=level, datum="wgs84")
    return document["provenance"]["layers"]


def test_of_what_is_hidden_no_hash_is_told_and_of_what_is_not_it_is():
    whole, told = hashed(town()).hashes, layers_of(Visibility.PUBLIC)
    assert told.keys() == whole.keys()
    assert {"areas", "buildings"} <= {name for name, sha256 in told.items() if sha256} <= PUBLIC
    assert all(sha256 in (None, whole[name]) for name, sha256 in told.items())


def test_who_may_see_it_is_told_all():
    # All but small counts, which are not for everybody of any level.
    told, whole = layers_of(Visibility.RESTRICTED), dict(hashed(town()).hashes)
    assert told == {**whole, "residents": None}
