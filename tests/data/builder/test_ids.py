"""Ids are unique over the district, whatever the sources call their rows, and references follow."""

from dataclasses import replace

import pandas as pd

from data.builder.ids import with_unique_ids
from data.builder.rows import ROW, SOURCE, SOURCE_ID, LayerRows, Origin, events_with
from data.import_log import Outcome
from data.recipe.model import SourceTable
from data.text import Text

TABLE = SourceTable(file="x.csv")


def rows(layer: str, *ids: str, sources: list[int] | None = None, **columns) -> LayerRows:
    table = pd.DataFrame({"id": list(ids), **columns}).astype({"id": "string"})
    table[SOURCE] = sources or [0] * len(ids)
    table[SOURCE_ID] = table["id"]
    table[ROW] = [str(n) for n in range(1, len(ids) + 1)]
    origins = (Origin(TABLE, "a", "a.csv"), Origin(TABLE, "b", "b.csv"))
    return LayerRows(layer, table, origins)


def named(*layers: LayerRows) -> dict[str, LayerRows]:
    return with_unique_ids({layer.layer: layer for layer in layers})


def ids(layer: LayerRows) -> list[str]:
    return list(layer.table["id"])


def test_ids_that_nobody_else_uses_are_left_alone():
    result = named(rows("stations", "17"), rows("residents", "18"))
    assert (ids(result["stations"]), ids(result["residents"])) == (["17"], ["18"])


def test_an_id_in_two_layers_takes_the_prefix_of_each():
    result = named(rows("stations", "17", "x"), rows("residents", "17"))
    assert (ids(result["stations"]), ids(result["residents"])) == (["st-17", "x"], ["r-17"])


def test_every_renaming_is_logged_with_the_old_id():
    event = named(rows("stations", "17"), rows("residents", "17"))["stations"].events[0].record
    assert (event.outcome, event.found, event.row) == (Outcome.RENAMED, "17", "1")


def test_two_sources_of_one_layer_that_both_count_from_one_keep_all_rows():
    result = named(rows("stations", "1", "1", sources=[0, 1]))
    assert ids(result["stations"]) == ["st-1", "st2-1"]


def test_an_id_repeated_in_one_source_is_left_for_the_checks_to_reject():
    assert ids(named(rows("stations", "1", "1"))["stations"]) == ["1", "1"]


def test_a_prefix_never_makes_a_new_collision():
    result = named(rows("stations", "1", "st-1"), rows("residents", "1"))
    assert ids(result["stations"]) == ["st-st-1", "st-1"]


def test_a_reference_follows_the_one_row_it_can_mean():
    matters = rows("station_matters", "m1", station_id=["17"])
    result = named(rows("stations", "17"), rows("residents", "17"), matters)
    assert list(result["station_matters"].table["station_id"]) == ["st-17"]


def test_a_gate_of_17_is_lost_to_each_place_that_17_may_be():
    gates = rows("gates", "g1", "g2", of=["17", "18"])
    result = named(rows("stations", "17"), rows("residents", "17", "18"), gates)["gates"]
    assert list(result.table["of"]) == ["18"]
    lost = [event.record for event in result.events]
    assert [(one.row, one.found, one.about) for one in lost] == [
        ("1", "17", "r-17"), ("1", "17", "st-17"),
    ]  # fmt: skip
    assert all("(r-17, st-17)" in one.reason.en for one in lost)


def test_a_gate_lost_before_is_lost_to_each_place_as_well():
    lost = rows("gates", "g1", of=["17"])
    event = events_with(lost, [0], Outcome.REJECTED, [Text("", "")], [""])
    gates = replace(lost, table=lost.table.iloc[:0], events=event)
    result = named(rows("stations", "17"), rows("residents", "17"), gates)["gates"]
    assert [event.record.about for event in result.events] == ["r-17", "st-17"]


def test_another_reference_that_fits_several_rows_is_left_and_noted():
    twice = rows("buildings", "17", "17", sources=[0, 1])
    result = named(twice, rows("permits", "p", building_id=["17"]))["permits"]
    assert list(result.table["building_id"]) == ["17"]
    assert "fit several ids" in result.notes[0].en


def test_a_reference_by_the_recipes_own_prefix_follows_a_renaming():
    homes = rows("residents", "jn-17")
    homes.table[SOURCE_ID] = "17"
    gates = rows("gates", "g1", of=["jn-17"])
    result = named(homes, rows("permits", "jn-17"), gates)["gates"]
    assert list(result.table["of"]) == ["r-jn-17"]


def test_a_reference_written_as_a_number_still_follows():
    areas = rows("areas", "510106", "1", parent=[None, 510106.0])
    result = named(areas, rows("permits", "510106"))["areas"]
    assert list(result.table["parent"])[1] == "a-510106"


def test_a_gate_of_a_plot_of_land_follows_it():
    gates = rows("gates", "g1", of=["17"])
    result = named(rows("land_use", "17"), rows("permits", "17"), gates)
    assert list(result["gates"].table["of"]) == ["lu-17"]


def test_a_gate_lost_before_the_renaming_still_names_its_place():
    lost = rows("gates", "g1", of=["17"])
    event = events_with(lost, [0], Outcome.REJECTED, [Text("", "")], [""])
    gates = replace(lost, table=lost.table.iloc[:0], events=event)
    result = named(rows("residents", "17"), rows("permits", "17"), gates)["gates"]
    assert result.events[0].record.about == "r-17"
