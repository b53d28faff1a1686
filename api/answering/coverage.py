"""A coverage over HTTP: who reaches a service on foot."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from api.answering.asked_of import AskedOf
from api.answering.bodies import AskedBody, Line, Moment, Number, Word
from api.answering.produced import Produced, files_in
from api.answering.question import Question
from api.answering.scenario_given import Changes, scenario_given
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.coverage_run import Readers, work_out, write_for
from api.job import AskedScenario, Job
from api.matters_asked import EVERY, matters_asked
from api.store.answers import Content
from data.declarations import Visibility
from data.hours.typical import typical_days
from data.visibility import within
from geo.question import MAX_BANDS, ask

KIND = "coverage"
Minutes = Annotated[Number, Field(gt=0, le=240)]


class CoverageBody(AskedBody):
    """计算步行覆盖 Work out coverage on foot; names and values as on the command line."""

    minutes: Annotated[Minutes, Field(description="步行时限（分钟） Minutes on foot")] = 15.0
    profile: Annotated[Word, Field(description="步行者 standard, adult, elderly or wheelchair")] = (
        "standard"
    )
    speed_m_s: Annotated[Number | None, Field(description="步行速度（米/秒） Metres a second")] = (
        None
    )
    tier: Annotated[Word | None, Field(description="只计此层级 Count only this tier")] = None
    group: Annotated[Word, Field(description="统计人群 A column of residents, or all")] = (
        "population"
    )
    step_free: Annotated[bool, Field(description="只计无障碍 Without steps only")] = False
    max_snap_m: Annotated[
        Number, Field(description="距道路最远（米） From the street at most, metres")
    ] = 250.0
    network: Annotated[Word, Field(description="站点体系 residents, enterprises or all")] = (
        "residents"
    )
    matter: Annotated[
        Line | None, Field(description="能办此事项，all 逐项 Stations that handle it; all: each")
    ] = None
    bundle: Annotated[
        Line | None, Field(description="能办成此一件事 Stations that handle all of a bundle")
    ] = None
    services: Annotated[
        list[Word] | None,
        Field(min_length=1, max_length=3, description="办理方式 complete, accept, self"),
    ] = None
    at: Annotated[
        Moment | None, Field(description="到达时刻（北京时间） Moment of arrival, time in China")
    ] = None
    week: Annotated[bool, Field(description="一周逐时 Each hour of a week")] = False
    tier_limits_min: Annotated[
        dict[Word, Minutes],
        Field(default_factory=dict, max_length=10, description="分层级时限 Minutes by tier"),
    ]
    rural_minutes: Annotated[
        Minutes | None, Field(description="乡村时限 Minutes in rural areas")
    ] = None
    bands_min: Annotated[
        list[Minutes] | None,
        Field(min_length=1, max_length=MAX_BANDS, description="步行圈分级 Bands of the picture"),
    ] = None
    exact_circles: Annotated[
        bool, Field(description="精确缓冲（较慢） Circles as exact buffers, slower")
    ] = False


class CoverageWithScenario(CoverageBody):
    """同上，可附情景 The same, and what a scenario would change."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"minutes": 15, "tier": "community", "group": "all"}]}
    )
    title: Annotated[str, Field(max_length=200, description="情景名称 Title")] = ""
    change: Changes = Field(default_factory=list)


def resolve(of: AskedOf, body: CoverageWithScenario, warm: Warm, today: date) -> Question:
    """The question that a body asks; everything in it makes sense.

    Raises:
        QuestionError: A parameter makes no sense.
        UnknownMatterError: There is no such matter or bundle.
        ScenarioFileError: A change cannot be understood.
    """
    said = body.model_dump(mode="json", exclude={"language"}, exclude_defaults=True)
    if body.week and body.at is None:
        said["near"] = today.isoformat()
    job_of(of, said, warm)
    return Question(
        kind=KIND,
        district_id=of.district_id,
        version_id=of.version.id,
        # What is restricted is in no file, whoever asks: a file travels farther than its maker.
        level=min(of.level, Visibility.INTERNAL, key=list(Visibility).index),
        small_counts=of.small_counts,
        language=body.language or of.language,
        parameters=said,
    )


def job_of(of: AskedOf, said: Mapping[str, Any], warm: Warm) -> Job:
    """The job that resolved parameters stand for; the same that the command line makes.

    Raises:
        QuestionError: A parameter makes no sense.
        UnknownMatterError: There is no such matter or bundle.
        ScenarioFileError: A change cannot be understood.
    """
    given = {name: said[name] for name in _AS_IT_IS if name in said}
    if "services" in said:
        given["services"] = tuple(said["services"])
    question = ask(**given, max_snap_m=said.get("max_snap_m", 250))
    matters, bundle = matters_asked(of.district, said.get("matter"), said.get("bundle"))
    question = replace(question, matters=matters, bundle=bundle)
    week = said.get("week", False)
    calendar = warm.used_calendar() if week or question.moment is not None else None
    days = None
    if week and calendar is not None:
        near = (
            date.fromisoformat(said["near"]) if question.moment is None else question.moment.date()
        )
        days = typical_days(calendar.calendar, near)
    return Job(
        question,
        every_matter=said.get("matter") == EVERY,
        days=days,
        calendar=calendar,
        exact_circles=said.get("exact_circles", False),
        scenario=_scenario(of, said),
    )


_AS_IT_IS = (
    "minutes", "profile", "speed_m_s", "tier", "group", "step_free", "network", "at",
    "rural_minutes", "bands_min", "tier_limits_min",
)  # fmt: skip


def _scenario(of: AskedOf, said: Mapping[str, Any]) -> AskedScenario | None:
    if "change" not in said:
        return None
    return scenario_given(said.get("title", ""), said["change"], of.district.crs)


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Work it out, and give every file that the command line writes; for each level once.

    Raises:
        DistrictError: The district lacks a layer the question needs.
        ScenarioError: The scenario names what is not there, or puts a station off the streets.
    """
    job = job_of(of, question.parameters, shop.warm)
    network = shop.warm.network(of.opened, takes_steps=job.question.takes_steps)
    worked = work_out(of.district, job, network=network, say=shop.say)

    def files_for(readers: Readers) -> tuple[Content, ...]:
        with TemporaryDirectory(dir=shop.scratch) as folder:
            write_for(
                worked,
                Path(folder),
                settings=replace(shop.settings, language=question.language),
                say=shop.say,
                readers=readers,
            )
            return files_in(Path(folder))

    # A scenario is a draft of those who plan: nobody else is told of it.
    lower = () if job.scenario is not None else (Visibility.PUBLIC, Visibility.INTERNAL)
    return Produced(
        files_for(Readers(question.level, question.small_counts)),
        dict(shop.warm.layer_states(of, None)),
        seen={
            level: files_for(Readers(level, small_counts=False))
            for level in lower
            if within(level, question.level)
        },
    )
