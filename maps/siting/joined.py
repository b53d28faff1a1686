"""Texts put together."""

from collections.abc import Iterable

from data.text import Text


def listed(texts: Iterable[Text]) -> Text:
    """Texts one after the other, as people list things."""
    every = tuple(texts)
    return Text("、".join(t.zh for t in every), ", ".join(t.en for t in every))


def clauses(texts: Iterable[Text]) -> Text:
    """Clauses of one sentence."""
    every = tuple(texts)
    return Text("；".join(t.zh for t in every), "; ".join(t.en for t in every))


def unstopped(text: Text) -> Text:
    """A sentence without its full stop, to go on with."""
    return Text(text.zh.rstrip("。；; "), text.en.rstrip(".; "))
