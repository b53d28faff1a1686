"""The verdict in one sentence that an applicant understands, with the rule that decides."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data.text import Text
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from maps.siting.figures import measured_text, threshold_text
from maps.siting.joined import unstopped
from maps.siting.view import SurveyView


def verdict_sentence(view: SurveyView) -> Text:
    """What the survey comes to, and why, in one sentence."""
    deciding = tuple(f for f in view.findings if f.outcome is view.verdict)
    what = view.asked.business.title
    if not deciding:
        return Text(
            f"没有适用的选址规则，暂无法判定能否在此开办“{what.zh}”。",
            f"No rule applies, so whether “{what.en}” may open here is not known.",
        )
    return _SENTENCES[view.verdict](view, deciding)


def _fail(view: SurveyView, deciding: tuple[Finding, ...]) -> Text:
    what, first = view.asked.business.title, deciding[0]
    asked, basis = unstopped(first.rule.rule.requirement.text), _basis(first)
    number, more = _numbers(first), _others(deciding)
    return Text(
        f"按现有数据，不能在此开办“{what.zh}”：{asked.zh}（{basis}）{number.zh}{more.zh}。",
        f"By the data at hand, “{what.en}” may not open here: {asked.en} ({basis}){number.en}"
        f"{more.en}.",
    )


def _unknown(view: SurveyView, deciding: tuple[Finding, ...]) -> Text:
    what, first = view.asked.business.title, deciding[0]
    asked, reason = unstopped(first.rule.rule.requirement.text), unstopped(first.reason)
    more = _others(deciding)
    return Text(
        f"暂无法判定能否在此开办“{what.zh}”：“{asked.zh}”一条无法核查，{reason.zh}{more.zh}。",
        f"Whether “{what.en}” may open here is not known: “{asked.en}” could not be examined, as "
        f"{reason.en}{more.en}.",
    )


def _on_site(view: SurveyView, deciding: tuple[Finding, ...]) -> Text:
    what, first = view.asked.business.title, deciding[0]
    asked, reason = unstopped(first.rule.rule.requirement.text), unstopped(first.reason)
    more = _others(deciding)
    return Text(
        f"能否在此开办“{what.zh}”须到现场核实后确定：{asked.zh}（{reason.zh}）{more.zh}。",
        f"Whether “{what.en}” may open here must be found out on site: {asked.en} ({reason.en})"
        f"{more.en}.",
    )


def _conditional(view: SurveyView, deciding: tuple[Finding, ...]) -> Text:
    what, first = view.asked.business.title, deciding[0]
    more, resolve = _others(deciding), first.rule.rule.resolve
    if resolve is None:
        asked = unstopped(first.rule.rule.requirement.text)
        return Text(
            f"可以在此开办“{what.zh}”，但须先满足：{asked.zh}{more.zh}。",
            f"“{what.en}” may open here once this is met: {asked.en}{more.en}.",
        )
    step, by = unstopped(resolve.what.text), unstopped(resolve.granted_by.text)
    return Text(
        f"可以在此开办“{what.zh}”，但须先办妥：{step.zh}（{by.zh}）{more.zh}。",
        f"“{what.en}” may open here once this is done: {step.en} ({by.en}){more.en}.",
    )


def _pass(view: SurveyView, deciding: tuple[Finding, ...]) -> Text:
    asked, count = view.asked.business, len(deciding)
    return Text(
        f"按现有数据，已核查的 {count} 条选址规则在此均满足，可以按程序申请“{asked.permit.zh}”。",
        f"By the data at hand all {count} siting rules examined are met here; “{asked.permit.en}” "
        "may be applied for.",
    )


_SENTENCES: Mapping[Outcome, Callable[[SurveyView, tuple[Finding, ...]], Text]] = MappingProxyType(
    {
        Outcome.FAIL: _fail,
        Outcome.UNKNOWN: _unknown,
        Outcome.ON_SITE: _on_site,
        Outcome.CONDITIONAL: _conditional,
        Outcome.PASS: _pass,
    }
)


def _basis(finding: Finding) -> str:
    article = finding.rule.rule.article
    return f"《{article.law}》{article.article}"


def _numbers(finding: Finding) -> Text:
    """What was measured against what; empty where nothing was."""
    measured = None if finding.measured is None else measured_text(finding.measured)
    if finding.measured is None or measured is None:
        return Text("", "")
    end, limit = finding.measured.end, threshold_text(finding)
    zh, en = f"，实测距{end.zh} {measured.zh}", f"; {measured.en} to {end.en}"
    if finding.measured.unit != "m":
        zh, en = f"，实测 {measured.zh}", f"; {measured.en} found"
    if limit is None:
        return Text(zh, en)
    return Text(f"{zh}，限值 {limit.zh}", f"{en}, the limit being {limit.en}")


def _others(deciding: tuple[Finding, ...]) -> Text:
    """How many more rules come to the same."""
    count = len(deciding) - 1
    if not count:
        return Text("", "")
    return Text(f"；另有 {count} 条同样如此", f"; {count} more likewise")
