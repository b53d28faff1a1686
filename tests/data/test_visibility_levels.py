"""Who may see what: public, internal, restricted; by layer, kind and column."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from support.tiny import district

from data.declarations import Declaration, Visibility
from data.visibility import visible

PUBLIC, INTERNAL, RESTRICTED = Visibility
ROWS = [
    {"id": "f-1", "kind": "park", "name": "园", "at": (0, 0)},
    {"id": "f-2", "kind": "depot", "name": "库", "at": (1, 0)},
    {"id": "f-3", "kind": "school", "name": "校", "at": (2, 0)},
]
LEVELS = (PUBLIC, INTERNAL, RESTRICTED)


def declared(*declarations: Declaration, **layers):
    return replace(district(**(layers or {"facilities": ROWS})), declarations=declarations)


def of(kind: str | None, visibility: Visibility) -> Declaration:
    return Declaration("facilities", kind, visibility=visibility)


def seen(of_district, level: Visibility) -> list[str] | None:
    table = visible(of_district, "facilities", level).table
    return None if table is None else list(table["id"])


def test_what_nobody_declared_is_internal():
    assert [seen(declared(), level) for level in LEVELS] == [
        None,
        ["f-1", "f-2", "f-3"],
        ["f-1", "f-2", "f-3"],
    ]


def test_a_kind_may_be_stricter_than_its_layer():
    place = declared(of(None, PUBLIC), of("depot", RESTRICTED), of("school", INTERNAL))
    assert [seen(place, level) for level in LEVELS] == [
        ["f-1"],
        ["f-1", "f-3"],
        ["f-1", "f-2", "f-3"],
    ]


def test_of_a_layer_of_which_only_kinds_are_declared_the_others_are_internal():
    place = declared(of("park", PUBLIC))
    assert [seen(place, level) for level in (PUBLIC, INTERNAL)] == [["f-1"], ["f-1", "f-2", "f-3"]]


def test_a_public_kind_does_not_open_an_internal_layer():
    assert seen(declared(of(None, INTERNAL), of("park", PUBLIC)), PUBLIC) is None


def test_of_two_declarations_the_stricter_stands():
    place = declared(of(None, PUBLIC), of("depot", PUBLIC), of("depot", INTERNAL))
    assert seen(place, PUBLIC) == ["f-1", "f-3"]


def test_a_column_is_hidden_below_its_level():
    columns = MappingProxyType({"name": INTERNAL})
    place = declared(replace(of(None, PUBLIC), column_visibility=columns))
    parts = [visible(place, "facilities", level) for level in (PUBLIC, INTERNAL)]
    assert [part.hidden_columns for part in parts] == [("name",), ()]
    assert parts[0].table["name"].isna().all()


@pytest.mark.parametrize("kind", ["walled", None])
def test_a_kind_of_a_layer_that_has_none_opens_nothing(kind):
    rows = [{"id": "r-1", "population": 12.0, "at": (0, 0)}]
    declaration = Declaration("residents", kind, visibility=PUBLIC)
    table = visible(declared(declaration, residents=rows), "residents", PUBLIC).table
    assert (table is None) == (kind is not None)
