"""Stories: a drawn map of a few hundred metres, the rules that really stand there, one survey."""

from dataclasses import dataclass
from datetime import date

import shapely

from data.district import District
from data.rulepacks.book import RuleBook
from data.rulepacks.built_in import built_in_packs
from data.rulepacks.case import Case
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.cases.toy_district import toy_district
from geo.cases.toy_site import toy_site
from geo.survey.examine import examine
from geo.survey.explain import findings
from geo.survey.explained.background import background
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from geo.survey.prepared import ask, prepare
from geo.survey.what_would_change import Change, what_would_change

# The demo district of Sichuan, whose pack sets every local number.
DEMO = "510199"
NOON = date(2026, 6, 1)


@dataclass(frozen=True)
class Told:
    """What a survey came to."""

    verdict: str
    by_rule: dict[str, Finding]
    not_concerned: frozenset[str]
    changes: tuple[Change, ...]

    def outcome(self, rule: str) -> str:
        """What one rule came to."""
        return "not_concerned" if rule in self.not_concerned else self.by_rule[rule].outcome.word

    def worst(self) -> set[str]:
        """The rules the verdict rests on."""
        return {name for name, f in self.by_rule.items() if f.outcome.word == self.verdict}


def drawn(**case: object) -> tuple[Case, District]:
    """A case, and the district it draws."""
    words = {"zh": "故事", "en": "story"}
    whole = Case.model_validate({"case": words, "expect": "pass", **case})
    return whole, toy_district(whole, read_vocabulary())


def book(on: date = NOON, code: str = DEMO) -> RuleBook:
    """The rules that stand on a day."""
    return stack(built_in_packs(), on, code)


def survey(business: str, on: date = NOON, undertaking: str = "rent", **case: object) -> Told:
    """Survey the site of a drawn case; facts as in cases, `value@source`."""
    words = read_vocabulary()
    whole, district = drawn(on=on, **case)
    prepared = prepare(district, words, book(on), words.types[business], undertaking)
    asking = ask(prepared, toy_site(whole, words))
    examined = examine(prepared.rules, asking)
    told = findings(examined, asking, background=background(district, on, prepared.scene.level))
    silent = examined.outcome[:, 0] == Outcome.NOT_CONCERNED
    return Told(
        Outcome(int(examined.verdict[0])).word,
        {finding.rule.rule.id: finding for finding in told},
        frozenset(r.rule.id for r, s in zip(examined.rules, silent, strict=True) if s),
        what_would_change(examined, asking),
    )


def square(x: float, y: float, half: float) -> list[list[float]]:
    """The corners of a square."""
    ring = shapely.box(x - half, y - half, x + half, y + half).exterior
    return [list(corner) for corner in list(ring.coords)[:-1]]
