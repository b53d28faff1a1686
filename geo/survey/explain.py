"""One site's findings, from what was examined at all of them."""

import shapely

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.text import Text
from geo.checks.answers import MET, WORDS
from geo.checks.asking import Asking
from geo.checks.judged import Reason
from geo.checks.measuring import starts
from geo.checks.wanted import facts_asked, leaves, looked_for
from geo.scene.features import Features
from geo.scene.knowledge import Known
from geo.scene.placed import Placed
from geo.survey.asked_number import left_open, look_m, threshold
from geo.survey.deciding import Deciding, deciding
from geo.survey.examine import Examined
from geo.survey.finding import Evidence, Finding, Measured
from geo.survey.outcome import CONFIRMED, Outcome
from geo.survey.reasons import pick_title, reason_text

_AT_SITE = Text("场址", "the site")
_UNCONFIRMED = Text(
    "规则依据尚未经原文核对，须人工确认；",
    "the rule has not been read in print and must be confirmed; ",
)


def findings(examined: Examined, asking: Asking, site: int = 0) -> tuple[Finding, ...]:
    """What each rule that concerns the undertaking found at one site, the worst first.

    Args:
        examined: What was found at all sites.
        asking: The question it was found for.
        site: Which of the sites.
    """
    found = [
        _finding(rule, examined, asking, at, site)
        for at, rule in enumerate(examined.rules)
        if examined.outcome[at, site] != Outcome.NOT_CONCERNED
    ]
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, str]:
    worst = -1 if finding.outcome is Outcome.REMARK else int(finding.outcome)
    return -worst, finding.rule.rule.id


def _finding(rule: StandingRule, examined: Examined, asking: Asking, at: int, site: int) -> Finding:
    check, judged = rule.rule.check, examined.judged[at]
    if rule.rule.when is not None:
        check = of.AnyOf(of=(check, of.Not(of=rule.rule.when)))
    decides = deciding(check, judged, site)
    outcome = Outcome(int(examined.outcome[at, site]))
    looked = [asking.look(each) for each in looked_for(decides.leaf)]
    hidden = any(found.any_hidden for found, _ in looked)
    measured, evidence = (None, ()) if hidden else _measured(decides, asking, site)
    number = threshold(decides.leaf)
    value = measured.value if measured is not None else None
    margin = value - number if isinstance(value, float) and number is not None else None
    return Finding(
        rule=rule,
        outcome=outcome,
        answer=WORDS[judged.answer[site]],
        measured=measured,
        threshold=number,
        margin=margin,
        evidence=evidence,
        knowns=_knowns(check, asking),
        reason=_reason(rule, decides, looked, asking, site, outcome),
        facts=facts_asked((check,)),
        withheld=hidden,
    )


def _knowns(check: of.Check, asking: Asking) -> tuple[Known, ...]:
    """The layers and kinds that a rule looks at."""
    seen = {
        (known.pick.layer, known.pick.value): known
        for leaf in leaves(check)
        for wanted in looked_for(leaf)
        for known in asking.scene.features[wanted].knowns
    }
    return tuple(seen[key] for key in sorted(seen))


def _reason(
    rule: StandingRule,
    decides: Deciding,
    looked: list[tuple[Features, Placed]],
    asking: Asking,
    site: int,
    outcome: Outcome,
) -> Text:
    reason = Reason(int(decides.judged.reason[site]))
    text = reason_text(
        reason,
        asking.scene.vocabulary,
        troubles=[t for found, here in looked for t in _troubles(decides.leaf, found, here, site)],
        facts=facts_asked((decides.leaf,)),
        numbers=left_open(decides.leaf),
    )
    if outcome is Outcome.ON_SITE and rule.confidence not in CONFIRMED:
        return Text(_UNCONFIRMED.zh + text.zh, _UNCONFIRMED.en + text.en)
    return text


def _troubles(
    leaf: of.Leaf, found: Features, here: Placed, site: int
) -> list[tuple[Known, Reason]]:
    """The kinds that a check must see and that are not known well enough at a site."""
    radius = look_m(leaf) + here.sites.error_m[site] + found.most_error_m
    troubles = []
    for speakers in found.speakers:
        whys = [_why(found.knowns[at], here, site, radius) for at in speakers]
        if all(why is not Reason.NONE for why in whys):
            troubles.append((found.knowns[speakers[0]], whys[0]))
    return troubles


def _why(known: Known, here: Placed, site: int, radius: float) -> Reason:
    if known.trouble is not Reason.NONE:
        return known.trouble
    near = here.margin_m[known.extent, site] < radius
    return Reason.NOT_COMPLETE_HERE if near else Reason.NONE


def _measured(
    decides: Deciding, asking: Asking, site: int
) -> tuple[Measured | None, tuple[Evidence, ...]]:
    """The measurement that decided, or for a distance that is kept the nearest feature's."""
    match decides.leaf:
        case of.LeastDistance() | of.Spacing() | of.Adjacency() | of.CorridorWidth() as leaf:
            return _distance(leaf, decides, asking, site)
    return None, ()


def _distance(
    leaf: of.LeastDistance | of.Spacing | of.Adjacency | of.CorridorWidth,
    decides: Deciding,
    asking: Asking,
    site: int,
) -> tuple[Measured | None, tuple[Evidence, ...]]:
    found, here = asking.look(looked_for(leaf)[0])
    begin = starts(here.sites, leaf.measured_from).shapes[site]
    feature = int(decides.judged.feature[site])
    value, error = float(decides.judged.value[site]), float(decides.judged.error[site])
    way = "walking" if getattr(leaf, "method", "straight") == "walking" else "straight"
    if feature < 0:
        # Nothing came near enough to decide; the nearest is told all the same, as the crow flies.
        way = "straight"
        if decides.judged.answer[site] != MET or not len(found.ids):
            return None, ()
        feature = int(found.tree.nearest(begin))
        value = float(shapely.distance(begin, found.ends[feature]))
        error = float(here.sites.error_m[site] + found.error_m[feature])
    label = feature_label(found, feature, asking)
    line = shapely.shortest_line(begin, found.ends[feature])
    measured = Measured(value, error, "m", way, _AT_SITE, label)
    name = str(found.ids[feature])
    return measured, (
        Evidence("measured_line", line, label, name),
        Evidence("feature", found.shapes[feature], label, name),
    )


def feature_label(found: Features, feature: int, asking: Asking) -> Text:
    """What a feature is called: its name and kind, or its kind and id."""
    title = pick_title(found.knowns[found.pick[feature]].pick, asking.scene.vocabulary)
    name = found.names[feature]
    if name is None:
        return Text(f"{title.zh} {found.ids[feature]}", f"{title.en} {found.ids[feature]}")
    return Text(f"{name}（{title.zh}）", f"{name} ({title.en})")
