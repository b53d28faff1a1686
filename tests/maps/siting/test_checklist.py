"""现场核查清单, and the facts that would change the verdict."""

from dataclasses import replace

from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Text
from geo.scene.sites import Source
from geo.survey.finding import Need
from geo.survey.outcome import Outcome
from geo.survey.what_would_change import Change
from maps.siting.checklist import change_rows, checklist


def test_what_the_applicant_says_joins_the_checklist(survey):
    rows = checklist(survey(x=-600))
    assert [(row.kind, row.what.zh) for row in rows] == [
        ("declared", "建筑面积：80 平方米"),
        ("declared", "产生油烟、异味、废气：否"),
    ]


def test_findings_to_look_at_come_first_and_what_is_missing_last(survey):
    near = checklist(survey(x=-100))
    assert (near[0].kind, near[0].rule) == ("on_site", "NET-1")
    far = checklist(survey(x=1950))
    assert (far[-1].kind, far[-1].rule) == ("missing", "NET-1")


def floors(*values):
    changes = [Change("floor", float(v), Source.DECLARED, Outcome.CONDITIONAL) for v in values]
    (row,) = change_rows(changes, read_vocabulary())
    return row.values.zh


def test_floors_that_give_the_same_verdict_are_told_as_ranges():
    assert floors(1, 2, 3, 5) == "1 至 3、5"


def test_there_is_no_floor_0_between_the_basement_and_the_ground_floor():
    assert floors(-2, -1, 1, 2) == "-2 至 2"


def test_a_yes_is_a_yes_and_a_verdict_has_its_own_line():
    changes = [
        Change("dedicated_flue", 1.0, Source.DOCUMENT, Outcome.PASS),
        Change("dedicated_flue", 0.0, Source.DOCUMENT, Outcome.FAIL),
    ]
    rows = change_rows(changes, read_vocabulary())
    assert [(row.values.zh, row.source.zh, row.verdict) for row in rows] == [
        ("是", "书面材料", Outcome.PASS),
        ("否", "书面材料", Outcome.FAIL),
    ]


def test_what_would_settle_a_finding_is_told_where_anybody_knows(survey):
    view = survey(x=-100)
    first = replace(view.findings[0], needs=(Need("look", Text("到场量测", "measure it there")),))
    rows = checklist(replace(view, findings=(first, *view.findings[1:])))
    assert rows[0].why.zh == "到场量测"
