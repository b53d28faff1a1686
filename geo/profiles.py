"""Walking profiles: how fast, with or without steps, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from data.text import Text


@dataclass(frozen=True)
class Profile:
    """One kind of walker.

    Attributes:
        id: Name on the command line.
        title: What it is called.
        speed_m_s: Walking speed in metres a second, exact.
        steps: Whether this walker takes steps.
        source: Where the speed comes from.
    """

    id: str
    title: Text
    speed_m_s: Fraction
    steps: bool
    source: Text


_LITERATURE = Text("步行速度研究的常用取值", "usual value in walking-speed studies")

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.id: profile
        for profile in (
            Profile(
                "standard",
                Text("标准（4 km/h）", "standard (4 km/h)"),
                Fraction(10, 9),
                steps=True,
                source=Text(
                    "GB 50180-2018：15分钟步行800–1000米，取上限1000米",
                    "GB 50180-2018: 800-1000 m in 15 minutes, its upper bound",
                ),
            ),
            Profile(
                "adult", Text("成年人", "adult"), Fraction("1.2"), steps=True, source=_LITERATURE
            ),
            Profile(
                "elderly",
                Text("老年人", "elderly"),
                Fraction("0.9"),
                steps=True,
                source=_LITERATURE,
            ),
            Profile(
                "wheelchair",
                Text("轮椅", "wheelchair"),
                Fraction("0.8"),
                steps=False,
                source=_LITERATURE,
            ),
        )
    }
)
