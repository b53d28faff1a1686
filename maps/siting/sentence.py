"""The verdict in one sentence that an applicant understands, with the rule that decides."""

from collections.abc import Mapping
from types import MappingProxyType

from data.rulepacks.vocabulary import Vocabulary
from data.text import Text
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from maps.siting.figures import measured_text, threshold_text
from maps.siting.joined import unstopped
from maps.siting.view import SurveyView

# Of each verdict but a pass.
_SENTENCES: Mapping[Outcome, Text] = MappingProxyType(
    {
        Outcome.FAIL: Text(
            "按现有数据，不能在此开办“{what}”：{asked}（{basis}）{numbers}{others}。",
            "By the data at hand, “{what}” may not open here: {asked} ({basis}){numbers}{others}.",
        ),
        Outcome.UNKNOWN: Text(
            "暂无法判定能否在此开办“{what}”：“{asked}”一条无法核查，{reason}{others}。",
            "Whether “{what}” may open here is not known: “{asked}” could not be examined, as "
            "{reason}{others}.",
        ),
        Outcome.ON_SITE: Text(
            "能否在此开办“{what}”须到现场核实后确定：{asked}（{reason}）{others}。",
            "Whether “{what}” may open here must be found out on site: {asked} ({reason}){others}.",
        ),
        Outcome.CONDITIONAL: Text(
            "可以在此开办“{what}”，但须先办妥：{step}（{granted_by}）{others}。",
            "“{what}” may open here once this is done: {step} ({granted_by}){others}.",
        ),
    }
)
_CONDITION_TO_MEET = Text(
    "可以在此开办“{what}”，但须先满足：{asked}{others}。",
    "“{what}” may open here once this is met: {asked}{others}.",
)
_NO_RULE = Text(
    "没有适用的选址规则，暂无法判定能否在此开办“{what}”。",
    "No rule applies, so whether “{what}” may open here is not known.",
)
_PASS = Text(
    "按现有数据，已核查的 {count} 条选址规则在此均满足，可以按程序申请“{permit}”。",
    "By the data at hand all {count} siting rules examined are met here; “{permit}” may be applied "
    "for.",
)


def verdict_sentence(view: SurveyView) -> Text:
    """What the survey comes to, and why, in one sentence."""
    deciding = tuple(f for f in view.findings if f.outcome is view.verdict)
    business = view.asked.business
    if not deciding:
        return _filled(_NO_RULE, what=business.title)
    if view.verdict is Outcome.PASS:
        count = str(len(deciding))
        return _filled(_PASS, count=Text(count, count), permit=business.permit)
    first = deciding[0]
    resolve, sentence = first.rule.rule.resolve, _SENTENCES[view.verdict]
    if view.verdict is Outcome.CONDITIONAL and resolve is None:
        sentence = _CONDITION_TO_MEET
    nothing = Text("", "")
    return _filled(
        sentence,
        what=business.title,
        asked=unstopped(first.rule.rule.requirement.text),
        basis=_basis(first),
        numbers=_numbers(first, view.asked.vocabulary),
        reason=unstopped(first.reason),
        step=nothing if resolve is None else unstopped(resolve.what.text),
        granted_by=nothing if resolve is None else unstopped(resolve.granted_by.text),
        others=_others(deciding),
    )


def _filled(sentence: Text, **words: Text) -> Text:
    """A sentence with words in the place of their names."""
    return Text(
        sentence.zh.format_map({name: word.zh for name, word in words.items()}),
        sentence.en.format_map({name: word.en for name, word in words.items()}),
    )


def _basis(finding: Finding) -> Text:
    article = finding.rule.rule.article
    cited = f"《{article.law}》{article.article}"
    return Text(cited, cited)


def _numbers(finding: Finding, vocabulary: Vocabulary) -> Text:
    """What was measured against what; empty where nothing was."""
    if finding.measured is None:
        return Text("", "")
    measured = measured_text(finding.measured, vocabulary)
    if measured is None:
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
