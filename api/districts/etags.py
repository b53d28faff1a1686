"""Versions of a district, and states of a station, as `If-Match` and `ETag` say them."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def etag_of(name: str) -> str:
    """The id of a version, or the tag of a state, as an entity tag."""
    return f'"{name}"'


def state_tag(state: Mapping[str, Any]) -> str:
    """What tells the state of a station from its others: what is changed elsewhere is not in it."""
    text = json.dumps(state, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def matches(if_match: str, *stands: str | None) -> bool:
    """Whether what `If-Match` asks for holds (RFC 9110, 13.1.1).

    A weak tag counts, too: proxies that compress weaken ours, and a version has no weaker form.

    Args:
        if_match: One tag, several with commas between, or `*` for anything that stands.
        stands: By what that is called which stands; None where nothing does.
    """
    named = [each.strip().removeprefix("W/").strip('"') for each in if_match.split(",")]
    known = {each for each in stands if each is not None}
    return bool(known) and ("*" in named or not known.isdisjoint(named))
