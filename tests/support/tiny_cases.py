"""Cases as text, read for the rules of `tiny_packs`, and tried."""

from support.tiny_packs import pack, rule

from data.rulepacks.cases_file import CasesFile, cases_of
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.cases.trial import RuleTried, try_cases

NATION = pack(rules=rule())


def case(more: str, expect: str = "pass") -> str:
    """One case; `more` in one line of YAML, such as `map: {streets: [...]}`."""
    return f"  - case: {{zh: 案例, en: case}}\n    {more}\n    expect: {expect}\n"


def cases(*written: str, of=NATION, name: str = "NET-1") -> CasesFile:
    """The cases of one rule of a pack."""
    text = f"{name}:\n{''.join(written)}"
    return cases_of("nation.cases.yaml", text.encode(), of, read_vocabulary())


def tried(*written: str, of=NATION, packs=None, alter: bool = False) -> RuleTried:
    """What trying one rule gave."""
    found = try_cases(cases(*written, of=of), packs or (of,), read_vocabulary(), alter=alter)
    return next(iter(found))


def found(more: str, of=NATION) -> str:
    """What the rule comes to in a case."""
    return tried(case(more), of=of).trials[0].found.outcome
