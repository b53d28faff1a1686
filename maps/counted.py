"""What is counted, group by group: people by the head, households and enterprises as such."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True)
class Counted:
    """How one sort of residents is named beside numbers.

    Attributes:
        unit: After a number: 人, 户, 家.
        whole: All of them: 人口, 住户, 企业.
        number: How many they are: 人数, 户数, 企业数.
        none: Where there are none.
    """

    unit: Text
    whole: Text
    number: Text
    none: Text


PEOPLE = Counted(
    unit=Text("人", "people"),
    whole=Text("人口", "people"),
    number=Text("人数", "people"),
    none=Text("无人口", "nobody lives here"),
)
_OTHERS: Mapping[str, Counted] = {
    "households": Counted(
        unit=Text("户", "households"),
        whole=Text("住户", "households"),
        number=Text("户数", "households"),
        none=Text("无住户", "no households"),
    ),
    "enterprises": Counted(
        unit=Text("家", "enterprises"),
        whole=Text("企业", "enterprises"),
        number=Text("企业数", "enterprises"),
        none=Text("无企业", "no enterprises"),
    ),
}


def counted(group: str) -> Counted:
    """How the members of `group` are named, a column of the layer `residents`."""
    return _OTHERS.get(group, PEOPLE)
