"""What is asked of a district: how long, who walks, which stations, whom to count."""

import re
from dataclasses import dataclass
from fractions import Fraction

from data.layers import GROUPS, TIERS
from data.text import Text
from geo.errors import QuestionError
from geo.profiles import PROFILES, Profile

# Beyond these a typing mistake is likelier than a walk.
MAX_MINUTES = 240
MIN_SPEED_M_S, MAX_SPEED_M_S = Fraction("0.1"), Fraction(3)
MAX_SNAP_M = 2000
# Plain and short: 1e3000000 is a number, too, and takes a computer minutes to write out.
_DECIMAL = re.compile(r"[+-]?\d{1,9}(\.\d{1,9})?")
DEFAULT_BANDS_MIN = (5, 10, 15)


# As a person types it, or exact.
Number = float | str | Fraction


@dataclass(frozen=True)
class Question:
    """One question, resolved. Make it with `ask`, which refuses what makes no sense.

    Attributes:
        minutes: The walking-time limit, inclusive.
        profile: Who walks.
        tier: Count only stations of this tier; None for all.
        group: Whom to count, a column of the layer `residents`.
        step_free: Only stations known to be step-free, by paths without steps.
        max_snap_m: How far a place or gate may lie from its street, inclusive.
    """

    minutes: Fraction
    profile: Profile
    tier: str | None = None
    group: str = "population"
    step_free: bool = False
    max_snap_m: Fraction = Fraction(250)

    @property
    def mm_per_min(self) -> Fraction:
        """Walking speed in millimetres a minute, exact."""
        return self.profile.speed_m_s * 60 * 1000

    @property
    def limit_mm(self) -> int:
        """The limit as a length: the longest whole number of millimetres within `minutes`."""
        return int(self.minutes * self.mm_per_min)

    @property
    def max_snap_mm(self) -> int:
        """`max_snap_m` in millimetres."""
        return int(self.max_snap_m * 1000)

    @property
    def takes_steps(self) -> bool:
        """Whether paths may use steps."""
        return self.profile.steps and not self.step_free

    @property
    def bands_min(self) -> tuple[Fraction, ...]:
        """Bands for the picture: the usual ones below the limit, then the limit itself."""
        below = tuple(Fraction(b) for b in DEFAULT_BANDS_MIN if b < self.minutes)
        return (*below, self.minutes)


def ask(
    *,
    minutes: Number = 15,
    profile: str = "standard",
    speed_m_s: Number | None = None,
    tier: str | None = None,
    group: str = "population",
    step_free: bool = False,
    max_snap_m: Number = 250,
) -> Question:
    """A question with every parameter checked.

    Args:
        minutes: Walking-time limit in minutes, above 0 and at most 240.
        profile: Id of a walking profile; `speed_m_s` overrides its speed.
        speed_m_s: Walking speed in metres a second, 0.1 to 3.
        tier: Tier of stations to count; None for all.
        group: Column of `residents` to count.
        step_free: Only step-free stations by step-free paths.
        max_snap_m: How far a place may lie from its street, 0 to 2000.

    Raises:
        QuestionError: A parameter makes no sense; the message names it.
    """
    limit = _number("--minutes", minutes, Fraction(0), Fraction(MAX_MINUTES), above=True)
    snap = _number("--max-snap", max_snap_m, Fraction(0), Fraction(MAX_SNAP_M), above=False)
    _one_of("--profile", profile, tuple(PROFILES))
    if tier is not None:
        _one_of("--tier", tier, TIERS)
    _one_of("--group", group, GROUPS)
    walker = PROFILES[profile]
    if speed_m_s is not None:
        speed = _number("--speed", speed_m_s, MIN_SPEED_M_S, MAX_SPEED_M_S, above=False)
        walker = Profile(
            id=f"{profile} at {float(speed):g} m/s",
            title=Text(f"指定速度 {float(speed):g} m/s", f"{float(speed):g} m/s as given"),
            speed_m_s=speed,
            steps=walker.steps,
            source=Text("提问时指定", "given with the question"),
        )
    return Question(limit, walker, tier, group, step_free, snap)


def _number(option: str, value: Number, low: Fraction, high: Fraction, *, above: bool) -> Fraction:
    bound = Text(
        f"{'大于' if above else '不小于'} {float(low):g} 且不超过 {float(high):g} 的数",
        f"a number {'above' if above else 'from'} {float(low):g} and at most {float(high):g}",
    )
    text = str(value).strip()
    if not isinstance(value, Fraction) and not _DECIMAL.fullmatch(text):
        shown = text[:40]
        raise QuestionError(option, Text(f"为“{shown}”", f"is {shown!r}"), bound)
    number = value if isinstance(value, Fraction) else Fraction(text)
    if number > high or number < low or (above and number == low):
        raise QuestionError(option, Text(f"为 {value}", f"is {value}"), bound)
    return number


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        names = ", ".join(allowed)
        raise QuestionError(
            option,
            Text(f"为“{value}”", f"is {value!r}"),
            Text(f"其中之一：{names}", f"one of {names}"),
        )
