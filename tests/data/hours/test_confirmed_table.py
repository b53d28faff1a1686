"""The table in which a person confirms notices: what is written comes back."""

import pytest

from data.errors import SourceError
from data.hours.confirmed import Confirmation, read_confirmed, write_proposals
from data.text import Language

CLEAR, VAGUE = "周一至周五9:00-17:00", "工作日上班时间"


def written(path, *rows):
    path.write_text("\n".join(("notice,opening_hours,confirmed", *rows)), encoding="utf-8")
    return path


def test_proposals_and_doubts_are_written_unconfirmed(tmp_path):
    path = tmp_path / "hours.csv"
    assert write_proposals(path, {CLEAR: 2, VAGUE: 1}, {}, Language.ZH) == 1
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "notice,opening_hours,confirmed,doubt,rows",
        f"{CLEAR},Mo-Fr 09:00-17:00,no,,2",
        f"{VAGUE},,no,没有写明时间,1",
    ]


def test_what_a_person_wrote_is_kept(tmp_path):
    path = tmp_path / "hours.csv"
    known = {VAGUE: Confirmation("Mo-Fr 08:30-17:30; PH off", True)}
    assert write_proposals(path, {CLEAR: 1, VAGUE: 1}, known, Language.ZH) == 0
    assert read_confirmed(path)[VAGUE] == known[VAGUE]


@pytest.mark.parametrize("notice", ["=1+1", "-周一", "周一\n9:00", '周六"延时",周日', "'quoted"])
def test_any_text_comes_back_and_none_runs_in_a_spreadsheet(tmp_path, notice):
    path = tmp_path / "hours.csv"
    write_proposals(path, {notice: 1}, {}, Language.EN)
    assert list(read_confirmed(path)) == [notice.removeprefix("'")]
    assert not path.read_text(encoding="utf-8-sig").splitlines()[1].startswith(("=", "-"))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([f"{CLEAR},Mo-Fr 9-17,yes"], "row 1, opening_hours]: 'Mo-Fr 9-17' is not in the syntax"),
        ([f"{CLEAR},Mo-Fr 09:00-17:00,maybe"], "row 1, confirmed]: is 'maybe'"),
        ([f"{CLEAR},,yes", f"{CLEAR},,no"], "row 2]: '周一至周五9:00-17:00' comes twice"),
        ([CLEAR], "row 1]: has 1 fields, expected 3"),
    ],
)
def test_a_bad_row_is_refused_by_its_number(tmp_path, rows, says):
    with pytest.raises(SourceError) as refusal:
        read_confirmed(written(tmp_path / "hours.csv", *rows))
    assert says in str(refusal.value)


def test_another_table_is_refused(tmp_path):
    (tmp_path / "hours.csv").write_text("id,name\n1,a\n", encoding="utf-8")
    with pytest.raises(SourceError, match="has no column notice, opening_hours, confirmed"):
        read_confirmed(tmp_path / "hours.csv")
