"""Every rule that ships: take away a layer that one of its cases draws, and nothing gets better.

The law of `tests/geo/checks/test_laws_unknown_layers.py`, held by whole rules with their `any`,
`all` and `not`. A kind that only does not tell apart what is known besides is no loss.
"""

import pytest

from data.rulepacks.built_in import built_in_packs
from data.rulepacks.case_words import KINDS_APART
from data.rulepacks.cases_file import built_in_cases
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.cases.standing import books, place_of, standing, trouble
from geo.cases.tried import outcome_in, toy, with_settings

WORDS, PACKS = read_vocabulary(), built_in_packs()
BEST = ("pass", "remark: met")
# One case in so many of each pack, so that a run takes seconds.
EVERY = 8


def tried(case, rule):
    """What a rule comes to in a case."""
    return outcome_in(toy(case, (rule,), WORDS), rule)


def layer_of(kind):
    """What is declared: a kind by itself, or the layer as a whole."""
    layer = kind.partition("/")[0]
    return kind if layer in KINDS_APART else layer


def without(case, gone):
    """The case without a layer or kind."""
    rest = {kind: drawn for kind, drawn in case.map.items() if layer_of(kind) != gone}
    return case.model_copy(update={"map": rest, "missing": (*case.missing, gone)})


def removable(case):
    """The layers and kinds a case draws, and those that speak of any place."""
    drawn = {layer_of(kind) for kind in case.map}
    vague = {f"{pick.layer}/{pick.value}" for pick in WORDS.broader}
    return (drawn - vague) | {"buildings", "addresses", "land_use", "streets"}


@pytest.mark.parametrize("file", built_in_cases(PACKS, WORDS), ids=lambda file: file.pack.pack.pack)
def test_no_rule_passes_for_want_of_a_layer(file):
    stacked, place = books(PACKS), place_of(file.pack)
    every = [(name, case) for name in file.rules for case in file.cases.get(name, ())]
    for name, case in every[::EVERY]:
        rule = standing(stacked(case.on, place), name)
        if rule is None or trouble(rule, case) is not None:
            continue
        rule = with_settings(rule, case.settings)
        if tried(case, rule) in (*BEST, "not_concerned"):
            continue
        for layer in removable(case):
            assert tried(without(case, layer), rule) not in BEST, (name, case.case.zh, layer)
