"""What an answer rests on, layer by layer, written so that it can be held against a later version.

Of a layer counts what stands in it and what is declared about it; that it was not there counts,
too: once it comes, the answer is another one.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from api.districts.versions import declared_text
from data.content_hash import content_hash
from data.district import District
from data.layers import LAYER_BY_NAME, LAYERS
from geo.site.directory import SEARCHED

# A layer that is neither there nor declared.
ABSENT = "absent"
# Before the state of a layer of which only names, and where they are, have been looked at.
_NAMES = "names:"

States = Mapping[str, str]


def layer_states(district: District, on: date | None) -> dict[str, str]:
    """Every standard layer to its state: a hash, or `ABSENT`.

    Args:
        district: The district.
        on: The day whose rules hold; what is declared to be out of date by then counts as changed.
            None where that is never asked.
    """
    contents = {layer.name: district.hashes.get(layer.name) for layer in LAYERS}
    return {name: _state(district, name, content, on) for name, content in contents.items()}


def name_states(district: District) -> dict[str, str]:
    """The same of the layers in which sites are looked up: names, addresses, and where they are.

    Hours and the like of what is called so do not count.
    """
    return {
        name: _NAMES + _state(district, name, _names_hash(district, name, columns), None)
        for name, columns in SEARCHED
    }


def rests_on(
    looked_at: Collection[str], states: States, names: Callable[[], States] | None = None
) -> dict[str, str]:
    """What an answer rests on: layer to state, sorted.

    Args:
        looked_at: The layers it looks at.
        states: From `layer_states`.
        names: From `name_states`, where a site was looked up; None where none was.
    """
    looked_up = {} if names is None else names()
    kept = {**looked_up, **{name: states[name] for name in looked_at}}
    return dict(sorted(kept.items()))


def layers_changed(
    rested_on: States, states: States, names: Callable[[], States]
) -> tuple[str, ...]:
    """The layers on which an answer rests and whose state is another one now, by name.

    Args:
        rested_on: From `rests_on`, when it was found.
        states: From `layer_states`, of the version that stands now.
        names: From `name_states`, of the same; it takes time and is seldom asked for.
    """

    def now(name: str, before: str) -> str | None:
        return (names() if before.startswith(_NAMES) else states).get(name)

    return tuple(sorted(name for name, state in rested_on.items() if now(name, state) != state))


def _state(district: District, name: str, content: str | None, on: date | None) -> str:
    declared = [each for each in district.declarations if each.layer == name]
    if not declared and not district.has(name):
        return ABSENT
    stale = [
        str(each.kind)
        for each in declared
        if on is not None and each.stale_after is not None and on > each.stale_after
    ]
    said = {
        "content": content,
        "declared": sorted(map(declared_text, declared)),
        "stale": sorted(stale),
        "absent": list(district.absent_columns.get(name, ())),
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _names_hash(district: District, name: str, columns: Collection[str]) -> str | None:
    if not district.has(name):
        return None
    layer = LAYER_BY_NAME[name]
    named = replace(layer, columns=tuple(c for c in layer.columns if c.name in {"id", *columns}))
    table = pd.DataFrame(district.table(name)[[*named.column_names, "geometry"]])
    return content_hash(named, table, district.crs)
