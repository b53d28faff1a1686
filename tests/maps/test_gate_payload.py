"""Which gates are drawn, and as what."""

from support.village import CRS_M, at, layer_table, village_layers

from data.visibility import VisibleLayer
from maps.encoding import wgs84_from
from maps.gate_payload import GATE_USES, gates

TO_WGS84 = wgs84_from(CRS_M)
VILLAGE = village_layers()
HOMES, STATIONS = VisibleLayer(VILLAGE["residents"]), VisibleLayer(VILLAGE["stations"])


def gate(number, of, status=None):
    return {"id": f"g-{number}", "of": of, "status": status, "geometry": at(500, 450 + number)}


def drawn(*rows, homes=HOMES):
    return gates(VisibleLayer(layer_table("gates", rows)), (homes, STATIONS), TO_WGS84)


def test_a_gate_looks_like_what_it_lets_through():
    found = drawn(
        gate(1, "r-1"), gate(2, "r-1", "open"), gate(3, "s-1", "pass_only"),
        gate(4, "r-1", "locked"), gate(5, "s-1", "emergency"),
    )  # fmt: skip
    looks = [GATE_USES[use].title.en for use in found["use"]]
    assert looks == ["open"] * 2 + ["own people only"] + ["locked or emergency"] * 2
    assert len(found["at"]) == 2 * 5


def test_the_gate_of_a_place_that_is_kept_back_would_tell_where_it_lies():
    rows = gate(1, "r-1"), gate(2, "s-1", "locked")
    assert drawn(*rows, homes=VisibleLayer(None, restricted=True))["use"] == [2]


def test_without_a_gate_to_draw_there_is_no_layer():
    assert drawn(gate(1, "a-school")) is None
    assert gates(VisibleLayer(None), (HOMES, STATIONS), TO_WGS84) is None
