"""What is asked of a district: how long, who walks, which stations, whom to count."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from data.layers import COUNTED_SERVICES, GROUPS, NETWORKS_ASKED, TIERS
from data.text import Text
from geo.errors import QuestionError
from geo.profiles import PROFILES, Profile

# Beyond these a typing mistake is likelier than a walk.
MAX_MINUTES = 240
MIN_SPEED_M_S, MAX_SPEED_M_S = Fraction("0.1"), Fraction(3)
MAX_SNAP_M = 2000
# Plain and short: 1e3000000 is a number, too, and takes a computer minutes to write out.
_DECIMAL = re.compile(r"[+-]?\d{1,9}(\.\d{1,9})?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_CHINA = Text("北京时间，写作 2026-11-21T10:00", "local time in China, written 2026-11-21T10:00")
DEFAULT_BANDS_MIN = (Fraction(5), Fraction(10), Fraction(15))
MAX_BANDS = 12


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
        matters: Ids of matters that one station must all handle; empty for any station.
        bundle: The bundle (一件事) that `matters` are of; None where they are of none.
        services: Ways of handling a matter that count.
        network: Whose stations count: `residents`, `enterprises` or `all`.
        moment: The moment of arrival, local time (Asia/Shanghai) without a zone, in whole
            minutes; None where no hour is asked.
        tier_limits_min: Limits of their own for stations of some tiers.
        rural_minutes: The limit for residents of rural areas; None for that of everyone.
        bands_min: Bands of the picture, increasing.
        all_groups: Whether every group is counted; `group` is then the one that is drawn.
    """

    minutes: Fraction
    profile: Profile
    tier: str | None = None
    group: str = "population"
    step_free: bool = False
    max_snap_m: Fraction = Fraction(250)
    matters: tuple[str, ...] = ()
    bundle: str | None = None
    services: tuple[str, ...] = COUNTED_SERVICES
    network: str = "residents"
    moment: datetime | None = None
    tier_limits_min: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    rural_minutes: Fraction | None = None
    bands_min: tuple[Fraction, ...] = DEFAULT_BANDS_MIN
    all_groups: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups that are counted, `group` among them."""
        return GROUPS if self.all_groups else (self.group,)

    @property
    def mm_per_min(self) -> Fraction:
        """Walking speed in millimetres a minute, exact."""
        return self.profile.speed_m_s * 60 * 1000

    @property
    def limit_mm(self) -> int:
        """The limit as a length: the longest whole number of millimetres within `minutes`."""
        return self.length_mm(self.minutes)

    @property
    def widest_mm(self) -> int:
        """The longest of all limits, as a length."""
        rural = () if self.rural_minutes is None else (self.rural_minutes,)
        return self.length_mm(max([self.minutes, *rural, *self.tier_limits_min.values()]))

    @property
    def max_snap_mm(self) -> int:
        """`max_snap_m` in millimetres."""
        return int(self.max_snap_m * 1000)

    @property
    def takes_steps(self) -> bool:
        """Whether paths may use steps."""
        return self.profile.steps and not self.step_free

    def length_mm(self, minutes: Fraction) -> int:
        """The longest whole number of millimetres walked within `minutes`."""
        return int(minutes * self.mm_per_min)


def ask(
    *,
    minutes: Number = 15,
    profile: str = "standard",
    speed_m_s: Number | None = None,
    tier: str | None = None,
    group: str = "population",
    step_free: bool = False,
    max_snap_m: Number = 250,
    matters: Sequence[str] = (),
    bundle: str | None = None,
    services: Sequence[str] = COUNTED_SERVICES,
    network: str = "residents",
    at: str | datetime | None = None,
    tier_limits_min: Mapping[str, Number] | None = None,
    rural_minutes: Number | None = None,
    bands_min: Sequence[Number] | None = None,
) -> Question:
    """A question with every parameter checked.

    Args:
        minutes: Walking-time limit in minutes, above 0 and at most 240.
        profile: Id of a walking profile; `speed_m_s` overrides its speed.
        speed_m_s: Walking speed in metres a second, 0.1 to 3.
        tier: Tier of stations to count; None for all.
        group: Column of `residents` to count; `all` for every one.
        step_free: Only step-free stations by step-free paths.
        max_snap_m: How far a place may lie from its street, 0 to 2000.
        matters: Matters that one station must all handle.
        bundle: The bundle they are of.
        services: Ways of handling that count: complete, accept, self.
        network: `residents`, `enterprises` or `all`.
        at: Moment of arrival: `2026-11-21T10:00`, or a `datetime` without a zone and in whole
            minutes; what a clock in China (Asia/Shanghai) shows.
        tier_limits_min: Minutes by tier.
        rural_minutes: Minutes for residents of rural areas.
        bands_min: Bands of the picture, increasing; the usual ones by default.

    Raises:
        QuestionError: A parameter makes no sense; the message names it.
    """
    limit = _minutes("--minutes", minutes)
    snap = _number("--max-snap", max_snap_m, Fraction(0), Fraction(MAX_SNAP_M), above=False)
    _one_of("--profile", profile, tuple(PROFILES))
    if tier is not None:
        _one_of("--tier", tier, TIERS)
    _one_of("--group", group, (*GROUPS, "all"))
    _one_of("--network", network, NETWORKS_ASKED)
    for service in services or ("",):
        _one_of("--service", service, COUNTED_SERVICES)
    for name in tier_limits_min or {}:
        _one_of("--tier-limits", name, TIERS)
    limits = {t: _minutes("--tier-limits", m) for t, m in sorted((tier_limits_min or {}).items())}
    return Question(
        minutes=limit,
        profile=_walker(profile, speed_m_s),
        tier=tier,
        group=GROUPS[0] if group == "all" else group,
        step_free=step_free,
        max_snap_m=snap,
        matters=tuple(sorted(set(matters))),
        bundle=bundle,
        services=tuple(s for s in COUNTED_SERVICES if s in services),
        network=network,
        moment=None if at is None else moment_of(at),
        tier_limits_min=MappingProxyType(limits),
        rural_minutes=None if rural_minutes is None else _minutes("--rural-minutes", rural_minutes),
        bands_min=_bands(bands_min, limit),
        all_groups=group == "all",
    )


def moment_of(at: str | datetime) -> datetime:
    """The moment written as `2026-11-21T10:00`, or given without a zone and in whole minutes.

    Hours are kept by the clock on the wall, in China; a moment of another clock is not converted,
    since who says so may not have meant it.

    Raises:
        QuestionError: It is not written so, there is no such day or hour, or it has a zone or
            seconds.
    """
    if isinstance(at, datetime):
        if at.tzinfo is None and at == at.replace(second=0, microsecond=0):
            return at
        found = Text(f"{at.isoformat()} 带有时区或秒", f"{at.isoformat()} has a zone or seconds")
        raise QuestionError("--at", found, _CHINA)
    shown = at.strip()[:40]
    if _MOMENT.fullmatch(shown):
        try:
            return datetime.fromisoformat(shown)
        except ValueError:
            found = Text(f"{shown} 不是存在的日期和时间", f"{shown} is no date and time there is")
    else:
        found = Text(f"为“{shown}”", f"is {shown!r}")
    raise QuestionError("--at", found, _CHINA)


def _walker(profile: str, speed_m_s: Number | None) -> Profile:
    walker = PROFILES[profile]
    if speed_m_s is None:
        return walker
    speed = _number("--speed", speed_m_s, MIN_SPEED_M_S, MAX_SPEED_M_S, above=False)
    return Profile(
        id=f"{profile} at {float(speed):g} m/s",
        title=Text(f"指定速度 {float(speed):g} m/s", f"{float(speed):g} m/s as given"),
        speed_m_s=speed,
        steps=walker.steps,
        source=Text("提问时指定", "given with the question"),
    )


def _bands(given: Sequence[Number] | None, limit: Fraction) -> tuple[Fraction, ...]:
    """The bands asked for; else the usual ones below the limit, then the limit itself."""
    if given is None:
        return (*(band for band in DEFAULT_BANDS_MIN if band < limit), limit)
    bands = tuple(_minutes("--bands", band) for band in given)
    if not bands or len(bands) > MAX_BANDS or any(a >= b for a, b in pairwise(bands)):
        words = ", ".join(f"{float(band):g}" for band in bands[:MAX_BANDS])
        raise QuestionError(
            "--bands",
            Text(f"为 {words or '空'}", f"is {words or 'empty'}"),
            Text(
                f"由小到大的 1 至 {MAX_BANDS} 个分钟数，如 5,10,15",
                f"1 to {MAX_BANDS} numbers of minutes in increasing order, such as 5,10,15",
            ),
        )
    return bands


def _minutes(option: str, value: Number) -> Fraction:
    return _number(option, value, Fraction(0), Fraction(MAX_MINUTES), above=True)


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
