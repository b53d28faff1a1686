"""What a scenario would change, at once: from the reach that is kept of a district."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from api.answering.asked_of import AskedOf
from api.answering.coverage import CoverageBody, job_of
from api.answering.scenario_given import Changes
from api.answering.warm import Warm
from api.job import Job
from api.outputs.changed_circles_geojson import changed_circles_geojson
from api.outputs.circles_geojson import circles_geojson
from api.outputs.scenario_document import scenario_document
from api.outputs.shown import Shown, shown
from api.scenario_outcome import Outcome, before_scenarios, outcome
from geo.circles.changed import Walked, changed_circles, walked
from geo.circles.drawn import circles
from geo.ground import Ground, prepare
from geo.report import report
from geo.scenario.difference import Before


class WhatIfBody(CoverageBody):
    """推演情景 What would change: the changes, and the question they are judged by."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "change": [
                        {
                            "kind": "station_moved",
                            "station": "s-066",
                            "at": [104.024202, 30.685021],
                            "datum": "wgs84",
                        }
                    ],
                    "minutes": 15,
                }
            ]
        }
    )
    title: Annotated[str, Field(max_length=200, description="情景名称 Title")] = ""
    change: Changes
    circles: Annotated[
        Literal["changed", "whole", "none"],
        Field(description="步行圈：变化部分、整体（较慢）或不绘 What of the circles is drawn"),
    ] = "changed"

    @model_validator(mode="after")
    def _at_once(self) -> "WhatIfBody":
        if self.week or self.matter == "all" or self.exact_circles:
            raise PydanticCustomError("not_at_once", "ask for a coverage with the scenario")
        if not self.change:
            raise PydanticCustomError("no_change", "at least one change")
        return self


@dataclass(frozen=True)
class KeptReach:
    """What is kept of a district for scenarios of one question.

    Attributes:
        ground: Who reaches whom.
        part: What may be shown of the report; no circles where they would show what is restricted.
        walked: The streets walked from the stations that serve.
        before: How it stands.
    """

    ground: Ground
    part: Shown
    walked: Walked
    before: Before


def asked_parameters(body: WhatIfBody) -> dict[str, Any]:
    """The question and the changes, as JSON; what is left out is as it is by default."""
    return body.model_dump(mode="json", exclude={"language", "circles"}, exclude_defaults=True)


def what_if(of: AskedOf, body: WhatIfBody, warm: Warm) -> bytes:
    """What the changes would change, as JSON: `scenario.json`, and its circles as GeoJSON.

    Raises:
        QuestionError: A parameter of the question makes no sense.
        ScenarioFileError: A change cannot be understood.
        ScenarioError: A change names what is not there, or puts a station off the streets.
    """
    job = job_of(of, asked_parameters(body), warm)
    kept = warm.reach((of.version.id, repr(job.question)), lambda: _kept(of, job, warm))
    drawn = body.circles if kept.part.circles else "none"
    found = outcome(of.district, kept.ground, job, draw=drawn == "whole", before=kept.before)
    if found is None:
        raise ValueError(body.change)
    document = scenario_document(kept.part, job, found)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    circles = _circles(of, kept, found, drawn).strip()
    return f'{text[:-1]},"circles":'.encode() + circles + b"}\n"


def _kept(of: AskedOf, job: Job, warm: Warm) -> KeptReach:
    """The reach of the question of a job, whatever its scenario."""
    question = job.question
    network = warm.network(of.opened, takes_steps=question.takes_steps)
    ground = prepare(of.district, question, calendar=job.work_calendar, network=network)
    found = report(of.district, ground, question)
    part = shown(of.district, found, circles(ground, question.bands_min))
    before = before_scenarios(of.district, ground, question)
    return KeptReach(ground, part, walked(ground, question.bands_min), before)


def _circles(of: AskedOf, kept: KeptReach, found: Outcome, drawn: str) -> bytes:
    """The circles as GeoJSON, or null."""
    if drawn == "none":
        return b"null"
    crs = of.district.crs
    if drawn == "whole":
        return circles_geojson(kept.part.circles, crs, found.circles)
    after = walked(found.then, tuple(kept.walked.spans))
    return changed_circles_geojson(changed_circles(kept.walked, after), crs)
