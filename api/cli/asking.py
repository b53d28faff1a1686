"""From the options of a command to the question they ask."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.cli.options import read_bands, read_services, read_tier_limits
from api.clock import today
from api.job import Job, asked_scenario, job_of
from api.matters_asked import EVERY, matters_asked
from data.district import District
from data.text import Text
from geo.errors import QuestionError
from geo.question import Question, ask

# Option of a command, as its function names it, to the parameter of `ask` that takes it as it is.
_AS_IT_IS = {
    "minutes": "minutes",
    "profile": "profile",
    "speed": "speed_m_s",
    "tier": "tier",
    "group": "group",
    "step_free": "step_free",
    "max_snap": "max_snap_m",
    "network": "network",
    "at": "at",
    "rural_minutes": "rural_minutes",
}


def question_asked(options: Mapping[str, Any]) -> Question:
    """The question of a command's options, but for its matters: these need the district.

    Args:
        options: Name to value of the options that the command has.

    Raises:
        QuestionError: An option makes no sense; the message names it.
    """
    given = {_AS_IT_IS[name]: value for name, value in options.items() if name in _AS_IT_IS}
    services = read_services(options.get("service"))
    if services is not None:
        given["services"] = services
    question = ask(
        **given,
        tier_limits_min=read_tier_limits(options.get("tier_limits")),
        bands_min=read_bands(options.get("bands")),
    )
    if services is not None:
        _require_a_matter(options)
    return question


def _require_a_matter(options: Mapping[str, Any]) -> None:
    """Refuse ways of handling where no matter is asked that they could narrow."""
    if options.get("matter") is None and options.get("bundle") is None:
        raise QuestionError(
            "--service",
            Text(
                "未指定事项，办理方式不起作用",
                "has no effect, since no matter is asked",
            ),
            Text("与 --matter 或 --bundle 同时使用", "--matter or --bundle beside it"),
        )


def job_asked(question: Question, options: Mapping[str, Any], district: District) -> Job:
    """The job of a command's options: the question with its matters, and what goes along.

    Raises:
        QuestionError: They name a matter and a bundle.
        UnknownMatterError: There is no such matter or bundle.
        SourceError: The office's table of days cannot be read or says something impossible.
        ScenarioFileError: Nor can the scenario.
    """
    matter = options.get("matter")
    matters, bundle = matters_asked(district, matter, options.get("bundle"))
    job = job_of(
        replace(question, matters=matters, bundle=bundle),
        every_matter=matter == EVERY,
        week=bool(options.get("week")),
        table=options.get("calendar"),
        exact_circles=bool(options.get("exact_circles")),
        today=today,
    )
    scenario = options.get("scenario")
    if scenario is None:
        return job
    return replace(job, scenario=asked_scenario(scenario, district.crs))
