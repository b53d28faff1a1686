"""The parameter `bbox`: four numbers, or six with heights that are passed over."""

import math

from api.ogc.crs import OfferedCrs
from api.ogc.errors import ParameterError
from data.text import Text

# West, south, east, north; or the same of a grid in metres.
Box = tuple[float, float, float, float]
_LONGEST_NUMBER = 40
_EXPECTED = Text(
    "四个数（最小、最小、最大、最大），按 bbox-crs 的轴序",
    "four numbers (least, least, most, most) in the axis order of bbox-crs",
)


def boxes_of(text: str, crs: OfferedCrs) -> tuple[Box, ...]:
    """The boxes that a parameter means, x east and y north: two where it crosses the date line.

    Raises:
        ParameterError: It is no box.
    """
    numbers = [_number(part) for part in text.split(",", maxsplit=6)]
    if len(numbers) == 6:
        numbers = [*numbers[0:2], *numbers[3:5]]
    if len(numbers) != 4:
        raise ParameterError.value("bbox", _EXPECTED)
    first, second, third, fourth = numbers
    box = (second, first, fourth, third) if crs.north_first else (first, second, third, fourth)
    west, south, east, north = box
    if south > north or (west > east and crs.metric):
        raise ParameterError.value("bbox", _EXPECTED)
    if west > east:
        return (west, south, 180.0, north), (-180.0, south, east, north)
    return (box,)


def _number(text: str) -> float:
    try:
        number = float(text) if len(text) <= _LONGEST_NUMBER else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ParameterError.value("bbox", _EXPECTED)
    return number
