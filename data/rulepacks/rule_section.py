"""One rule as a person reads it: a table of all that it says, in both languages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.rulepacks.check_in_words import in_words
from data.rulepacks.check_phrases import WAY_TEXT, Entries, listed, number_text
from data.rulepacks.checks import AllOf, AnyOf, Check
from data.rulepacks.labels import CONFIDENCE_TEXT, LEVEL_TEXT, NOT_MET_TEXT, UNDERTAKING_TEXT
from data.rulepacks.markdown import table
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import Article, Pack, Rule, RuleMethod, Setting, Undertaking
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text

_STRICTER = {"larger": Text("大者从严", "larger is stricter"),
             "smaller": Text("小者从严", "smaller is stricter")}  # fmt: skip
_MADE_UP = Text("（虚构，仅供演示）", " (made up, for the demo)")
_OPEN = Text("未设定：由地方设定前暂无法判定", "open: not known until a locality sets it")
_SAME = Text("", "as in the Chinese")


@dataclass(frozen=True)
class Written:
    """A rule where it is written.

    Attributes:
        rule: The rule.
        file: The pack it stands in.
        undertakings: Kinds of undertaking for which it binds those the page is about.
    """

    rule: Rule
    file: PackFile
    undertakings: tuple[Undertaking, ...]


@dataclass(frozen=True)
class LocalSetting:
    """What a pack sets in a rule of another."""

    setting: Setting
    file: PackFile


def rule_section(
    written: Written, heading: str, settings: Sequence[LocalSetting], vocabulary: Vocabulary
) -> str:
    """The rule under a heading of its own.

    Args:
        written: The rule.
        heading: Its heading.
        settings: What localities set in it, whatever the day.
        vocabulary: The words.
    """
    rows = [
        (title.zh + " " + title.en, said.zh, said.en)
        for title, said in _rows(written, settings, vocabulary)
    ]
    return f"### {heading}\n\n" + table(("", "中文", "English"), rows)


def place_text(pack: Pack) -> Text:
    """Where a pack holds."""
    level = LEVEL_TEXT[pack.level]
    if not pack.jurisdiction:
        return level
    codes = "、".join(pack.jurisdiction)
    return Text(f"{level.zh} {codes}", f"{level.en} {codes}")


def undertakings_text(names: Iterable[Undertaking]) -> Text:
    """Kinds of undertaking by name."""
    return listed(UNDERTAKING_TEXT[name] for name in names)


def _rows(
    written: Written, settings: Sequence[LocalSetting], vocabulary: Vocabulary
) -> Iterator[tuple[Text, Text]]:
    rule = written.rule
    entries: Entries = {**rule.numbers, **rule.methods}
    yield Text("要求", "requirement"), rule.requirement.text
    yield Text("情形", "undertakings"), undertakings_text(written.undertakings)
    if rule.when is not None:
        yield Text("适用条件", "concerns only"), in_words(rule.when, entries, vocabulary)
    yield Text("检查", "check"), _in_lines(rule.check, entries, vocabulary)
    for name, entry in entries.items():
        own = [local for local in settings if _value(local.setting, name) is not None]
        yield entry.title.text, _entry(rule, name, own)
    yield Text("不符合时", "if not met"), NOT_MET_TEXT[rule.not_met]
    if rule.resolve is not None:
        what, by = rule.resolve.what.text, rule.resolve.granted_by.text
        yield (
            Text("如何办理", "what helps"),
            Text(f"{what.zh}；审批机关：{by.zh}", f"{what.en}; granted by {by.en}"),
        )
    yield Text("依据", "article"), _article(rule.article)
    if rule.article.watch is not None:
        yield Text("留意", "watch"), Text(rule.article.watch, _SAME.en)
    sure = CONFIDENCE_TEXT[rule.confidence]
    yield Text("把握", "how sure"), Text(f"{sure.zh}：{rule.evidence}", sure.en)
    yield Text("规则包", "pack"), _pack(written.file)


def _in_lines(check: Check, entries: Entries, vocabulary: Vocabulary) -> Text:
    """The check, its outermost parts a line each."""
    if not isinstance(check, AllOf | AnyOf):
        return in_words(check, entries, vocabulary)
    parts = [in_words(part, entries, vocabulary) for part in check.of]
    begin = (
        Text("须全部符合", "all of") if isinstance(check, AllOf) else Text("任一项即可", "one of")
    )
    return Text(
        "\n".join([f"{begin.zh}：", *(f"· {part.zh}" for part in parts)]),
        "\n".join([f"{begin.en}:", *(f"· {part.en}" for part in parts)]),
    )


def _entry(rule: Rule, name: str, settings: Sequence[LocalSetting]) -> Text:
    """What the rule itself says of a number or a method, and what localities make of it."""
    entry = rule.numbers.get(name) or rule.methods[name]
    if entry.value is None:
        own = _OPEN
    elif isinstance(entry, RuleMethod):
        own = WAY_TEXT[entry.value]
    else:
        own = number_text(entry.value, entry.unit)
    lines = [own]
    if not isinstance(entry, RuleMethod):
        stricter = _STRICTER[entry.stricter]
        lines[0] = Text(f"{own.zh}（{stricter.zh}）", f"{own.en} ({stricter.en})")
    lines += [_local(rule, name, local) for local in settings]
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))


def _local(rule: Rule, name: str, local: LocalSetting) -> Text:
    pack, setting = local.file.pack, local.setting
    value = _value(setting, name)
    if isinstance(value, str):
        said = WAY_TEXT["walking" if value == "walking" else "straight"]
    else:
        said = number_text(value or 0.0, rule.numbers[name].unit)
    title, days, allowed = pack.title.text, _days(setting.article), setting.allowed_by
    by = Text(f"，准许：{allowed}", f", allowed by {allowed}") if allowed else Text("", "")
    invented = _MADE_UP if pack.made_up else Text("", "")
    return Text(
        f"· {title.zh}：{said.zh}，{_cited(setting.article)}，{days.zh}{by.zh}{invented.zh}",
        f"· {title.en}: {said.en}, {_cited(setting.article)}, {days.en}{by.en}{invented.en}",
    )


def _value(setting: Setting, name: str) -> float | str | None:
    number = setting.numbers.get(name)
    return setting.methods.get(name) if number is None else number


def _article(article: Article) -> Text:
    days, version = _days(article), f"，{article.version}" if article.version else ""
    after = article.superseded_by
    then = Text(f"；其后为{after}", f"; then {after}") if after else Text("", "")
    cited = f"{_cited(article)}{version}"
    return Text(f"{cited}；{days.zh}{then.zh}", f"{days.en}{then.en}")


def _cited(article: Article) -> str:
    document = f"（{article.document}）" if article.document else ""
    return f"《{article.law.strip('《》')}》{document}{article.article}"


def _days(article: Article) -> Text:
    if article.valid_to is None:
        return Text(f"{article.valid_from} 起", f"from {article.valid_from}")
    return Text(
        f"{article.valid_from} 起，{article.valid_to} 失效",
        f"from {article.valid_from}, no longer from {article.valid_to}",
    )


def _pack(file: PackFile) -> Text:
    place, title = place_text(file.pack), file.pack.title.text
    invented = _MADE_UP if file.pack.made_up else Text("", "")
    return Text(
        f"{title.zh}，{place.zh}，`{file.file}`{invented.zh}",
        f"{title.en}, {place.en}{invented.en}",
    )
