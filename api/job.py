"""Everything that one run is to find out, resolved: what the command line, and others, hand on."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pyproj import CRS

from data.errors import DataError, ScenarioFileError, SourceError
from data.hours.calendar import WorkCalendar, work_calendar
from data.hours.typical import TypicalDays, typical_days
from data.scenario.changes import Scenario
from data.text import Text
from geo.question import Question

Read = TypeVar("Read")


@dataclass(frozen=True)
class UsedCalendar:
    """A working calendar, and what it takes to have the same one again.

    Attributes:
        calendar: The calendar.
        package_version: Version of the package it comes from.
        table_sha256: Hash of the office's own table over it; None where there is none.
    """

    calendar: WorkCalendar
    package_version: str
    table_sha256: str | None

    def covers(self, day: date) -> bool:
        """Whether all special days of the year of `day` are known."""
        return day.year in self.calendar.years


@dataclass(frozen=True)
class AskedScenario:
    """A scenario, and the hash of the file it was read from."""

    scenario: Scenario
    sha256: str

    @property
    def name(self) -> str:
        """Its title; without one the file's name, without folders and extension."""
        return self.scenario.title or Path(self.scenario.source).stem


@dataclass(frozen=True)
class Job:
    """One run.

    Attributes:
        question: What is asked; `residents.csv` is about it.
        every_matter: Whether each matter of the catalogue is asked for itself, too.
        days: The days that stand for a week; None where no week is asked.
        calendar: Rest days and make-up days; None where no hour is asked.
        exact_circles: Whether circles are unions of buffers, slower than their outlines.
        scenario: Changes of which it is asked what they would change; None where there are none.
    """

    question: Question
    every_matter: bool = False
    days: TypicalDays | None = None
    calendar: UsedCalendar | None = None
    exact_circles: bool = False
    scenario: AskedScenario | None = None

    @property
    def work_calendar(self) -> WorkCalendar | None:
        """The calendar itself."""
        return None if self.calendar is None else self.calendar.calendar

    @property
    def years_not_covered(self) -> tuple[int, ...]:
        """Years that the job asks about and no calendar knows."""
        if self.calendar is None:
            return ()
        asked = [] if self.question.moment is None else [self.question.moment.date()]
        asked += [] if self.days is None else [self.days.near]
        return tuple(sorted({day.year for day in asked if not self.calendar.covers(day)}))


def used_calendar(table: Path | None) -> UsedCalendar:
    """The calendar, an office's table laid over it.

    Raises:
        SourceError: The table cannot be read or says something impossible.
    """
    from importlib.metadata import version

    calendar, own = (
        (work_calendar(), None) if table is None else _with_hash(table, work_calendar, SourceError)
    )
    return UsedCalendar(calendar, version("chinesecalendar"), own)


def asked_scenario(path: Path, crs: CRS) -> AskedScenario:
    """A scenario as a file says.

    Args:
        path: The file.
        crs: The CRS of the district it is for.

    Raises:
        ScenarioFileError: The file cannot be read, or says something nobody understands.
    """
    # Late: few runs have one, and what checks it takes a while to load.
    from data.scenario.file import read_scenario

    return AskedScenario(
        *_with_hash(path, lambda file: read_scenario(file, crs), ScenarioFileError)
    )


def _with_hash(
    path: Path, read: Callable[[Path], Read], refusal: type[DataError]
) -> tuple[Read, str]:
    """What `read` makes of a file, and the hash of the very bytes it was made of.

    Raises:
        DataError: As `read` does; or a `refusal`, since the file changed meanwhile.
    """
    before = _sha256(path)
    found = read(path)
    after = _sha256(path)
    if before is None or before != after:
        raise refusal(
            path,
            Text("读取过程中内容有变化", "changed while it was being read"),
            Text("保存完毕的文件", "a file that nobody is writing"),
        )
    return found, before


def _sha256(path: Path) -> str | None:
    """None where there is no file to read; whoever reads it says so better."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def job_of(
    question: Question,
    *,
    every_matter: bool = False,
    week: bool = False,
    table: Path | None = None,
    exact_circles: bool = False,
    today: Callable[[], date],
) -> Job:
    """A job with its calendar and its typical days found.

    The days of a week are the first of their sort on or after the day of the question's moment,
    or else `today`.

    Raises:
        SourceError: The office's table of days cannot be read or says something impossible.
    """
    if not week and question.moment is None and table is None:
        return Job(question, every_matter, exact_circles=exact_circles)
    used = used_calendar(table)
    near = today() if question.moment is None else question.moment.date()
    days = typical_days(used.calendar, near) if week else None
    return Job(question, every_matter, days, used, exact_circles)
