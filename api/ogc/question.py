"""What a request for items asks: its parameters, read strictly. What is not understood is refused.

OGC 17-069r4 (Part 1: Core), 7.15: `bbox`, `datetime`, `limit` and a filter for each property;
OGC 18-058r1 (Part 2): `crs` and `bbox-crs`. `offset` is ours, for the links to other pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from api.ogc.boxes import Box, boxes_of
from api.ogc.crs import OfferedCrs, named_crs
from api.ogc.days import Days, days_of
from api.ogc.errors import ParameterError
from api.ogc.typed_value import typed_value
from data.layers import Column
from data.text import Text

MOST_ITEMS = 10_000
_USUAL_ITEMS = 1_000
_LAST_OFFSET = 10**9
_JSON_NAMES = {"json", "geojson", "application/json", "application/geo+json"}
SPATIAL = ("bbox", "bbox-crs", "crs", "datetime")
PAGING = ("limit", "offset")
# What every address of ours takes: the format, the version of the district, the language.
COMMON = ("f", "version", "lang")


@dataclass(frozen=True)
class ItemsQuestion:
    """Which items are wanted, and how.

    Attributes:
        crs: The system of the coordinates in the answer; None for a table.
        boxes: Boxes of which items have to touch one, x east and y north; None for everywhere.
        box_crs: The system of the boxes.
        days: Days of which items have to be valid on one; None for always.
        equal: Column to the value that items have to have in it.
        limit, offset: Which page.
    """

    crs: OfferedCrs | None
    boxes: tuple[Box, ...] | None = None
    box_crs: OfferedCrs | None = None
    days: Days | None = None
    equal: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    limit: int = _USUAL_ITEMS
    offset: int = 0


def items_question(
    parameters: Iterable[tuple[str, str]],
    columns: tuple[Column, ...],
    offered: tuple[OfferedCrs, ...],
) -> ItemsQuestion:
    """What the parameters of a request ask of a layer.

    Args:
        parameters: Name and value, as in the address, decoded.
        columns: The columns of the layer that the asker sees.
        offered: The systems offered, the default one first; none for a table.

    Raises:
        ParameterError: A parameter is unknown, repeated, or its value cannot be used.
    """
    by_name = {column.name: column for column in columns}
    known = (*(SPATIAL if offered else ()), *PAGING, *COMMON)
    given = single(parameters, (*known, *by_name))
    equal = {n: typed_value(by_name[n], text) for n, text in given.items() if n in by_name}
    limit = min(_whole(given, "limit", _USUAL_ITEMS, least=1), MOST_ITEMS)
    offset = _whole(given, "offset", 0, least=0)
    if not offered:
        return ItemsQuestion(None, equal=MappingProxyType(equal), limit=limit, offset=offset)
    box_crs = named_crs(offered, given.get("bbox-crs", offered[0].uri), "bbox-crs")
    return ItemsQuestion(
        named_crs(offered, given.get("crs", offered[0].uri), "crs"),
        boxes=boxes_of(given["bbox"], box_crs) if "bbox" in given else None,
        box_crs=box_crs,
        days=days_of(given["datetime"]) if "datetime" in given else None,
        equal=MappingProxyType(equal),
        limit=limit,
        offset=offset,
    )


def single(parameters: Iterable[tuple[str, str]], allowed: tuple[str, ...]) -> dict[str, str]:
    """The parameters by name, each known and given once; the only format is JSON.

    Raises:
        ParameterError: One is unknown, given twice, or asks for another format.
    """
    given: dict[str, str] = {}
    for name, text in parameters:
        if name not in allowed:
            raise ParameterError.unknown(name, allowed)
        if name in given:
            raise ParameterError.repeated(name)
        given[name] = text
    if given.get("f", "json") not in _JSON_NAMES:
        raise ParameterError.value("f", Text("json", "json"))
    return given


def _whole(given: Mapping[str, str], name: str, usual: int, *, least: int) -> int:
    text = given.get(name)
    if text is None:
        return usual
    digits = len(str(_LAST_OFFSET))
    if text.isascii() and text.isdigit() and len(text) <= digits and int(text) >= least:
        return min(int(text), _LAST_OFFSET)
    expected = Text(f"不小于 {least} 的整数", f"a whole number of at least {least}")
    raise ParameterError.value(name, expected)
