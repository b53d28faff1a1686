"""Small rule packs as text, and read."""

from data.rulepacks.pack_file import PackFile, pack_of
from data.rulepacks.vocabulary_file import read_vocabulary

AROUND = """
    numbers:
      around_m: {value: 200, unit: m, stricter: larger, title: {zh: 范围, en: around}}
    methods:
      way: {value: straight, title: {zh: 测法, en: way}}
    check:
      least_distance: {to: [school], at_least_m: $around_m, method: $way}
"""
OPEN = AROUND.replace("value: 200, ", "").replace("value: straight, ", "")


def rule(name="NET-1", body=AROUND, begins="2020-01-01", ends=None, more="", first=False):
    """A rule as YAML, indented as it stands in a pack."""
    until = f"\n      valid_to: {ends}" if ends else ""
    until += "\n      first: true" if first else ""
    return f"""
  - id: {name}
    business_types: [internet_cafe]
    permit_matter: 许可
    article:
      law: 条例
      article: 第九条
      valid_from: {begins}{until}
    requirement: {{zh: 不得设立, en: Not here}}
    not_met: prohibited
    confidence: verified_text
    evidence: 原文{more}{body}"""


def setting(values, name="NET-1", begins="2020-01-01", ends=None, more=""):
    """A local setting as YAML; `values` such as `numbers: {around_m: 300}`."""
    until = f", valid_to: {ends}" if ends else ""
    return f"""
  - rule: {name}
    {values}
    article: {{law: 办法, article: 第一条, valid_from: {begins}{until}}}
    confidence: verified_page{more}"""


def text(rules="", settings="", name="nation", level="national", codes=()):
    """A pack as YAML."""
    where = f"jurisdiction: [{', '.join(repr(code) for code in codes)}]\n" if codes else ""
    parts = [f"rules:{rules}\n" if rules else "", f"settings:{settings}\n" if settings else ""]
    head = f"pack: {name}\ntitle: {{zh: 包, en: Pack}}\nlevel: {level}\n"
    return head + where + "".join(parts)


def read(written: str, file="pack.yaml") -> PackFile:
    """The pack that a text holds."""
    return pack_of(file, written.encode(), read_vocabulary())


def pack(*args, **kwargs) -> PackFile:
    """A pack read from what `text` writes."""
    found = text(*args, **kwargs)
    return read(found, f"{kwargs.get('name', 'nation')}.yaml")
