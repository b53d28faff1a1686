"""A map about one matter at one hour: what was asked is read whole, beside the figures."""

from dataclasses import replace
from datetime import date

import pytest

from data.hours.day import Day, DayKind
from geo.question import ask

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser_page, page_of, report):
    question = ask(at="2026-10-10T10:00", matters=["m-2"], rural_minutes=30)
    day = Day(date(2026, 10, 10), DayKind.MAKE_UP, 2)
    answer = replace(report, coverage=replace(report.coverage, question=question, day=day))
    browser_page.goto(page_of(answer=answer))
    browser_page.wait_for_selector(".station")
    return browser_page


def test_the_chip_begins_with_the_hour_and_nothing_of_it_is_cut(page):
    chip = page.locator("#view-title")
    assert chip.inner_text() == "2026-10-10 10:00 到达 · 城乡居民基本医疗保险参保登记"
    assert chip.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert chip.evaluate("box => getComputedStyle(box).textOverflow") == "clip"


def test_the_kind_of_day_and_every_limit_stand_beside_the_shares(page):
    assert "调休上班日，按周三判断" in page.locator(".question").inner_text()
    label = page.locator("#headline dt").first.inner_text()
    assert label == "15 分钟步行覆盖（乡村 30 分钟）"
