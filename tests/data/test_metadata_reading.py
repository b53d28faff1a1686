"""Metadata edited by hand is read the cautious way, and what was not understood is said."""

from datetime import date

import pandas as pd
import pytest

from data.declarations import Visibility
from data.import_log import Outcome
from data.metadata_reading import declarations_from, log_from


def read(**cells):
    (found,), notes = declarations_from(pd.DataFrame([{"layer": "stations", **cells}]))
    return found, notes


@pytest.mark.parametrize("null", [None, float("nan"), pd.NA, ""])
def test_null_declares_nothing(null):
    found, notes = read(none_here=null, rows_lost=null, as_of=null, visibility=null, source=null)
    assert (found.none_here, found.rows_lost, found.as_of, found.source) == (False, 0, None, "")
    assert found.visibility is Visibility.INTERNAL
    assert notes == ()


def test_a_date_written_another_way_is_a_date():
    assert read(as_of="2026/1/31")[0].as_of == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("cells", "attribute", "cautious"),
    [
        ({"visibility": "everyone"}, "visibility", Visibility.RESTRICTED),
        ({"column_visibility": "{broken"}, "visibility", Visibility.RESTRICTED),
        ({"column_visibility": '{"phone": "friends"}'}, "visibility", Visibility.RESTRICTED),
        ({"rows_lost": "some"}, "rows_lost", 1),
        ({"position_error_m": -4}, "position_error_m", None),
        ({"as_of": "31.02.2026"}, "as_of", None),
        ({"stale_after": "2026-02-30"}, "stale_after", None),
    ],
)
def test_what_makes_no_sense_is_read_cautiously_and_said(cells, attribute, cautious):
    found, (note,) = read(**cells)
    assert getattr(found, attribute) == cautious
    assert next(iter(cells)) in note.en


def test_a_layer_nobody_knows_is_passed_over_and_said():
    found, (note,) = declarations_from(pd.DataFrame([{"layer": "dragons"}]))
    assert found == ()
    assert "dragons" in note.en


def test_a_log_entry_of_unreadable_outcome_counts_as_rejected():
    (record,) = log_from(pd.DataFrame([{"layer": "gates", "outcome": "?", "about": "r-1"}]))
    assert (record.outcome, record.about, record.place_known) == (Outcome.REJECTED, "r-1", False)
