"""The packs that ship with the product, and those that an office adds."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from data.rulepacks.pack_file import PackFile, pack_of, read_pack
from data.rulepacks.rule import LEVELS
from data.rulepacks.vocabulary_file import read_vocabulary


@cache
def built_in_packs() -> tuple[PackFile, ...]:
    """Every pack under `packs/`, by file name; they lie in a folder for each level.

    Raises:
        RulePackError: A file there has been damaged.
    """
    vocabulary = read_vocabulary()
    folder = resources.files("data.rulepacks") / "packs"
    found = (file for level in LEVELS for file in _yaml_files(folder / level, f"{level}/"))
    files = sorted(found, key=lambda file: file[0])
    return tuple(pack_of(name, file.read_bytes(), vocabulary) for name, file in files)


def packs_with(own: Iterable[Path] = ()) -> tuple[PackFile, ...]:
    """The packs that ship, and an office's own.

    Args:
        own: Files of further packs.

    Raises:
        RulePackError: One of them cannot be read as a pack.
    """
    vocabulary = read_vocabulary()
    return (*built_in_packs(), *(read_pack(path, vocabulary) for path in own))


def _yaml_files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{above}{entry.name}"
        if entry.is_dir():
            yield from _yaml_files(entry, f"{name}/")
        elif name.endswith(".yaml") and not name.endswith(".cases.yaml"):
            yield name, entry
