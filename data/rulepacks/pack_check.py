"""Whether packs that somebody wrote can be read, and stacked on those that ship."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from data.rulepacks.built_in import built_in_packs
from data.rulepacks.pack_file import PackFile, read_pack
from data.rulepacks.rule import Article
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary


def checked(paths: Sequence[Path]) -> tuple[PackFile, ...]:
    """The packs of some files, each read, and stacked on every day on which something changes.

    A pack that ships gives way to a file of its name, so that it can be checked while it is edited.

    Raises:
        RulePackError: A file cannot be read as a pack, or does not fit the others at one of the
            places and on one of the days that the files name.
    """
    vocabulary = read_vocabulary()
    own = tuple(read_pack(path, vocabulary) for path in paths)
    names = {file.pack.pack for file in own}
    packs = (*(file for file in built_in_packs() if file.pack.pack not in names), *own)
    places = {code for file in own for code in file.pack.jurisdiction}
    for place in (None, *sorted(places)):
        for day in sorted(set(_days(own))):
            stack(packs, day, place)
    return own


def _days(packs: Iterable[PackFile]) -> Iterator[date]:
    """The days on which something in the packs begins or ends."""
    for file in packs:
        articles: list[Article] = [rule.article for rule in file.pack.rules]
        articles += [setting.article for setting in file.pack.settings]
        for article in articles:
            yield article.valid_from
            if article.valid_to is not None:
                yield article.valid_to
