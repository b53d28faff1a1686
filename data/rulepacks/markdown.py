"""Markdown tables of sentences in two languages."""

from collections.abc import Iterable, Sequence

from data.text import Text


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; nothing in a cell can end it, and nothing is taken for HTML but line breaks."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_cell(text) for text in line) + " |\n" for line in lines)


def both(text: Text) -> str:
    """Chinese and English in one cell."""
    return f"{text.zh} {text.en}"


def _cell(text: str) -> str:
    escaped = text.replace("|", "\\|").replace("<", "&lt;")
    return escaped.replace("\n", "<br>").strip()
