"""A siting rule, and the packs that hold rules and local numbers; as written, before stacking."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from data.rulepacks.check_parts import Finite, Name, Record, Way
from data.rulepacks.checks import Check
from data.rulepacks.words import Sentence, Words
from data.text import Text
from data.toml_messages import own_complaint

RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", max_length=40)]
# A number is no day, whatever pydantic makes of it.
Day = Annotated[date, Field(strict=True)]
Level = Literal["national", "provincial", "city", "district"]
LEVELS: tuple[Level, ...] = ("national", "provincial", "city", "district")
# Fewest and most digits of the division codes of GB/T 2260 at each level.
_CODE_DIGITS: Mapping[Level, tuple[int, int]] = MappingProxyType(
    {"national": (0, 0), "provincial": (2, 2), "city": (4, 4), "district": (6, 9)}
)
Undertaking = Literal["rent", "change_use", "construction"]
UNDERTAKINGS: tuple[Undertaking, ...] = ("rent", "change_use", "construction")
# What a requirement that is not met leads to: fail, conditional, on site, a remark.
NotMet = Literal["prohibited", "approval_required", "manual", "advisory"]
Confidence = Literal["verified_text", "verified_page", "memory_high", "memory_medium"]
# From the surest to the least sure.
CONFIDENCES: tuple[Confidence, ...] = (
    "verified_text",
    "verified_page",
    "memory_high",
    "memory_medium",
)
# A business type, or an `any_*` group of the vocabulary.
BusinessType = Name


class Article(Record):
    """Where a rule stands written.

    Attributes:
        law: Name of the law or document.
        document: Its number, such as 国务院令第363号; None when it has none or none is known.
        article: Article in it.
        version: Which version was read, in words.
        valid_from: First day on which it holds.
        valid_to: First day on which it no longer does; None while it does.
        first: Whether nothing of the kind was law before it. Where nobody says so there may have
            been an earlier version, whose text is not known here.
        superseded_by: What took its place.
        watch: What may have changed since; printed beside the article.
    """

    law: Words
    document: Words | None = None
    article: Words
    version: Words | None = None
    valid_from: Day
    valid_to: Day | None = None
    first: bool = False
    superseded_by: Words | None = None
    watch: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Article":
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise own_complaint(Text("valid_to 晚于 valid_from", "valid_to later than valid_from"))
        return self


class RuleNumber(Record):
    """A number that a locality may set.

    Attributes:
        value: What this pack's text says; None where it leaves the number open.
        unit: Unit of the number.
        stricter: Which way is stricter.
        title: What the number is.
    """

    value: Finite | None = None
    unit: Literal["m", "m2", "floors", "count", "share", "households", "people"]
    stricter: Literal["larger", "smaller"]
    title: Sentence


class RuleMethod(Record):
    """A measuring method that a locality may set; walking is never shorter, so it relaxes."""

    value: Way | None = None
    title: Sentence


class Resolve(Record):
    """What turns a no into a yes, and who grants it."""

    what: Sentence
    granted_by: Sentence


class Rule(Record):
    """One rule.

    Attributes:
        id: As in the catalogue.
        business_types: Business types and `any_*` groups it binds.
        undertakings: Kinds of undertaking it binds.
        permit_matter: The permit whose conditions it belongs to.
        article: Where it stands.
        requirement: What it asks, in our own words.
        when: It concerns only undertakings for which this is met; None concerns all.
        check: How it is checked.
        numbers: Numbers that a locality may set.
        methods: Measuring methods that a locality may set.
        not_met: What follows when it is not met.
        resolve: What to do then; None where nothing helps.
        confidence: How sure we are of the text.
        evidence: Where the text was read.
    """

    id: RuleId
    business_types: Annotated[tuple[BusinessType, ...], Field(min_length=1)]
    undertakings: Annotated[tuple[Undertaking, ...], Field(min_length=1)] = UNDERTAKINGS
    permit_matter: Words
    article: Article
    requirement: Sentence
    when: Check | None = None
    check: Check
    numbers: dict[Name, RuleNumber] = Field(default_factory=dict)
    methods: dict[Name, RuleMethod] = Field(default_factory=dict)
    not_met: NotMet
    resolve: Resolve | None = None
    confidence: Confidence
    evidence: Words


class Setting(Record):
    """What a locality sets in a rule of a pack above it.

    Attributes:
        rule: The rule.
        numbers: Numbers set, by name.
        methods: Methods set, by name.
        article: Where the locality says so.
        allowed_by: The ministerial document that allows a number to be relaxed.
        confidence: How sure we are of it.
    """

    rule: RuleId
    numbers: dict[Name, Finite] = Field(default_factory=dict)
    methods: dict[Name, Way] = Field(default_factory=dict)
    article: Article
    allowed_by: Words | None = None
    confidence: Confidence

    @model_validator(mode="after")
    def _sets_something(self) -> "Setting":
        if not self.numbers and not self.methods:
            raise own_complaint(
                Text("至少设定一个数值或一种测法", "at least one number or method that it sets")
            )
        return self


class Pack(Record):
    """One file of rules and settings.

    Attributes:
        pack: Its name.
        title: What it is called.
        level: National, provincial, city or district.
        jurisdiction: Division codes where it holds, by prefix (`51` for Sichuan); empty for the
            whole country.
        made_up: Whether its numbers are invented, for the demo.
        rules: Rules.
        settings: Local numbers and methods.
    """

    pack: Name
    title: Sentence
    level: Level
    jurisdiction: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9]{2,9}$")], ...] = ()
    made_up: bool = False
    rules: tuple[Rule, ...] = ()
    settings: tuple[Setting, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> "Pack":
        if (self.level == "national") == bool(self.jurisdiction):
            raise own_complaint(
                Text(
                    "国家规则包不写 jurisdiction，其余须写明区划代码",
                    "no jurisdiction in a national pack, a division code in any other",
                )
            )
        least, most = _CODE_DIGITS[self.level]
        if not all(least <= len(code) <= most for code in self.jurisdiction):
            raise own_complaint(
                Text(
                    "区划代码：省级 2 位，市级 4 位，区级 6 至 9 位",
                    "division codes of 2 digits for a province, 4 for a city, 6 to 9 for a "
                    "district",
                )
            )
        return self
