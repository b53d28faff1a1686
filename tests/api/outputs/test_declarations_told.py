"""What is declared of hidden kinds is in no answer to who may not know of them (law 11)."""

import json
from dataclasses import replace

import pytest
from support.attacked_town import in_degrees, question, town
from support.small_calendar import CALENDAR

from api.opening import Opened
from api.outputs.document import provenance
from api.outputs.survey_document import siting_provenance
from api.settings import Settings
from api.siting.given_site import GivenSite
from api.siting.screening_run import run_screening
from api.siting.survey_run import run_survey
from data.declarations import Declaration, Visibility

# No rule of the attacked town asks about it; that there is none is not for the public to know.
NO_BASE = Declaration(
    "control_zones", "military_zone", none_here=True, never_stale=True, source="军事设施普查",
    visibility=Visibility.RESTRICTED,
)  # fmt: skip


def districts():
    """The town, with a hidden kind in what is declared of it, and without."""
    without = [d for d in town().declarations if d.kind != "military_zone"]
    return [replace(town(), declarations=tuple(said)) for said in (without, [*without, NO_BASE])]


def files(folder, district, level):
    opened, asked = Opened(district, False, None, folder / "town.gpkg", None), question(level=level)
    lon, lat = in_degrees(30, 30)
    site = GivenSite(f"{lon},{lat}", datum="wgs84", error_m=1.0)
    run_survey(opened, asked, site, folder / "s", settings=Settings(), calendar=CALENDAR)
    run_screening(opened, asked, folder / "f", settings=Settings())
    # Of a GeoPackage the rows are the answer, not the bytes.
    kept = (file for file in folder.rglob("*.*") if file.suffix != ".gpkg")
    return {file.name: file.read_bytes() for file in kept}


@pytest.mark.parametrize("level", [Visibility.PUBLIC, Visibility.INTERNAL])
def test_without_the_hidden_kind_the_answer_is_the_same_bytes(tmp_path, level):
    there, gone = (files(tmp_path / str(i), d, level) for i, d in enumerate(districts()))
    assert there == gone


def test_who_may_see_it_is_told_what_is_declared(tmp_path):
    district = districts()[1]
    for level, told in ((Visibility.INTERNAL, False), (Visibility.RESTRICTED, True)):
        for found in (
            provenance(district, level, small_counts=True),
            siting_provenance(district, question().book, level),
        ):
            assert (NO_BASE.source in json.dumps(found, ensure_ascii=False)) is told


def test_the_public_is_told_of_what_is_public(tmp_path):
    found = provenance(districts()[1], Visibility.PUBLIC, small_counts=True)["declarations"]
    said = {(d["layer"], d["kind"]) for d in found}
    assert ("control_zones", "heritage_protection") not in said
    assert any(layer == "buildings" for layer, _ in said)
