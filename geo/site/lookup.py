"""A site by its address or name: found exactly, in part, or only something like it.

Nothing is chosen among several: they are all handed back for a person to choose from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from data.errors import SiteError
from data.sites.address_text import address_text
from data.text import Text
from data.written import listed, shown
from geo.site.directory import Directory

_MOST_LETTERS = 200
# A longer list is of no use to anybody; a search of one letter finds half a district.
MOST_MATCHES = 20
_LEAST_PART = 2
# What is left of an address without province and city must still say something.
_LEAST_TAIL = 4
_LOOKED_AT, _NEAR, _TOLD = 2000, 5, 10
# So many letters of what is not there are compared: the time grows with their square.
_NEAR_LETTERS = 40
_WHOLE = Text("本区县的完整地址、名称或编号", "a whole address, name or id of this district")


@dataclass(frozen=True)
class Match:
    """A row of the district whose name, address or id it is.

    Attributes:
        layer: Its layer.
        id: Its id.
        column: The column that was found.
        text: What stands there.
        building: Id of the building it means; None where that is not known.
    """

    layer: str
    id: str
    column: str
    text: str
    building: str | None


@dataclass(frozen=True)
class LookedUp:
    """What was found; the best sort only, the others are empty.

    Attributes:
        exact: Rows that are called so, one a building.
        partial: Rows in whose name or address it is contained, those that begin with it first,
            and before them such as end it: it may begin with a province, a city, or with another
            district, so that is not exact. At most `MOST_MATCHES`.
        near: Rows that are called something like it.
    """

    exact: tuple[Match, ...]
    partial: tuple[Match, ...]
    near: tuple[Match, ...]


def look_up(directory: Directory, words: str) -> LookedUp:
    """Find an address, a name or an id.

    Args:
        directory: What the district has.
        words: As typed; see `data.sites.address_text` for what makes no difference.
    """
    wanted = address_text(words[:_MOST_LETTERS])
    if not wanted:
        return LookedUp((), (), ())
    exact = _matches(directory, directory.called.get(wanted, ()))
    if exact:
        return LookedUp(exact, (), ())
    parts = [*_tails(directory, wanted), *_containing(directory, wanted)]
    partial = _matches(directory, parts)[:MOST_MATCHES]
    near = () if partial else _near(directory, wanted[:_NEAR_LETTERS])
    return LookedUp((), partial, near)


def one_match(
    directory: Directory, words: str, at: str = "--site", *, suggest: bool = True
) -> Match:
    """The one row that is called so.

    Args:
        directory: What the district has.
        words: As in `look_up`.
        at: The option they were given in, for messages.
        suggest: Whether the message says what is like it, which takes longer than all the rest.

    Raises:
        SiteError: Several are, or none is; the message lists them, or those like it.
    """
    exact = _matches(directory, directory.called.get(address_text(words[:_MOST_LETTERS]), ()))
    if len(exact) == 1:
        return exact[0]
    n = len(exact)
    if not words.strip():
        raise SiteError(at, Text("为空", "is empty"), _WHOLE)
    if n:
        what = Text(f"“{shown(words)}”有 {n} 处", f"there are {n} places {shown(words)!r}")
    else:
        what = Text(f"没有“{shown(words)}”", f"there is no place {shown(words)!r}")
    choices = exact
    if not n and suggest:
        found = look_up(directory, words)
        choices = found.partial or found.near
    expected = _WHOLE
    if choices:
        told = listed([f"{m.text}（{m.id}）" for m in choices[:_TOLD]])
        expected = Text(f"{expected.zh}，如 {told.zh}", f"{expected.en}, such as {told.en}")
    raise SiteError(at, what, expected)


def _tails(directory: Directory, wanted: str) -> Sequence[int]:
    """Entries that are the end of `wanted`, the longest; no number is cut in two."""
    for at in range(1, len(wanted) - _LEAST_TAIL + 1):
        if not (wanted[at].isdigit() and wanted[at - 1].isdigit()):
            found = directory.called.get(wanted[at:])
            if found:
                return found
    return ()


def _containing(directory: Directory, wanted: str) -> list[int]:
    """Entries that hold `wanted`, those first that begin with it; no number is cut in two."""
    if len(wanted) < _LEAST_PART:
        return []
    begins: list[int] = []
    holds: list[int] = []
    whole = directory.whole
    for at in _positions(whole, wanted):
        before, behind = whole[at - 1], whole[at + len(wanted)]
        if (wanted[0].isdigit() and before.isdigit()) or (
            wanted[-1].isdigit() and behind.isdigit()
        ):
            continue
        entry = int(np.searchsorted(directory.start, at, side="right")) - 1
        if directory.column[entry] != "id":
            (begins if before == "\n" else holds).append(entry)
    return begins + holds


def _near(directory: Directory, wanted: str) -> tuple[Match, ...]:
    """Entries that share the longest piece with `wanted`, those first that look most like it.

    If a piece of n letters is found one of n - 1 is: the length is found by halving.
    """
    low, high = 1, len(wanted) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if any(piece in directory.whole for piece in _pieces(wanted, middle)):
            low = middle
        else:
            high = middle - 1
    if low < _LEAST_PART:
        return ()
    shared = dict.fromkeys(
        entry for piece in _pieces(wanted, low) for entry in _holding(directory, piece)
    )
    texts = {entry: address_text(str(directory.text[entry])) for entry in shared}
    ranked = sorted(shared, key=lambda e: (-SequenceMatcher(None, wanted, texts[e]).ratio(), e))
    return _matches(directory, ranked)[:_NEAR]


def _pieces(text: str, length: int) -> Iterator[str]:
    return (text[k : k + length] for k in range(len(text) - length + 1))


def _positions(whole: str, wanted: str) -> Iterator[int]:
    at, count = whole.find(wanted), 0
    while at >= 0 and count < _LOOKED_AT:
        yield at
        at, count = whole.find(wanted, at + len(wanted)), count + 1


def _holding(directory: Directory, wanted: str) -> Iterator[int]:
    for at in _positions(directory.whole, wanted):
        yield int(np.searchsorted(directory.start, at, side="right")) - 1


def _matches(directory: Directory, entries: Iterable[int]) -> tuple[Match, ...]:
    """The rows of entries, one for each building or, where that is not known, each row."""
    found: dict[tuple[str, str], Match] = {}
    for entry in entries:
        match = Match(
            layer=directory.layer[entry],
            id=directory.id[entry],
            column=directory.column[entry],
            text=directory.text[entry],
            building=directory.building[entry],
        )
        of = ("buildings", match.building) if match.building else (match.layer, match.id)
        found.setdefault(of, match)
    return tuple(found.values())
