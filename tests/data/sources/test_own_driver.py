"""No file makes GDAL open another file, whatever it is called and whatever stands in it."""

import json
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pyogrio
import pytest
from pyogrio.errors import DataSourceError

from data.errors import SourceError
from data.sources import own_driver
from data.sources.gdal import read_gdal
from data.sources.own_driver import require_driver
from data.sources.raw import SourceSpec

PLACEMARK = "<Placemark><name>甲</name><Point><coordinates>104,30</coordinates></Point></Placemark>"
KML = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{PLACEMARK}</Document></kml>'


@pytest.fixture
def vrt(tmp_path):
    """A fragment that has GDAL read a secret file in place of the one given."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\ntopsecret\n")
    return (
        f"<OGRVRTDataSource><OGRVRTLayer name='s'><SrcDataSource>{secret}</SrcDataSource>"
        "<SrcLayer>secret</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"
    )


def read(path, content):
    path.write_text(content, encoding="utf-8")
    return read_gdal(SourceSpec(path, crs="EPSG:4326"))


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("plan.kml", "{}"),
        ("plan.kml", "<?xml version='1.0'?>\n<!-- <kml> -->{}"),
        ("plan.kml", "<kml></kml>{}"),
        ("plan.kml", "<kml>" + " " * 2_000_000 + "{}</kml>"),
        ("plan.dxf", "999\n{}\n  0\nSECTION\n"),
        ("plan.geojson", '{{"type": "FeatureCollection", "features": [], "x": "{}"}}'),
        ("plan.geojson", "{{}} {}"),
    ],
)
def test_a_vrt_in_disguise_is_refused(tmp_path, vrt, name, around):
    with pytest.raises(SourceError, match="points to other sources") as caught:
        read(tmp_path / name, around.format(vrt))
    assert "topsecret" not in str(caught.value)


@pytest.mark.parametrize(
    "mark",
    [
        "<wfs:WFS_Capabilities xmlns:wfs='http://www.opengis.net/wfs'>",
        "<pds:Product_Observational>",
        "PDS_VERSION_ID = PDS3",
        "<ogrvrtdatasource>",
        "<GDAL_WMS>",
        "xmlns:x='http://www.opengis.net/gml'",
    ],
)
def test_what_describes_another_source_is_refused_even_in_a_string(tmp_path, mark):
    content = {"type": "FeatureCollection", "features": [], "name": mark}
    with pytest.raises(SourceError, match="points to other sources"):
        read(tmp_path / "a.geojson", json.dumps(content))


@pytest.fixture
def site(monkeypatch):
    """A web site on this machine: its address, and the paths that were asked for."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            """Stays quiet."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/wfs?", asked
        server.shutdown()
        thread.join()


def test_below_the_marks_gdal_has_no_network(tmp_path, site):
    address, asked = site
    path = tmp_path / "a.xml"
    path.write_text(f"<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>")
    with own_driver.without_network(), pytest.raises(DataSourceError, match="connect"):
        pyogrio.list_layers(path)
    assert asked == []
    with pytest.raises(DataSourceError, match="404"):
        pyogrio.list_layers(path)
    assert asked


def test_a_pipeline_in_disguise_is_refused(tmp_path):
    with pytest.raises(SourceError, match="gdal_streamed_alg"):
        read(tmp_path / "a.json", json.dumps({"type": "gdal_streamed_alg", "command_line": "x"}))


@pytest.mark.parametrize(
    "content",
    [
        "<g:FeatureCollection xmlns:g='urn:other'><kml/></g:FeatureCollection>",
        "<x:kml xmlns:x='urn:other'/>",
        "<kml xmlns='http://www.opengis.net/kml.example/2.2'/>",
        "<gpx version='1.1'><!-- <kml> --><wpt lat='30' lon='104'/></gpx>",
        "<!DOCTYPE kml [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><kml>&a;</kml>",
    ],
)
def test_other_xml_is_no_kml(tmp_path, content):
    with pytest.raises(SourceError, match="root element is not kml"):
        read(tmp_path / "a.kml", content)


@pytest.mark.parametrize("namespace", ["http://earth.google.com/kml/2.0", ""])
def test_old_kml_and_kml_without_a_namespace_are_read(tmp_path, namespace):
    content = KML.replace("http://www.opengis.net/kml/2.2", namespace)
    assert len(read(tmp_path / "a.kml", content).frame) == 1


def test_broken_xml_is_named_as_such(tmp_path):
    with pytest.raises(SourceError, match="XML is broken"):
        read(tmp_path / "a.kml", "<kml><Document></kml>")


@pytest.mark.parametrize(
    "before", ["", "\ufeff", "<?xml version='1.0' encoding='UTF-8'?><!-- a -->"]
)
def test_kml_may_begin_with_a_byte_order_mark_a_prolog_or_a_comment(tmp_path, before):
    table = read(tmp_path / "a.kml", before + KML)
    assert table.frame["Name"].tolist() == ["甲"]


def test_kmz_is_read_and_what_lies_in_it_is_looked_at(tmp_path, vrt):
    good = zipped(tmp_path / "a.kmz", **{"doc.kml": KML})
    assert len(read_gdal(SourceSpec(good)).frame) == 1
    with pytest.raises(SourceError, match="points to other sources"):
        read_gdal(SourceSpec(zipped(tmp_path / "b.kmz", **{"doc.kml": vrt})))
    with pytest.raises(SourceError, match="without KML"):
        read_gdal(SourceSpec(zipped(tmp_path / "c.kmz", **{"x.vrt": vrt})))
    with pytest.raises(SourceError, match="root element"):
        read_gdal(SourceSpec(zipped(tmp_path / "d.kmz", **{"doc.kml": "<gpx/>"})))


def test_a_kmz_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(own_driver, "MAX_TEXT_BYTES", 10_000)
    bomb = zipped(tmp_path / "a.kmz", **{"doc.kml": KML, "big.bin": bytes(10_000)})
    with pytest.raises(SourceError, match="GiB"):
        read_gdal(SourceSpec(bomb))


@pytest.mark.parametrize("name", ["a!b.geojson", "a.zip"])
def test_a_path_that_leads_into_an_archive_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(SourceError, match="path leads"):
        read_gdal(SourceSpec(path, format="geojson"))


def test_only_the_formats_own_driver_may_open_it(tmp_path):
    require_driver(tmp_path, "kml", "LIBKML")
    with pytest.raises(SourceError, match="OGR_VRT"):
        require_driver(tmp_path, "kml", "OGR_VRT")
    with pytest.raises(SourceError, match="TopoJSON"):
        read(tmp_path / "a.json", '{"type": "Topology", "objects": {}, "arcs": []}')
