"""The rule packs that an office lays into `rulepacks/` of its home folder.

They are read once, when the service starts, and its workers are told them: a pack that is changed
meanwhile holds from the next start. A worker that was started by itself has read them when it was;
where it has others than those by which a question was asked, it does not answer. Their hashes are
part of what an answer is kept by.
"""

from datetime import date
from pathlib import Path

from api.districts.home import RULE_PACKS
from data.rulepacks.built_in import built_in_packs
from data.rulepacks.pack_file import PackFile, read_pack
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary


def own_packs(home: Path, on: date) -> tuple[PackFile, ...]:
    """The packs `rulepacks/*.yaml` of a home folder, by name; none where there is no such folder.

    Args:
        home: The folder.
        on: The day on which they have to fit those above them.

    Raises:
        RulePackError: One cannot be read, or contradicts another where it holds.
    """
    files = sorted((home / RULE_PACKS).glob("*.yaml"))
    named = [file for file in files if not file.name.endswith(".cases.yaml")]
    vocabulary = read_vocabulary()
    own = tuple(read_pack(file, vocabulary) for file in named)
    for each in own:
        for code in each.pack.jurisdiction or (None,):
            stack((*built_in_packs(), *own), on, code)
    return own
