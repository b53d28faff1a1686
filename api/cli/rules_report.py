"""Rules as tables for a person, and as JSON for a machine."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from data.rulepacks.book import StandingRule
from data.rulepacks.difference import Change, RuleChange, said
from data.rulepacks.labels import CONFIDENCE_TEXT, LEVEL_TEXT, NOT_MET_TEXT, UNDERTAKING_TEXT
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import Article
from data.rulepacks.vocabulary import Vocabulary
from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Language, Text

_CHANGE = {
    Change.BEGUN: Text("新增", "begun"),
    Change.ENDED: Text("失效", "ended"),
    Change.CHANGED: Text("变更", "changed"),
    Change.REVISED: Text("修订", "revised"),
}
_MADE_UP = Text("含虚构数值", "holds invented numbers")
_OPEN = Text("地方尚未规定", "no locality has set it")
_NOT_ENTERED = Text("（此日的条文未收录）", " (the text of that day is not known here)")
_BETWEEN = Text("、", ", ")
_NOTHING = Text("两日之间没有变化。", "Nothing changed between the two days.")


def show_objects(objects: Sequence[dict[str, Any]]) -> None:
    """Print a list of objects as JSON."""
    typer.echo(json.dumps(objects, ensure_ascii=False, indent=2))


def rule_objects(rules: Iterable[StandingRule]) -> list[dict[str, Any]]:
    """Rules as plain values: what each says, and who set which of its numbers."""
    return [
        {
            **said(rule),
            "set_by": {
                name: {
                    "pack": by.pack,
                    "level": by.level,
                    "article": by.article.model_dump(mode="json", exclude_none=True),
                    "made_up": by.made_up,
                    "allowed_by": by.allowed_by,
                }
                for name, by in rule.set_by.items()
            },
        }
        for rule in rules
    ]


def change_objects(changes: Iterable[RuleChange]) -> list[dict[str, Any]]:
    """Changes as plain values."""
    return [
        {
            "rule": change.rule,
            "change": change.change,
            "fields": [
                {"field": each.field, "before": each.before, "after": each.after}
                for each in change.fields
            ],
        }
        for change in changes
    ]


def show_list(rules: Sequence[StandingRule], language: Language) -> None:
    """A line for each rule."""
    headers = Text("编号,业态,要求,不符合时,依据", "id,business types,asks,if not met,article")
    listed = _table(headers, language)
    vocabulary = read_vocabulary()
    for each in rules:
        rule = each.rule
        listed.add_row(
            Plain(rule.id, no_wrap=True),
            Plain(_types(rule.business_types, vocabulary, language)),
            Plain(_asks(each, language)),
            Plain(NOT_MET_TEXT[rule.not_met].in_(language)),
            Plain(f"{rule.article.law} {rule.article.article}"),
        )
    console = Console()
    console.print(listed)
    total = Text(f"共 {len(rules)} 条", f"{len(rules)} rules")
    console.print(total.in_(language), markup=False, highlight=False)


def show_rules(rules: Sequence[StandingRule], language: Language) -> None:
    """All that each rule says, one under the other."""
    console = Console()
    for each in rules:
        told = Table(box=box.SIMPLE, show_header=False, title=each.rule.id)
        told.add_column(no_wrap=True)
        told.add_column(overflow="fold")
        for name, value in _said_of(each, language):
            told.add_row(name, Plain(value))
        console.print(told)


def show_changes(changes: Sequence[RuleChange], language: Language) -> None:
    """A line for each rule that began or ended, and for each field that changed."""
    console = Console()
    if not changes:
        console.print(_NOTHING.in_(language))
        return
    listed = _table(Text("编号,变化,内容,之前,之后", "id,change,what,before,after"), language)
    for change in changes:
        word = _CHANGE[change.change].in_(language)
        standing = change.after or change.before
        if not change.fields and standing is not None:
            asks = standing.rule.requirement.text.in_(language)
            listed.add_row(change.rule, word, Plain(asks), "", "")
        for each in change.fields:
            values = (Plain(_plain(each.before)), Plain(_plain(each.after)))
            listed.add_row(change.rule, word, Plain(each.field), *values)
    console.print(listed)


def show_checked(files: Sequence[PackFile], language: Language) -> None:
    """What was read from each file."""
    console = Console()
    for file in files:
        rules, settings = len(file.pack.rules), len(file.pack.settings)
        line = Text(
            f"{file.file}：{file.pack.title.zh}，{rules} 条规则，{settings} 项地方设定，可以使用",
            f"{file.file}: {file.pack.title.en}, {rules} rules, {settings} settings; fits",
        )
        console.print(line.in_(language), markup=False, highlight=False, soft_wrap=True)


def _said_of(each: StandingRule, language: Language) -> list[tuple[str, str]]:
    rule, whole = each.rule, said(each)
    sure = CONFIDENCE_TEXT[each.confidence].in_(language)
    undertakings = [UNDERTAKING_TEXT[name].in_(language) for name in rule.undertakings]
    rows = [
        (Text("要求", "asks"), _asks(each, language)),
        (Text("业态", "business types"), _types(rule.business_types, read_vocabulary(), language)),
        (Text("经营情形", "undertakings"), _BETWEEN.in_(language).join(undertakings)),
        (Text("许可事项", "permit matter"), rule.permit_matter),
        (Text("依据", "article"), _cited(rule.article, language)),
        (Text("检查", "check"), _notation(whole["check"])),
        (Text("不符合时", "if not met"), NOT_MET_TEXT[rule.not_met].in_(language)),
        (Text("把握", "how sure"), f"{sure}（{rule.evidence}）"),
        (Text("规则包", "pack"), f"{each.pack}（{LEVEL_TEXT[each.level].in_(language)}）"),
    ]
    if rule.when is not None:
        rows.insert(5, (Text("适用条件", "when"), _notation(whole["when"])))
    if rule.resolve is not None:
        what, by = rule.resolve.what.text.in_(language), rule.resolve.granted_by.text.in_(language)
        rows.append((Text("如何办理", "what helps"), f"{what}（{by}）"))
    for name, number in rule.numbers.items():
        value = None if number.value is None else f"{number.value:g} {number.unit}"
        rows.append((number.title.text, _set(each, name, value, language)))
    for name, method in rule.methods.items():
        rows.append((method.title.text, _set(each, name, method.value, language)))
    if each.made_up:
        rows.append((Text("注意", "mind"), _MADE_UP.in_(language)))
    return [(name.in_(language), value) for name, value in rows]


def _asks(each: StandingRule, language: Language) -> str:
    """What a rule asks; of one whose text of the day is not known, what the later version does."""
    asks = each.rule.requirement.text.in_(language)
    return asks if each.entered else asks + _NOT_ENTERED.in_(language)


def _set(each: StandingRule, name: str, value: str | None, language: Language) -> str:
    """A number or a method, and who set it."""
    if value is None:
        return _OPEN.in_(language)
    by = each.set_by.get(name)
    return value if by is None else f"{value}（{by.pack}：{_cited(by.article, language)}）"


def _notation(check: object) -> str:
    """A check as packs write it."""
    import yaml

    written: str = yaml.safe_dump(check, allow_unicode=True, sort_keys=False, width=60)
    return written.rstrip()


def _cited(article: Article, language: Language) -> str:
    document = f"（{article.document}）" if article.document else ""
    until = article.valid_to or Text("今", "now").in_(language)
    cited = f"{article.law}{document} {article.article}，{article.valid_from} – {until}"
    return f"{cited}；{article.watch}" if article.watch else cited


def _types(names: Iterable[str], vocabulary: Vocabulary, language: Language) -> str:
    titles = [(vocabulary.types.get(name) or vocabulary.groups[name]).title for name in names]
    return _BETWEEN.in_(language).join(title.in_(language) for title in titles)


def _plain(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _table(headers: Text, language: Language) -> Table:
    table = Table(box=box.SIMPLE)
    for header in headers.in_(language).split(","):
        table.add_column(header, overflow="fold")
    return table
