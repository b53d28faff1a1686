"""What no survey looks at is told every time, with who decides it."""

from geo.survey.not_examined import not_examined


def test_each_is_told_once_in_both_languages_with_who_decides():
    found = not_examined()
    assert len({one.key for one in found}) == len(found)
    for one in found:
        for text in (one.what, one.decided_by):
            assert text.zh
            assert text.en
            assert text.zh != text.en


def test_what_an_applicant_asks_most_is_among_them():
    said = "".join(one.what.zh for one in not_examined())
    for word in ("消防", "房屋安全", "产权与租赁", "利害关系", "环境影响评价"):
        assert word in said
