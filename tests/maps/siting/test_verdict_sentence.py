"""The verdict in a sentence that an applicant understands."""

from dataclasses import replace

from geo.survey.outcome import Outcome
from maps.siting.sentence import verdict_sentence


def test_a_fail_names_the_rule_its_article_and_the_measurement(survey):
    said = verdict_sentence(survey())
    assert said.zh == (
        "按现有数据，不能在此开办“互联网上网服务营业场所”："
        "距小学不少于 200 米（《管理条例》第九条），"
        "实测距实验小学（小学） 100 米（±10 米），限值 200 米。"
    )
    assert "100 m (±10 m) to 实验小学 (primary school), the limit being 200 m" in said.en


def test_a_condition_names_the_step_and_who_grants_it(survey):
    view = survey(x=-600, facts="area_m2=80,produces_fume=no,owners_consent=no")
    assert view.verdict is Outcome.CONDITIONAL
    assert "但须先办妥：提交证明（街道）" in verdict_sentence(view).zh


def test_what_is_not_known_names_what_is_missing(survey):
    view = survey(x=-600, facts="produces_fume=no")
    view = replace(view, verdict=Outcome.UNKNOWN, findings=survey(x=1950).findings)
    assert verdict_sentence(view).zh.startswith("暂无法判定能否在此开办")
    assert "数据在需要查看的范围内不完整" in verdict_sentence(view).zh


def test_what_must_be_looked_at_says_so(survey):
    view = survey(x=-100)
    assert view.verdict is Outcome.ON_SITE
    assert "须到现场核实后确定" in verdict_sentence(view).zh


def test_a_pass_says_how_many_rules_were_met_and_leaves_the_permit_to_its_office(survey):
    said = verdict_sentence(survey(x=-600)).zh
    assert "已核查的 2 条选址规则在此均满足，可以按程序申请" in said


def test_without_any_rule_nothing_is_known(survey):
    view = replace(survey(), verdict=Outcome.UNKNOWN, findings=())
    assert verdict_sentence(view).zh.startswith("没有适用的选址规则")
