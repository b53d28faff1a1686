"""A case of a rule as a lawyer writes it: a toy map, some facts, and what must come of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from data.rulepacks.check_parts import From, Name, Record, Way
from data.rulepacks.rule import Undertaking
from data.rulepacks.words import Sentence, Words
from data.text import Text
from data.toml_messages import own_complaint

# The day on which a case plays unless it names another.
USUAL_DAY = date(2026, 6, 1)
# What stands for one kind after the other of `each`.
EACH = "each"
MAX_FEATURES = 200

Coordinate = Annotated[float, Field(ge=-19_000, le=19_000, allow_inf_nan=False)]
Point = tuple[Coordinate, Coordinate]
# `facilities/primary_school`, `land_use/0701`, `streets`; `each`.
Kind = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(/[A-Za-z0-9_+]+)?$", max_length=80)]
Kinds = Annotated[tuple[Kind, ...], Field(max_length=60)]
Answer = Literal["met", "not_met", "on_site", "unknown"]
_SHAPE = Text("一个点 [x, y]，或若干角点 [[x, y], ...]", "a point [x, y], or corners [[x, y], ...]")


def _points(given: object) -> object:
    """One point as a list of one, so that both ways of writing read the same."""
    if not isinstance(given, list) or not given:
        raise own_complaint(_SHAPE)
    if all(isinstance(corner, list) for corner in given):
        return given
    if len(given) != 2:
        raise own_complaint(_SHAPE)
    return [given]


def _named(given: object) -> object:
    """A feature that is only drawn: its shape stands for all of it."""
    return {"at": given} if isinstance(given, list) else given


def _listed(given: object) -> object:
    return (given,) if isinstance(given, str) else given


# One corner for a point, several for a line or a ring; a ring closes by itself.
Shape = Annotated[
    tuple[Point, ...], BeforeValidator(_points), Field(min_length=1, max_length=MAX_FEATURES)
]


Ring = Annotated[tuple[Point, ...], Field(min_length=3, max_length=MAX_FEATURES)]


class CaseFeature(Record):
    """Something on the map; most is only drawn, and written as its shape alone.

    Attributes:
        at: Where: `[x, y]`, or the corners of a line or of a ring.
        gates: Its gates.
        name: What it is called.
        status: `in_use`, `planned` or `closed`; of a permit `cancelled` or `expired`.
        valid_from: First day on which it stands.
        valid_to: First day on which it no longer does.
        class_: Class of a corridor, written `class`.
        floors: Floors of a building.
        dwellings: Dwellings in it.
        lowest_dwelling_floor: The lowest floor with one.
        uses_by_floor: What is on which floor, such as `1-2:commercial;3-18:residential`.
        address: Address of a permit, or standard address of a place.
        former: What a place was called before.
        aliases: What else it is called.
        expires: Last day of a permit.
        population: People who live there.
        households: Households that live there.
    """

    at: Shape
    gates: Annotated[tuple[Point, ...], Field(max_length=20)] = ()
    name: Words | None = None
    status: Name | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    class_: Words | None = Field(default=None, alias="class")
    floors: int | None = None
    dwellings: int | None = None
    lowest_dwelling_floor: int | None = None
    uses_by_floor: Words | None = None
    address: Words | None = None
    former: Words | None = None
    aliases: Words | None = None
    expires: date | None = None
    population: float | None = None
    households: float | None = None

    @property
    def columns(self) -> dict[str, object]:
        """What is said of it beside its place, by column of its layer."""
        said = self.model_dump(by_alias=True, exclude={"at", "gates"}, exclude_none=True)
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in said.items()}


class Remark(Record):
    """What an advisory rule answers; its outcome is always a remark."""

    remark: Answer


Expected = Literal["pass", "conditional", "on_site", "unknown", "fail", "not_concerned"] | Remark


def _plain_value(given: object) -> object:
    """Facts are read by one reader, which reads text."""
    truths = {True: "yes", False: "no"}
    if isinstance(given, bool):
        return truths[given]
    return f"{given:.12g}" if isinstance(given, int | float) else given


FactText = Annotated[Words, BeforeValidator(_plain_value)]


Features = Annotated[
    tuple[Annotated[CaseFeature, BeforeValidator(_named)], ...],
    Field(max_length=MAX_FEATURES),
]


class Case(Record):
    """One case of one rule.

    Attributes:
        case: What it is about.
        each: Kinds; the case is tried once for each, which `each` on the map, in `errors`,
            `missing`, `stale` and `known_in` stands for.
        map: What lies around, by `layer/kind`, in metres; x to the east, y to the north.
        site: The site: a point, or the corners of a ring.
        site_is: What a ring is; a point is a door.
        doors: Doors of a ring, where known.
        site_error_m: How far the site may be off.
        errors: By kind, how far its features may be off; 0 m where nothing is said.
        missing: Kinds of which nothing is declared.
        stale: Kinds that were out of date the day before.
        known_in: By kind, the ring in which it is known; 20 km around where nothing is said.
        settings: Numbers and methods that the rule leaves open, as a locality would set them.
        facts: Facts of the undertaking, `value` or `value@source`.
        address: Address of the site.
        type: Business types; the first that the rule binds, unless named.
        undertaking: Kind of undertaking; the first that the rule binds, unless named.
        on: The day.
        expect: What the rule must come to, were it read in print: a rule from memory says
            `on_site` in a survey, whatever it finds.
    """

    case: Sentence
    each: Kinds = ()
    map: dict[Kind, Features] = Field(default_factory=dict, max_length=60)
    site: Shape = ((0.0, 0.0),)
    site_is: From | None = None
    doors: Annotated[tuple[Point, ...], Field(max_length=20)] = ()
    site_error_m: Annotated[float, Field(ge=0, le=1000)] = 0.0
    errors: dict[Kind, Annotated[float, Field(ge=0, le=1000)]] = Field(default_factory=dict)
    missing: Kinds = ()
    stale: Kinds = ()
    known_in: dict[Kind, Ring] = Field(default_factory=dict)
    settings: dict[Name, float | Way] = Field(default_factory=dict)
    facts: dict[Name, FactText] = Field(default_factory=dict)
    address: Words | None = None
    type: Annotated[tuple[Name, ...], BeforeValidator(_listed), Field(max_length=60)] = ()
    undertaking: Undertaking | None = None
    on: date = USUAL_DAY
    expect: Expected

    @model_validator(mode="after")
    def _one_site(self) -> "Case":
        ring = len(self.site) > 1
        if ring and (len(self.site) < 3 or self.site_is not in ("building", "parcel")):
            raise own_complaint(
                Text(
                    "环形场址至少三个角点，且 site_is 为 building 或 parcel",
                    "a ring of three corners or more, and site_is: building or parcel",
                )
            )
        if not ring and (self.site_is not in (None, "door") or self.doors):
            raise own_complaint(
                Text("点状场址不写 site_is、doors", "no site_is and no doors where it is a point")
            )
        return self

    @property
    def one_each(self) -> Iterator["Case"]:
        """The cases it stands for: one for each type and kind."""
        for one, kind in product(self.type or (None,), self.each or (None,)):
            types = () if one is None else (one,)
            yield self.model_copy(update={"type": types, **_for_kind(self, kind)})

    @property
    def title(self) -> Text:
        """What it is about, and which of `each` and of several types it is tried for."""
        which = ", ".join((*self.each, *self.type))
        title = self.case.text
        return Text(f"{title.zh}（{which}）", f"{title.en} ({which})") if which else title

    @property
    def expected(self) -> str:
        """In words: `fail`, `remark: not_met`."""
        return self.expect if isinstance(self.expect, str) else f"remark: {self.expect.remark}"


def _for_kind(case: Case, kind: str | None) -> Mapping[str, object]:
    if kind is None:
        return {}

    def named(name: str) -> str:
        return kind if name == EACH else name

    return {
        "each": (kind,),
        "map": {named(name): found for name, found in case.map.items()},
        "errors": {named(name): error for name, error in case.errors.items()},
        "missing": tuple(map(named, case.missing)),
        "stale": tuple(map(named, case.stale)),
        "known_in": {named(name): ring for name, ring in case.known_in.items()},
    }
