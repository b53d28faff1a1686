"""Hand-drawn OSM files. One degree grid step is 0.001; node `n` lies at (x, y) grid steps."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from data.sources.osm import read_osm
from data.sources.raw import SourceSpec


def osm_xml(nodes, ways, relations=(), node_tags=None):
    """XML text; `nodes` id -> (x, y), `ways` id -> (refs, "k=v k=v"), relations as raw XML."""

    def tags(text):
        pairs = (part.split("=", 1) for part in text.split())
        return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in pairs)

    lines = ['<osm version="0.6">']
    for n, (x, y) in nodes.items():
        lon, lat = 104 + x / 1000, 30 + y / 1000
        inner = tags((node_tags or {}).get(n, ""))
        lines.append(f'<node id="{n}" lon="{lon:.7f}" lat="{lat:.7f}">{inner}</node>')
    for w, (refs, text) in ways.items():
        inner = "".join(f'<nd ref="{ref}"/>' for ref in refs) + tags(text)
        lines.append(f'<way id="{w}">{inner}</way>')
    return "\n".join([*lines, *relations, "</osm>"])


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """Write a drawing to a file and give its path."""
    folder = tmp_path_factory.mktemp("drawn")

    def draw(*args, **kwargs) -> Path:
        file = folder / "drawn.osm"
        file.write_text(osm_xml(*args, **kwargs), encoding="utf-8")
        return file

    return draw


@pytest.fixture(scope="session")
def streets(drawn):
    """Draw, then read the streets: the raw table."""

    def read(nodes, ways, relations=()):
        return read_osm(SourceSpec(drawn(nodes, ways, relations), sublayer="streets"))

    return read


@pytest.fixture(scope="session")
def features(drawn):
    """Draw, then read points or areas with the options given."""

    def read(sublayer, options, nodes, ways, relations=(), node_tags=None):
        file = drawn(nodes, ways, relations, node_tags)
        return read_osm(SourceSpec(file, sublayer=sublayer, options=options))

    return read
