"""From the options of `quankan rules` to the rules they ask for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from api.clock import today
from data.rulepacks.book import RuleBook, StandingRule
from data.rulepacks.built_in import packs_with
from data.rulepacks.rule import UNDERTAKINGS
from data.rulepacks.stack import every_rule, stack
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.business import business_type
from data.text import Text
from data.written import alike, shown
from geo.errors import QuestionError
from geo.survey.applicable import applicable

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[0-9]{2,12}")
_LISTED = 4


def book_asked(
    on: str | None, place: str | None, own: Sequence[Path] | None, option: str = "--on"
) -> RuleBook:
    """The rules in force on a day: at a place, or anywhere where none is named.

    Args:
        on: The day, as written; None for today.
        place: Division code; None for the rules of all packs.
        own: An office's own packs.
        option: What the day was given as, for messages.

    Raises:
        QuestionError: The day or the code is none.
        RulePackError: A pack cannot be read, or does not fit the others.
    """
    day = today() if on is None else day_asked(on, option)
    packs = packs_with(own or ())
    if place is None:
        return every_rule(packs, day)
    if not _CODE.fullmatch(place):
        asked = shown(place)
        raise QuestionError(
            "--place",
            Text(f"为“{asked}”", f"is {asked!r}"),
            Text("区划代码，如 510106", "a division code, such as 510106"),
        )
    return stack(packs, day, place)


def narrowed(book: RuleBook, type_: str | None) -> RuleBook:
    """The book with the rules alone that bind a business type, for any undertaking.

    Raises:
        SiteError: There is no such type.
    """
    return replace(book, rules=bound(book, type_))


def bound(book: RuleBook, type_: str | None) -> tuple[StandingRule, ...]:
    """The rules of a book that bind a business type, for any undertaking; all where none is given.

    Raises:
        SiteError: There is no such type.
    """
    if type_ is None:
        return book.rules
    vocabulary = read_vocabulary()
    business = business_type(type_, vocabulary)
    binding = {
        id(rule)
        for undertaking in UNDERTAKINGS
        for rule in applicable(book, vocabulary, business, undertaking)
    }
    return tuple(rule for rule in book.rules if id(rule) in binding)


def rules_named(book: RuleBook, name: str) -> tuple[StandingRule, ...]:
    """The rules of a book that have an id; several where packs of different places have it.

    Raises:
        QuestionError: None has it on that day at that place.
    """
    found = tuple(rule for rule in book.rules if rule.rule.id == name.strip().upper())
    if found:
        return found
    known = sorted({rule.rule.id for rule in book.rules})
    asked, such = shown(name), such_as(name, known)
    raise QuestionError(
        "RULE",
        Text(f"{book.on} 没有编号为“{asked}”的有效规则",
             f"there is no rule {asked!r} in force on {book.on}"),
        Text(f"有效规则的编号，{such.zh}", f"the id of a rule in force, {such.en}"),
    )  # fmt: skip


def such_as(name: str, known: Sequence[str]) -> Text:
    """The names most like one that nobody knows; where none is, the first few."""
    listed = ", ".join(alike(name, known) or known[:_LISTED])
    return Text(f"如 {listed}", f"such as {listed}")


def day_asked(text: str, option: str = "--on") -> date:
    """The day a text names.

    Raises:
        QuestionError: It names none.
    """
    day = shown(text.strip())
    found = Text(f"为“{day}”", f"is {day!r}")
    if _DATE.fullmatch(day):
        try:
            return date.fromisoformat(day)
        except ValueError:
            found = Text(f"{day} 不是存在的日期", f"{day} is no day there is")
    raise QuestionError(option, found, Text("日期，如 2026-11-21", "a day, such as 2026-11-21"))
