"""What is prepared once and asked many times: rules, scenes, streets and reach, by version.

Nothing here changes an answer; it is what the command line prepares anew for every run.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from api.answering.asked_of import AskedOf
from api.answering.resting import States, layer_states, name_states
from api.answering.rule_hash import rule_hashes
from api.districts.pool import Kept
from api.job import UsedCalendar, used_calendar
from api.opening import Opened
from api.siting.question import SitingQuestion, Standing, division_code
from api.siting.survey import Ready, ready
from data.hours.calendar import WorkCalendar
from data.rulepacks.built_in import built_in_packs
from data.rulepacks.pack_file import PackFile
from data.rulepacks.rule import Undertaking
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary
from geo.site.directory import Directory, directory
from geo.site.grounds import Grounds, grounds
from geo.streets.network import WalkNetwork
from geo.survey.applicable import applicable

Reach = TypeVar("Reach")
_VERSIONS = 8
_READY = 24
_REACH = 6


@dataclass(frozen=True)
class Placing:
    """Where sites may lie in a district, and what addresses are looked up in."""

    ground: Grounds
    directory: Directory


class Warm:
    """What a process keeps prepared; what was used longest ago makes room."""

    def __init__(self, own: Sequence[PackFile] = ()) -> None:
        self._own = tuple(own)
        self._standing: Kept[Standing] = Kept(_VERSIONS * 4)
        self._placing: Kept[Placing] = Kept(_VERSIONS)
        self._network: Kept[WalkNetwork] = Kept(_VERSIONS)
        self._ready: Kept[Ready] = Kept(_READY)
        self._reach: Kept[Any] = Kept(_REACH)
        self._calendar: Kept[UsedCalendar] = Kept(1)
        self._rules: Kept[Mapping[str, str]] = Kept(_READY * 4)
        self._states: Kept[States] = Kept(_READY * 4)
        self._names: Kept[States] = Kept(_VERSIONS)

    def reach(self, key: object, make: Callable[[], Reach]) -> Reach:
        """Who reaches whom under one question, and what follows; kept by `key`."""
        reach: Reach = self._reach.get(key, make)
        return reach

    def calendar(self) -> WorkCalendar:
        """Rest days and make-up days."""
        return self.used_calendar().calendar

    def used_calendar(self) -> UsedCalendar:
        """The same, with what it takes to have it again."""
        return self._calendar.get("", lambda: used_calendar(None))

    def network(self, opened: Opened, *, takes_steps: bool) -> WalkNetwork | None:
        """The walkable streets; None where the district has none."""
        if not opened.district.has("streets"):
            return None
        return self._network.get(
            (opened.file.name, takes_steps), lambda: opened.network(takes_steps=takes_steps)
        )

    def own(self) -> tuple[PackFile, ...]:
        """The office's own packs."""
        return self._own

    def packs(self) -> tuple[PackFile, ...]:
        """The packs that ship, and the office's own."""
        return (*built_in_packs(), *self._own)

    def standing(self, of: AskedOf, on: date) -> Standing:
        """The words, and the rules that stand in a district on a day."""

        def make() -> Standing:
            book = stack(self.packs(), on, division_code(of.district))
            return Standing(read_vocabulary(), book, of.level, float(of.grid_m))

        return self._standing.get((of.version.id, of.level, of.grid_m, on), make)

    def rule_hashes(
        self, of: AskedOf, on: date, business: str, undertaking: Undertaking
    ) -> Mapping[str, str]:
        """Rule id to hash, of the rules that bind a business in a district on a day."""

        def make() -> Mapping[str, str]:
            stands = self.standing(of, on)
            business_type = stands.vocabulary.types[business]
            binding = applicable(stands.book, stands.vocabulary, business_type, undertaking)
            return rule_hashes(binding)

        return self._rules.get((of.version.id, on, business, undertaking), make)

    def layer_states(self, of: AskedOf, on: date | None) -> States:
        """Every layer of a district as answers rest on it, on a day."""
        return self._states.get((of.version.id, on), lambda: layer_states(of.district, on))

    def name_states(self, of: AskedOf) -> States:
        """The layers in which sites are looked up, as far as names go."""
        return self._names.get(of.version.id, lambda: name_states(of.district))

    def placing(self, of: AskedOf) -> Placing:
        """Where sites may lie."""

        def make() -> Placing:
            return Placing(grounds(of.district, level=of.level), directory(of.district, of.level))

        return self._placing.get((of.version.id, of.level), make)

    def ready(self, of: AskedOf, question: SitingQuestion) -> Ready:
        """A district made ready for surveys of the business of a question, and for others of it.

        The facts and the moment of `question` do not matter: they come with each survey.
        """
        key = (of.version.id, of.level, of.grid_m, question.business.name, question.undertaking,
               question.book.on)  # fmt: skip

        def make() -> Ready:
            network = self.network(of.opened, takes_steps=True)
            return ready(of.district, question, calendar=self.calendar(), network=network)

        return self._ready.get(key, make)
