"""GDAL signs in with a token in the ways that docs/gis.md shows, and else reads as nobody."""

import re
from pathlib import Path

import pytest
from pyogrio.errors import DataSourceError
from support.asked_office import asked_office
from support.gdal_client import gdal_process, layers_of_signed_in

PAGE = (Path(__file__).parents[3] / "docs" / "gis.md").read_text("utf-8")
FILE = "GDAL_HTTP_HEADER_FILE"
# The ways for the GDAL that runs here; GDAL_HTTP_HEADERS is for older ones.
SHOWN = re.findall(r"^    (--config .*)$", PAGE, re.MULTILINE)
WAYS = [dict(re.findall(r'--config (\w+) "?([^"\s]+)"?', line)) for line in SHOWN]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    with asked_office(tmp_path_factory.mktemp("asked")) as office:
        yield office


@pytest.fixture(scope="module")
def layers(asked):
    """Layers of the district `sited`, which only members read, under some settings of GDAL."""
    source = f"OAPIF:{asked.client.base_url}/ogc"
    with gdal_process() as pool:

        def run(settings):
            found = pool.submit(layers_of_signed_in, source, settings).result(60)
            return [name for name in found if name.startswith("sited:")]

        yield run


def test_who_does_not_sign_in_finds_nothing(layers):
    with pytest.raises(DataSourceError):
        layers({})


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ", ".join(way))
def test_a_token_opens_what_its_account_may_read(asked, layers, tmp_path, way):
    secret = asked.of("officer")["Authorization"].removeprefix("Bearer ")
    header = tmp_path / "quankan-header.txt"
    header.write_text(f"Authorization: Bearer {secret}\n")
    way = {name: value.replace("令牌", secret) for name, value in way.items()}
    assert "sited:facilities" in layers(way | ({FILE: str(header)} if FILE in way else {}))


def test_there_are_two_ways(layers):
    assert [set(way) for way in WAYS] == [{FILE}, {"GDAL_HTTP_AUTH", "GDAL_HTTP_BEARER"}]
