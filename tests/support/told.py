"""One rule of one check on a small scene, and its finding."""

from datetime import date

from support.small_scene import CAFE, TODAY, around

from data.declarations import Visibility
from data.rulepacks.book import StandingRule
from data.rulepacks.checks import Check
from data.rulepacks.rule import Rule
from geo.checks.asking import Asking
from geo.scene.placed import placed
from geo.scene.sites import Sites
from geo.survey.examine import Examined, examine
from geo.survey.explain import findings
from geo.survey.explained.background import background
from geo.survey.finding import Finding

_SAID = {"zh": "要求", "en": "asked"}


def rule_of(
    check: Check, name: str = "R-1", when: Check | None = None, not_met: str = "prohibited",
    confidence: str = "verified_text", **more: object,
) -> StandingRule:  # fmt: skip
    """A rule of one check as it stands."""
    article = {"law": "条例", "article": "第一条", "valid_from": date(2020, 1, 1)}
    written = Rule(
        id=name, business_types=("internet_cafe",), permit_matter="许可", article=article,
        requirement=_SAID, check=check, when=when, not_met=not_met, confidence=confidence,
        evidence="原文", **more,
    )  # fmt: skip
    return StandingRule(written, "pack", "national", {}, confidence, made_up=False)


def examined(
    rules: tuple[StandingRule, ...],
    district: object,
    sites: Sites,
    level: Visibility = Visibility.INTERNAL,
    on: date = TODAY,
) -> tuple[Examined, Asking]:
    """What some rules come to, and the question."""
    checks = [c for r in rules for c in (r.rule.check, r.rule.when) if c is not None]
    there = around(district, *checks, on=on, level=level)
    asking = Asking(there, placed(there, sites), CAFE)
    return examine(rules, asking), asking


def told(
    check: Check,
    district: object,
    sites: Sites,
    level: Visibility = Visibility.INTERNAL,
    on: date = TODAY,
    **rule: object,
) -> Finding:
    """The finding of a rule of one check at one site."""
    found, asking = examined((rule_of(check, **rule),), district, sites, level, on)
    (finding,) = findings(found, asking, background=background(district, on, level))
    return finding
