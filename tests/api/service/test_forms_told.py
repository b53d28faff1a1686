"""The forms of each kind of result that the API page lists are those there are."""

import re
from pathlib import Path

from api.answering.kinds import KINDS

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
ROW = re.compile(r"^ *\| `(/\w+)` \| ((?:`\.\w+` ?)+)\|$", re.MULTILINE)


def test_every_kind_is_listed_with_its_forms_the_default_first():
    told = {
        path: re.findall(r"`\.(\w+)`", forms)
        for path, forms in ROW.findall(PAGE.read_text("utf-8"))
    }
    assert told == {kind.path: list(kind.formats) for kind in KINDS.values()}
