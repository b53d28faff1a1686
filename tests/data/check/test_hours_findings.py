"""The check says which hours cannot answer a question about a moment."""

import pytest
from shapely import Point

from data.check.hours import hours_findings
from data.declarations import Declaration, Visibility


@pytest.fixture
def findings(make_district):
    def found(*texts, declarations=()):
        stations = [
            {"id": f"t{i}", "geometry": Point(i, 0), "opening_hours": text}
            for i, text in enumerate(texts)
        ]
        district = make_district(stations=stations, declarations=declarations)
        return {f.code: f for f in hours_findings(district)}

    return found


def test_each_sort_of_trouble_is_named_with_its_rows(findings):
    found = findings(
        "工作日上班时间", "周一至周五9:00-17:00", "24/7", "Mo-Fr 09:00-17:00; PH off", None
    )
    assert {code: f.subjects for code, f in found.items()} == {
        "hours_unreadable": ("t0: 工作日上班时间",),
        "hours_as_notices": ("t1: 周一至周五9:00-17:00",),
        "hours_without_holidays": ("t2: 24/7",),
    }


def test_sound_hours_are_passed_over(findings):
    assert findings("Mo-Fr 09:00-17:00; PH off", None) == {}


def test_long_lists_are_counted_and_cut(findings):
    (found,) = findings(*["?" * 300] * 30).values()
    assert (found.count, len(found.subjects)) == (30, 20)
    assert all(len(subject) < 90 for subject in found.subjects)
    assert "30" in found.text.zh
    assert "30" in found.text.en


def test_restricted_hours_are_not_shown(findings):
    hidden = Declaration("stations", column_visibility={"opening_hours": Visibility.RESTRICTED})
    (found,) = findings("秘密", declarations=(hidden,)).values()
    assert found.subjects == ("t0",)
