"""Which business, and which kind of undertaking, somebody asks about.

People say 网吧; the permit says 互联网上网服务营业场所. A word finds its type only where it is that
word; what merely looks like one is offered, never taken.
"""

from collections.abc import Mapping
from types import MappingProxyType

from data.errors import SiteError
from data.rulepacks.rule import UNDERTAKINGS, Undertaking
from data.rulepacks.vocabulary import BusinessType, Vocabulary
from data.text import Text
from data.written import alike, key, listed, shown

_UNDERTAKING_WORDS: Mapping[Undertaking, tuple[str, ...]] = MappingProxyType(
    {
        "rent": ("租用既有房屋", "租用", "租赁"),
        "change_use": ("改变用途", "改变房屋用途"),
        "construction": ("新建改扩建", "新建、改建、扩建", "新建", "改建", "扩建"),
    }
)


def business_type(word: str, vocabulary: Vocabulary, at: str = "--type") -> BusinessType:
    """The business type that `word` means.

    Args:
        word: Its English name, the permit's words for it, the permit's own name where only one
            type needs that, or an everyday word; case and width do not count.
        vocabulary: The types there are.
        at: The option or column it was given in, for messages.

    Raises:
        SiteError: None is meant, or several are; the message names those to choose from.
    """
    meant = vocabulary.types_by_word.get(key(word), ())
    if len(meant) == 1:
        return meant[0]
    if meant:
        found = Text(f"“{shown(word)}”可指多种业态", f"{shown(word)!r} may mean several types")
        raise SiteError(at, found, _named(meant))
    found = Text(f"没有名为“{shown(word)}”的业态", f"there is no business type {shown(word)!r}")
    near = alike(word, (w for t in vocabulary.types.values() for w in t.words()))
    types = dict.fromkeys(t.name for w in near for t in vocabulary.types_by_word[key(w)])
    chosen = tuple(vocabulary.types[name] for name in types)
    if chosen:
        raise SiteError(at, found, _named(chosen))
    expected = Text(
        "业态的英文名、许可用语或常用名，可用 quankan rules list 列出",
        "the name of a business type or a word for it; quankan rules list lists them",
    )
    raise SiteError(at, found, expected)


def undertaking(word: str, at: str = "--undertaking") -> Undertaking:
    """The kind of undertaking that `word` means.

    Raises:
        SiteError: It means none.
    """
    for name in UNDERTAKINGS:
        if key(word) in {key(each) for each in (name, *_UNDERTAKING_WORDS[name])}:
            return name
    found = Text(f"为“{shown(word)}”", f"is {shown(word)!r}")
    each = [f"{name}（{_UNDERTAKING_WORDS[name][0]}）" for name in UNDERTAKINGS]
    expected = Text(f"其中之一：{listed(each).zh}", f"one of {listed(UNDERTAKINGS).en}")
    raise SiteError(at, found, expected)


def _named(types: tuple[BusinessType, ...]) -> Text:
    return Text(
        f"其中之一：{listed([f'{t.name}（{t.title.zh}）' for t in types]).zh}",
        f"one of: {listed([f'{t.name} ({t.title.en})' for t in types]).en}",
    )
