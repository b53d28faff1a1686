import pytest

from data.text import Text
from maps.hours_text import hours_text


@pytest.mark.parametrize(
    ("osm", "zh", "en"),
    [
        (
            "Mo-Fr 09:00-12:00,13:00-17:00",
            "周一至周五 09:00–12:00、13:00–17:00",
            "Mon–Fri 09:00–12:00, 13:00–17:00",
        ),
        (
            "Mo-Fr 09:00-17:00; Sa,Su 10:00-16:00; PH off",
            "周一至周五 09:00–17:00；周六、周日 10:00–16:00；法定节假日 休息",
            "Mon–Fri 09:00–17:00; Sat, Sun 10:00–16:00; public holidays closed",
        ),
        (
            'May-Sep Mo-Fr 09:00-18:00; Sa 09:00-12:00 "周六延时"',
            "5月至9月 周一至周五 09:00–18:00；周六 09:00–12:00（周六延时）",
            "May–Sep Mon–Fri 09:00–18:00; Sat 09:00–12:00 (周六延时)",
        ),
        ("24/7", "全天", "always"),
        ("08:30-18:00", "08:30–18:00", "08:30–18:00"),
    ],
)
def test_plain_hours_are_put_into_words(osm, zh, en):
    assert hours_text(osm) == Text(zh, en)


@pytest.mark.parametrize(
    "odd",
    [
        "sunrise-sunset",
        "Mo-Fr 09:00+",
        'Mo "by appointment"',
        "",
        "week 1-10 09:00-10:00",
        '09:00-10:00 "a;b"',
        "工作日上班时间",
    ],
)
def test_anything_else_is_left_as_it_is(odd):
    assert hours_text(odd) == Text(odd, odd)
