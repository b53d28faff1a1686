"""The data that rules look at: what it is called, who made it, how old and how exact it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from data.layers import LAYER_BY_NAME
from data.rulepacks.vocabulary import Pick, Vocabulary
from data.text import Text
from geo.reason import Reason
from geo.scene.knowledge import Known
from geo.survey.reasons import pick_title
from maps.siting.joined import listed
from maps.siting.words import NOT_DECLARED

# What is declared of a kind that the asker may not see, and whether it is known at all.
_NOT_SHOWN = Text("不公开", "not shown")
_LATER = Text("晚于勘验日期", "later than the day asked about")


@dataclass(frozen=True)
class LayerRow:
    """Data of the same source, day and exactness.

    Attributes:
        title: What it is called, one kind after the other.
        source: Who made it.
        as_of: The day it describes.
        error: How far a position in it may be off.
        trouble: Whether it is known nowhere.
        note: What else; None for nothing.
    """

    title: Text
    source: Text
    as_of: Text
    error: Text
    trouble: bool
    note: Text | None


def layer_rows(knowns: Iterable[Known], vocabulary: Vocabulary) -> tuple[LayerRow, ...]:
    """The kinds that rules look at, those that are alike in one row.

    A kind that does not tell apart stands there only where it is known.
    """
    every = [
        known for known in knowns if not _troubled(known) or known.pick not in vocabulary.broader
    ]
    alike = groupby(sorted(every, key=_alike), key=_alike)
    return tuple(_row(list(same), vocabulary) for _, same in alike)


def _alike(known: Known) -> tuple[str, ...]:
    """What is printed of a kind beside its name."""
    texts = (_source(known), _as_of(known), _error(known))
    return (*(text.zh for text in texts), str(_troubled(known)), str(_later(known)))


def _row(same: list[Known], vocabulary: Vocabulary) -> LayerRow:
    first = same[0]
    return LayerRow(
        title=listed(dict.fromkeys(_title(known.pick, vocabulary) for known in same)),
        source=_source(first),
        as_of=_as_of(first),
        error=_error(first),
        trouble=_troubled(first),
        note=_LATER if _later(first) else None,
    )


def _title(pick: Pick, vocabulary: Vocabulary) -> Text:
    """What a kind is called; where a layer is looked at as a whole, the layer."""
    title = pick_title(pick, vocabulary)
    return title if title.zh else LAYER_BY_NAME[pick.layer].title


def _source(known: Known) -> Text:
    if known.hidden:
        return _NOT_SHOWN
    declared = known.declaration
    return Text(declared.source, declared.source) if declared and declared.source else NOT_DECLARED


def _as_of(known: Known) -> Text:
    if known.hidden:
        return _NOT_SHOWN
    declared = known.declaration
    if declared is None or declared.as_of is None:
        return NOT_DECLARED
    return Text(declared.as_of.isoformat(), declared.as_of.isoformat())


def _error(known: Known) -> Text:
    if known.hidden:
        return _NOT_SHOWN
    declared = known.declaration
    assumed = declared is None or declared.position_error_m is None
    error = f"±{known.error_m:g}"
    return Text(
        f"{error} 米{'（未声明，按此计）' if assumed else ''}",
        f"{error} m{' (not declared, assumed)' if assumed else ''}",
    )


def _troubled(known: Known) -> bool:
    return known.trouble is not Reason.NONE and not known.hidden


def _later(known: Known) -> bool:
    return known.later and not known.hidden
