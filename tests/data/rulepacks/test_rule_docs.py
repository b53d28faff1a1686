"""The pages about rules say what packs and vocabulary say, and nothing else."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from data.rulepacks.built_in import built_in_packs
from data.rulepacks.check_in_words import in_words
from data.rulepacks.check_notation import spelled_out
from data.rulepacks.checks import Check
from data.rulepacks.land_use_names import LAND_USE_NAMES
from data.rulepacks.rule_docs import rules_pages, write_rule_docs
from data.rulepacks.vocabulary_file import read_vocabulary

DOCS = Path(__file__).parents[3] / "docs"
WORDS = read_vocabulary()
RULES = [rule for file in built_in_packs() for rule in file.pack.rules]


@pytest.fixture(scope="module")
def pages():
    return rules_pages()


def test_the_pages_are_what_packs_and_vocabulary_say(pages):
    """Otherwise: python -m data.rulepacks.rule_docs docs."""
    kept = {f"rules/{path.name}": path for path in (DOCS / "rules").glob("*.md")}
    kept["rules-left-out.md"] = DOCS / "rules-left-out.md"
    stale = [name for name in pages if kept[name].read_bytes() != pages[name].encode()]
    assert (sorted(kept), stale) == (sorted(pages), [])


@pytest.mark.parametrize("business", WORDS.types.values(), ids=list(WORDS.types))
def test_every_rule_stands_on_the_page_of_each_type_it_binds(business, pages):
    page = pages[f"rules/{business.name}.md"]
    names = {business.name, *business.groups}
    assert all(f"\n### {r.id}" in page for r in RULES if names & set(r.business_types))
    assert all(word in page for word in business.search_words)


def test_rules_for_everybody_have_pages_of_their_own(pages):
    for group in (group for group in WORDS.groups.values() if group.everybody):
        bound = [rule.id for rule in RULES if group.name in rule.business_types]
        page = pages.get(f"rules/{group.name}.md", "")
        assert all(f"\n### {rule}" in page for rule in bound)


def test_every_local_number_is_told_with_who_set_it(pages):
    page = pages["rules/internet_cafe.md"]
    assert "四川省：步行" in page
    assert "文市发〔2014〕41号（四川全省试点）" in page


def test_every_code_that_is_at_home_somewhere_has_a_name():
    types = WORDS.types.values()
    codes = {code for t in types for code in (*t.land_use_fit, *t.land_use_conditional)}
    assert codes <= set(LAND_USE_NAMES)


def said(check):
    written = spelled_out(check, (), lambda *told: pytest.fail(str(told)))
    return in_words(TypeAdapter(Check).validate_python(written), {}, WORDS).zh


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (
            {"least_distance": {"to": ["kindergarten"], "at_least_m": 50}},
            "自门到幼儿园的边界，直线距离不小于 50 米",
        ),
        ({"host_building": {"none_of": ["residential"]}}, "所在建筑不是：纯住宅楼"),
        ({"floor": {"lowest": 1, "highest": 3}}, "所在楼层不低于 1 层、不高于 3 层（地下为负）"),
        ({"land_use": {"none_of": ["0701"]}}, "规划用途不是：0701 城镇住宅用地"),
        (
            {"not": {"any": [{"floor": {"lowest": 1}}, {"floor": {"highest": -1}}]}},
            "并非〔符合任一项即可：〔所在楼层不低于 1 层（地下为负）〕或者"
            "〔所在楼层不高于 -1 层（地下为负）〕〕",
        ),
    ],
)
def test_a_check_is_said_in_a_sentence(check, sentence):
    assert said(check) == sentence


def test_pages_of_types_that_are_gone_go(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "steam_baths.md").write_text("gone", "utf-8")
    write_rule_docs(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert written == set(rules_pages())
    assert b"\r" not in (tmp_path / "rules" / "README.md").read_bytes()
