"""The same map is the same bytes: folium's random ids become numbers in order of appearance."""

import re
from collections.abc import Iterator

from branca.element import Element, Figure


def renumbered(html: str, root: Element) -> str:
    """`html` with the ids of the elements under `root` replaced by 1, 2, 3, ... as 32 hex digits.

    Only ids that were drawn at random for this very tree are touched, so a name in the data that
    happens to look like an id stays as it is.

    Args:
        html: What `root.render()` returned.
        root: The tree it was rendered from, after rendering (elements are added while it renders).
    """
    ids = sorted({element._id for element in _tree(root)})
    number: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        return number.setdefault(match.group(), f"{len(number) + 1:032x}")

    return re.sub("|".join(ids), numbered, html)


def _tree(element: Element) -> Iterator[Element]:
    yield element
    if isinstance(element, Figure):
        for part in (element.header, element.html, element.script):
            yield from _tree(part)
    for child in element._children.values():
        yield from _tree(child)
