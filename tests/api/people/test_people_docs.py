"""What `docs/people.md` says of rights and limits is so."""

from pathlib import Path

import pytest

from api.people.access import Deed, OpenTo, may
from api.people.audited import Action
from api.people.caller import Caller, Role
from api.people.passwords import FEWEST_CHARACTERS
from api.people.tokens import MOST_DAYS, USUAL_DAYS

TEXT = (Path(__file__).parents[3] / "docs" / "people.md").read_text("utf-8")
PLACE = OpenTo("d", anonymous=False)


@pytest.mark.parametrize("deed", Deed)
def test_the_table_of_roles_is_that_of_the_program(deed):
    (line,) = (line for line in TEXT.splitlines() if line.startswith(f"| `{deed.value}`"))
    ticks = ["✓" in cell for cell in line.strip("|").split("|")[1:]]
    callers = [Caller("", "acc-1", roles={"d": frozenset({role})}) for role in Role]
    assert ticks == [may(caller, deed, PLACE) for caller in callers]


def test_the_numbers_are_those_of_the_program():
    for number, unit in ((FEWEST_CHARACTERS, " characters"), (USUAL_DAYS, " days")):
        assert f"{number}{unit}" in TEXT
    assert f"{MOST_DAYS} at most" in TEXT


def test_actions_of_the_log_are_words():
    assert all(action.value.replace("_", "").isalpha() for action in Action)
