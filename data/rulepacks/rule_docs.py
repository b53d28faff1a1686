"""`docs/rules/`, written from packs and vocabulary so that it cannot fall behind them.

A page for each business type, one for each group that everybody belongs to, an index, and the rows
of the catalogue that no rule was made of. To write them anew:
`python -m data.rulepacks.rule_docs docs`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from data.rulepacks.built_in import built_in_packs
from data.rulepacks.labels import CONFIDENCE_TEXT, NOT_MET_TEXT
from data.rulepacks.land_use_names import land_use_text
from data.rulepacks.markdown import both, table
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import LEVELS, UNDERTAKINGS, Rule
from data.rulepacks.rule_section import (
    LocalSetting,
    Written,
    place_text,
    rule_section,
    undertakings_text,
)
from data.rulepacks.vocabulary import BusinessType, Group, Vocabulary
from data.rulepacks.vocabulary_file import read_vocabulary
from data.rulepacks.yaml_text import read_yaml

LEFT_OUT = "left_out.yaml"
_MARK = "<!-- Written by data/rulepacks/rule_docs.py from packs and vocabulary. Edit those. -->\n"
_OVERVIEW = (
    "编号 id", "要求", "requirement", "情形 undertakings", "不符合时 if not met", "范围 where",
    "把握 how sure",
)  # fmt: skip
_INDEX = """\
# 业态与规则 · Business types and rules

{mark}
每个业态一页：许可名称、常用叫法、适宜的规划用途，以及约束它的每条规则——要求、依据、怎么查、
数值由谁定、不符合时怎么办、把握有多大。各地规则与国家规则同列，注明在哪里有效；所列包括已失效和尚未
生效的版本，以所注日期为准。结论与测量的办法见[勘](../siting.md)；某地某日有效的规则用
`quankan rules list --place 510106 --on 2026-11-21` 查。

A page for each business type: the permit's words, everyday words, fitting land use, and every rule
that binds it: what it asks, where it stands written, how it is checked, who may set its numbers,
what follows, and how sure we are. Local rules stand beside national ones and say where they hold;
versions that no longer hold, or do not yet, are listed with their days. How outcomes and
measurements come about is told in [siting](../siting.md).

**{rules} 条规则 rules**（{packs} 个规则包 packs）。把握 how sure: {sure}。
[目录中未收入的 {left} 条 · rows of the catalogue left out](../rules-left-out.md)
"""
_LEFT_OUT = """\
# 目录中未收入的规则 · Rows of the catalogue left out

{mark}
规则是从一份收集来的目录逐条写成的。下列各条未写成规则，原因如下。
The rules were made from a collected catalogue, row by row. These rows are not among them, and why.

"""


@dataclass(frozen=True)
class _Shelf:
    """Everything the pages are written from."""

    vocabulary: Vocabulary
    rules: Sequence[tuple[Rule, PackFile]]
    settings: Mapping[str, Sequence[LocalSetting]]


def rules_pages() -> dict[str, str]:
    """Every page: its path below `docs/` to its Markdown."""
    shelf = _shelf(built_in_packs(), read_vocabulary())
    words = shelf.vocabulary
    pages = {f"rules/{each.name}.md": _type_page(each, shelf) for each in words.types.values()}
    pages |= {f"rules/{each.name}.md": _group_page(each, shelf) for each in _shared(shelf)}
    left = _left_out()
    said = table(("编号 id", "原因", "reason"), left)
    pages["rules-left-out.md"] = _LEFT_OUT.format(mark=_MARK) + said
    pages["rules/README.md"] = _index(shelf, len(left))
    return pages


def write_rule_docs(docs: Path) -> None:
    """Write the pages below `docs` (UTF-8, LF on every system); pages of what is gone go."""
    pages = rules_pages()
    (docs / "rules").mkdir(parents=True, exist_ok=True)
    for old in (docs / "rules").glob("*.md"):
        if f"rules/{old.name}" not in pages:
            old.unlink()
    for name, content in pages.items():
        (docs / name).write_text(content, encoding="utf-8", newline="\n")


def _shelf(packs: Iterable[PackFile], vocabulary: Vocabulary) -> _Shelf:
    files = sorted(packs, key=lambda file: (LEVELS.index(file.pack.level), file.file))
    settings: dict[str, list[LocalSetting]] = defaultdict(list)
    for file in files:
        for setting in file.pack.settings:
            settings[setting.rule].append(LocalSetting(setting, file))
    rules = [(rule, file) for file in files for rule in file.pack.rules]
    rules.sort(key=lambda one: (LEVELS.index(one[1].pack.level), one[0].id, _first_day(one[0])))
    return _Shelf(vocabulary, rules, settings)


def _first_day(rule: Rule) -> str:
    return rule.article.valid_from.isoformat()


def _shared(shelf: _Shelf) -> Iterator[Group]:
    """Groups of everybody that some rule binds."""
    bound = {name for rule, _ in shelf.rules for name in rule.business_types}
    for group in shelf.vocabulary.groups.values():
        if group.everybody and group.name in bound:
            yield group


def _binding(names: Iterable[str], shelf: _Shelf) -> Iterator[Written]:
    """Rules that bind one of `names`, types or groups, with the undertakings for which they do."""
    wanted = set(names)
    for rule, file in shelf.rules:
        covered: set[str] = set()
        for name in wanted.intersection(rule.business_types):
            group = shelf.vocabulary.groups.get(name)
            covered.update(UNDERTAKINGS if group is None else group.undertakings)
        bound = tuple(each for each in rule.undertakings if each in covered)
        if bound:
            yield Written(rule, file, bound)


def _type_page(business: BusinessType, shelf: _Shelf) -> str:
    own = list(_binding((business.name, *business.groups), shelf))
    head = f"# {business.title.zh} · {business.title.en}\n\n{_MARK}\n"
    facts = table(("", "中文", "English"), _about(business, shelf.vocabulary))
    shared = "\n".join(_shared_line(group, shelf) for group in _shared(shelf))
    return "\n".join(
        [
            f"{head}{facts}",
            _rules_of(own, shelf),
            f"## 共同适用 · Rules for everybody\n\n{shared}\n\n[全部业态 all types](README.md)\n",
        ]
    )


def _about(business: BusinessType, vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    permit = business.permit
    yield "许可 permit", permit.zh, permit.en
    yield "命令中的写法 in commands", f"`--type {business.name}`", f"`--type {business.name}`"
    if business.permit_matters:
        yield "政务服务事项 matters", "、".join(business.permit_matters), ""
    if business.search_words:
        yield "常用叫法 search words", "、".join(business.search_words), ""
    groups = [vocabulary.groups[name].title for name in business.groups]
    if groups:
        yield "类别 groups", "、".join(g.zh for g in groups), ", ".join(g.en for g in groups)
    for title, codes in (
        ("适宜的规划用途 land use that fits", business.land_use_fit),
        ("经批准常可使用 usual after approval", business.land_use_conditional),
    ):
        if codes:
            named = [land_use_text(code) for code in codes]
            yield title, "、".join(n.zh for n in named), ", ".join(n.en for n in named)


def _rules_of(written: Sequence[Written], shelf: _Shelf) -> str:
    """An overview, and every rule under its heading."""
    if not written:
        none = "没有只约束本业态的规则。 No rule binds this type alone."
        return f"## 规则 · Rules\n\n{none}\n"
    headings = _headings(written)
    rows = (_overview_row(one, heading) for one, heading in zip(written, headings, strict=True))
    sections = [
        rule_section(one, heading, shelf.settings.get(one.rule.id, ()), shelf.vocabulary)
        for one, heading in zip(written, headings, strict=True)
    ]
    return "\n".join([f"## 规则 · Rules\n\n{table(_OVERVIEW, rows)}", *sections])


def _headings(written: Sequence[Written]) -> list[str]:
    """The id of each rule; where one stands several times, where or from when it holds as well."""
    ids = [one.rule.id for one in written]
    return [
        one.rule.id
        if ids.count(one.rule.id) == 1
        else " ".join((one.rule.id, *one.file.pack.jurisdiction, _first_day(one.rule)))
        for one in written
    ]


def _overview_row(one: Written, heading: str) -> tuple[str, ...]:
    rule, asks = one.rule, one.rule.requirement.text
    undertakings = "全部 all" if one.undertakings == UNDERTAKINGS else both(
        undertakings_text(one.undertakings)
    )  # fmt: skip
    return (
        f"[{heading}](#{_anchor(heading)})",
        asks.zh,
        asks.en,
        undertakings,
        both(NOT_MET_TEXT[rule.not_met]),
        both(place_text(one.file.pack)),
        both(CONFIDENCE_TEXT[rule.confidence]),
    )


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def _shared_line(group: Group, shelf: _Shelf) -> str:
    """A group that everybody belongs to, with links to its rules."""
    written = list(_binding([group.name], shelf))
    headings = _headings(written)
    links = "、".join(f"[{each}]({group.name}.md#{_anchor(each)})" for each in headings)
    only = undertakings_text(group.undertakings)
    when = "" if group.undertakings == UNDERTAKINGS else f"（仅 only: {both(only)}）"
    return f"- [{both(group.title)}]({group.name}.md){when}: {links}"


def _group_page(group: Group, shelf: _Shelf) -> str:
    written = list(_binding([group.name], shelf))
    zh, en = group.title.zh, group.title.en
    only = undertakings_text(group.undertakings)
    said = f"约束每个业态。情形：{only.zh}。 Binds every business type, for: {only.en}.\n"
    return f"# {zh} · {en}\n\n{_MARK}\n{said}\n{_rules_of(written, shelf)}"


def _index(shelf: _Shelf, left: int) -> str:
    ids = {rule.id for rule, _ in shelf.rules}
    sure = "，".join(
        f"{both(title)} {sum(rule.confidence == name for rule, _ in shelf.rules)}"
        for name, title in CONFIDENCE_TEXT.items()
    )
    begin = _INDEX.format(
        mark=_MARK, rules=len(ids), packs=len(built_in_packs()), sure=sure, left=left
    )
    head = ("业态", "business type", "命令 --type", "许可 permit", "常用叫法 search words",
            "规则 rules", "其中地方 local")  # fmt: skip
    types = table(head, (_index_row(each, shelf) for each in shelf.vocabulary.types.values()))
    groups = "\n".join(
        f"- [{both(group.title)}]({group.name}.md): {len(list(_binding([group.name], shelf)))}"
        for group in _shared(shelf)
    )
    return "\n".join(
        [begin, types, f"## 共同适用 · Rules for everybody\n\n{groups}\n", _local_packs(shelf)]
    )


def _index_row(business: BusinessType, shelf: _Shelf) -> tuple[str, ...]:
    own = list(_binding((business.name, *business.groups), shelf))
    local = sum(one.file.pack.level != "national" for one in own)
    return (
        f"[{business.title.zh}]({business.name}.md)",
        business.title.en,
        f"`{business.name}`",
        business.permit.zh,
        "、".join(business.search_words),
        str(len(own)),
        str(local) if local else "",
    )


def _local_packs(shelf: _Shelf) -> str:
    """Packs that hold in a part of the country only, and what is in them."""
    rows = []
    files = {file.file: file for file in built_in_packs() if file.pack.level != "national"}
    for file in files.values():
        pack, title, place = file.pack, file.pack.title.text, place_text(file.pack)
        ids = [rule.id for rule in pack.rules] + [setting.rule for setting in pack.settings]
        made_up = "虚构 made up" if pack.made_up else ""
        rows.append((title.zh, title.en, both(place), "、".join(dict.fromkeys(ids)), made_up))
    head = ("规则包", "pack", "范围 where", "规则与设定 rules and settings", "")
    return "## 各地 · Local packs\n\n" + table(head, rows)


def _left_out() -> list[tuple[str, str, str]]:
    """Rows of the catalogue that are no rule, with the reason in both languages."""
    source = resources.files("data.rulepacks") / "packs" / LEFT_OUT
    rows = read_yaml(LEFT_OUT, source.read_bytes()).value
    found = [(row["id"], row["reason"]["zh"], row["reason"]["en"]) for row in rows]
    return sorted(found)


if __name__ == "__main__":
    write_rule_docs(Path(sys.argv[1]))
