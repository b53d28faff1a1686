"""quankan survey: places, shapes, words, facts and packs that cannot be meant, a message each."""

import json

import pytest
from support.few_sites import degrees
from support.surveyed_town import own_pack, surveyed_town
from support.tiny_packs import setting, text

from data.geopackage import write_district

INSIDE = degrees(1000, 1000)
TYPE = ("--type", "internet_cafe")


def pair(lon, lat):
    return f"{lon:.6f},{lat:.6f}"


@pytest.fixture(scope="module")
def town_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.gpkg"
    write_district(surveyed_town(), path)
    return path


@pytest.fixture
def said(refused, town_file, tmp_path):
    """What is said of a survey that is refused; nothing may be left behind."""

    def run(*words):
        out = tmp_path / "out"
        message = refused("survey", town_file, "--out", out, *words)
        assert not list(out.glob("*")) if out.exists() else True
        assert message.count("\n") <= 1, "one message, not a list of them"
        return message

    return run


@pytest.fixture
def packed(said, tmp_path):
    """What is said of a pack from a stranger."""

    def run(*written):
        words = []
        for number, each in enumerate(written):
            file = tmp_path / f"pack{number}.yaml"
            file.write_bytes(each if isinstance(each, bytes) else each.encode())
            words += ["--pack", file]
        return said(*TYPE, "--site", pair(*INSIDE), "--datum", "cgcs2000", *words)

    return run


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (-3000, 1000, "lies 3.0 km outside the district"),
        (2300, 1000, "lies 300 m outside the district"),
    ],
)
def test_a_site_outside_is_told_how_far(said, x, y, words):
    assert words in said(*TYPE, "--site", pair(*degrees(x, y)), "--datum", "cgcs2000")


def test_a_site_in_the_sea(said):
    assert "outside" in said(*TYPE, "--site", "122.9,30.6", "--datum", "wgs84")
    assert said(*TYPE, "--site", "0,0", "--datum", "wgs84").startswith("--site")


def test_swapped_axes_are_said_and_not_mended(said):
    message = said(*TYPE, "--site", pair(*INSIDE[::-1]), "--datum", "wgs84")
    assert "latitude" in message or "axes" in message


def test_metres_where_degrees_are_due_and_the_other_way(said):
    assert "EPSG:4544" in said(*TYPE, "--site", "410000,3395000", "--datum", "wgs84")
    message = said(*TYPE, "--site", pair(*INSIDE), "--datum", "EPSG:4544")
    assert "degrees" in message


def test_without_a_datum_it_is_told_which_map_gives_which(said):
    message = said(*TYPE, "--site", pair(*INSIDE))
    assert "datum" in message and "Baidu gives bd09" in message


def test_a_parcel_that_crosses_itself(said, tmp_path):
    ring = [degrees(x, y) for x, y in ((0, 0), (90, 90), (90, 0), (0, 90), (0, 0))]
    file = tmp_path / "parcel.geojson"
    file.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}), "utf-8")
    assert "crosses itself at" in said(*TYPE, "--site", file)


@pytest.mark.parametrize("word", ["internet_caffe", "网巴"])
def test_an_unknown_type_comes_with_near_ones(said, word):
    message = said("--type", word, "--site", "长青小学")
    assert "internet_cafe" in message or "网吧" in message


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("area_m2=3亩", "m²"),
        ("floor=5m", "floor"),
        ("area_m2=wide", "wide"),
        ("floors=2", "floor"),
        ("floor=2,floor=3", "twice"),
        ("floor", "name=value"),
    ],
)
def test_facts_of_the_wrong_kind(said, facts, words):
    assert words in said(*TYPE, "--site", "长青小学", "--facts", facts)


def test_two_packs_that_contradict_each_other(packed):
    assert "OWN-BAD-1" in packed(own_pack(), own_pack(name="other"))


def test_a_local_pack_that_loosens_a_national_number(packed):
    loosened = text(
        settings=setting("numbers: {around_m: 100}", "OWN-BAD-1"),
        name="city", level="city", codes=("5101",),
    )  # fmt: skip
    assert "OWN-BAD-1" in packed(own_pack(), loosened)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (BOMB, "anchor"),
        ('!!python/object/apply:os.system ["echo x"]', "tag"),
        ("pack: !include /etc/passwd", "tag"),
        (b"pack: own\n# " + b"x" * 2_000_000, "large"),
        ("[" * 5_000, "deep"),
        ("pack: own\npack: other\n", "twice"),
        (b"\xff\xfe\x00pack", "UTF-8"),
        ("", "empty"),
    ],
)
def test_yaml_from_a_stranger(packed, written, words):
    message = packed(written)
    assert "pack0.yaml" in message
    assert words in message, message


def test_a_comparison_of_two_sites_of_one_id(refused, town_file, tmp_path):
    table = tmp_path / "sites.csv"
    table.write_text(f"id,lon,lat\na,{pair(*INSIDE)}\na,{pair(*INSIDE)}\n")
    asked = ("--sites", table, "--datum", "wgs84", "--out", tmp_path / "out")
    said = refused("compare", town_file, *TYPE, *asked)
    assert "its id is another row's as well" in said
