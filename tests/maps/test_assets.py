import re
from importlib import metadata

import pytest

from maps.assets import leaflet_script, leaflet_style, own_files
from maps.coverage_map import SCRIPTS
from maps.errors import AssetError


def test_leaflet_carries_its_images_and_names_no_other_file():
    style = leaflet_style()
    assert not re.search(r"url\((?!data:|#)", style)
    assert "sourceMappingURL" not in leaflet_script()


def test_scripts_can_stand_inside_a_script_element():
    ours = own_files(*SCRIPTS)
    assert "</script" not in (leaflet_script() + ours).lower()


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_of_ours_reads_text_as_html(name):
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", own_files(name))


def test_a_missing_leaflet_is_named(monkeypatch):
    def missing(_):
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "files", missing)
    with pytest.raises(AssetError, match="XStatic-Leaflet"):
        leaflet_script()
