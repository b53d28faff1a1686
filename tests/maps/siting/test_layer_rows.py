"""Data that rules look at, told in as few rows as it takes."""

from maps.siting.layer_rows import layer_rows


def known_school(view):
    return next(f.knowns[0] for f in view.findings if f.rule.rule.id == "NET-1")


def test_kinds_of_the_same_source_day_and_error_share_a_row(survey):
    view = survey()
    known = known_school(view)
    (row,) = layer_rows((known, known), view.asked.vocabulary)
    assert (row.title.zh, row.as_of.zh, row.error.zh) == ("小学", "2026-06-01", "±5 米")


def test_an_error_that_nobody_declared_is_said_to_be_assumed(survey):
    view = survey(error_m=None)
    (row,) = layer_rows((known_school(view),), view.asked.vocabulary)
    assert row.error.zh == "±50 米（未声明，按此计）"
