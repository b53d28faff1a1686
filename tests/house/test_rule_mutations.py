"""Every rule that ships has cases; all come out as expected, and notice whatever is altered."""

import pytest

from data.rulepacks.built_in import built_in_packs
from data.rulepacks.cases_file import built_in_cases
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.cases.trial import try_cases


@pytest.mark.parametrize("pack", built_in_packs(), ids=lambda pack: pack.pack.pack)
def test_the_cases_of_a_pack_hold_it_to_what_it_says(pack):
    words = read_vocabulary()
    (cases,) = built_in_cases((pack,), words)
    tried = list(try_cases(cases, built_in_packs(), words, alter=True))
    failed = [
        f"{trial.rule} {trial.case.title.en}: {trial.case.expected}, not {trial.found.outcome}"
        for each in tried
        for trial in each.trials
        if not trial.passed
    ]
    lacking = [f"{each.rule} lacks {lack}" for each in tried for lack in each.lacks]
    unnoticed = [f"{each.rule}: {what}" for each in tried for what in each.unnoticed]
    assert (failed, lacking, unnoticed) == ([], [], [])
