"""The main job: a district and a question in, a folder of files out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from api.job import Job
from api.outputs.circles_geojson import circles_geojson
from api.outputs.counted_together import counted_together
from api.outputs.document import coverage_document, document_bytes
from api.outputs.geopackage import write_coverage_geopackage
from api.outputs.leftovers import set_aside
from api.outputs.scenario_document import scenario_document
from api.outputs.shown import Shown, shown
from api.outputs.suppressed import suppressed
from api.outputs.tables import areas_csv, matters_csv, residents_csv, stations_csv, week_csv
from api.scenario_outcome import Outcome, outcome
from api.settings import Settings
from data.atomic import replacing_all
from data.declarations import Visibility
from data.district import District
from data.errors import WriteError
from data.text import Text
from geo.circles.drawn import circles
from geo.ground import Ground, prepare
from geo.report import Report, report
from geo.scenario.layers import layers_after
from geo.streets.network import WalkNetwork
from maps.coverage_map import coverage_map
from maps.scenario_panel import MappedScenario

FILES = (
    "coverage.json", "residents.csv", "stations.csv", "areas.csv", "circles.geojson",
    "coverage.gpkg", "map.html",
)  # fmt: skip
# Written where they are asked for; those of an earlier run do not stay.
FILES_ON_REQUEST = ("matters.csv", "week.csv", "scenario.json", "map-scenario.html")
Say = Callable[[Text], None]


@dataclass(frozen=True)
class Readers:
    """Who is to read the files of a run.

    Attributes:
        level: Up to which visibility they see the district.
        small_counts: Whether they see numbers of fewer than ten residents.
    """

    level: Visibility = Visibility.INTERNAL
    small_counts: bool = True


# Who runs the command line.
ANYBODY_INSIDE = Readers()


@dataclass(frozen=True)
class Done:
    """What a run found out.

    Attributes:
        part: What may be shown of the report.
        changes: The scenario, answered; None where none was asked.
    """

    part: Shown
    changes: Outcome | None


def require_folder(out: Path) -> None:
    """Refuse an output folder that is a file, or would lie below one, before any work is done.

    Raises:
        WriteError: It is.
    """
    file = next((path for path in (out, *out.parents) if path.is_file()), None)
    if file is not None:
        raise WriteError(
            out,
            Text(f"{file} 是文件，不是文件夹", f"{file} is a file, not a folder"),
            Text("一个文件夹，可以尚不存在", "a folder, which need not exist yet"),
            at="--out",
        )


def require_apart(district: Path, out: Path) -> None:
    """Refuse an output folder whose files would take the place of the district itself.

    Raises:
        WriteError: They would.
    """
    if district.resolve() in {(out / name).resolve() for name in (*FILES, *FILES_ON_REQUEST)}:
        raise WriteError(
            out,
            Text(
                f"会覆盖区县数据 {district.name}", f"would overwrite the district {district.name}"
            ),
            Text("另一个文件夹", "another folder"),
            at="--out",
        )


@dataclass(frozen=True)
class WorkedOut:
    """A job done, of which each reader is told as much as they may know.

    Attributes:
        district: The district.
        job: What was asked.
        ground: Who reaches whom.
        report: The report.
        circles: Its circles.
        changes: The scenario, answered; None where none was asked.
    """

    district: District
    job: Job
    ground: Ground
    report: Report
    circles: Mapping[Fraction, BaseGeometry]
    changes: Outcome | None


def run_coverage(
    district: District,
    job: Job,
    out: Path,
    *,
    settings: Settings,
    network: WalkNetwork | None = None,
    say: Say = lambda _: None,
    readers: Readers = ANYBODY_INSIDE,
) -> Done:
    """Do `job` and write every output into the folder `out`, all of them or none.

    Args:
        district: The district.
        job: What is asked.
        out: The folder; made where it is not there.
        settings: Language and approval number of the map.
        network: The walkable streets of this district for this walker, where they are at hand.
        say: Told what is being worked on.
        readers: Who is to read the files.

    Returns:
        What may be shown of the report, and the scenario.

    Raises:
        DistrictError: The district lacks a layer the question needs.
        ScenarioError: The scenario names what is not there, or puts a station off the streets.
        WriteError: The folder cannot be written; what was in it is unchanged.
    """
    worked = work_out(district, job, network=network, say=say)
    return write_for(worked, out, settings=settings, say=say, readers=readers)


def work_out(
    district: District,
    job: Job,
    *,
    network: WalkNetwork | None = None,
    say: Say = lambda _: None,
) -> WorkedOut:
    """Do `job`, whoever is to be told; arguments and errors as of `run_coverage`."""
    say(Text("查找步行可达范围", "finding who reaches whom"))
    ground = prepare(district, job.question, calendar=job.work_calendar, network=network)
    if job.scenario is not None:
        say(Text("推演情景", "working out the scenario"))
    changes = outcome(district, ground, job)
    say(_counting(job))
    found = report(district, ground, job.question, every_matter=job.every_matter, days=job.days)
    say(Text("绘制步行圈", "drawing the circles"))
    drawn = circles(ground, job.question.bands_min, exact=job.exact_circles)
    return WorkedOut(district, job, ground, found, drawn, changes)


def write_for(
    worked: WorkedOut,
    out: Path,
    *,
    settings: Settings,
    say: Say = lambda _: None,
    readers: Readers = ANYBODY_INSIDE,
) -> Done:
    """Write what `readers` may know of a job done; arguments and errors as of `run_coverage`."""
    district, job, changes = worked.district, worked.job, worked.changes
    part = _shown(district, worked.ground, job, worked.report, worked.circles, readers)
    say(Text("绘制地图", "drawing the map"))
    contents = {**_tables(part, job, changes), "map.html": _map(district, part, settings)}
    if changes is not None:
        contents["map-scenario.html"] = _scenario_map(district, job, changes, settings, readers)
    say(Text("写出结果", "writing the results"))
    _write(out, contents, part)
    return Done(part, changes)


def _shown(
    district: District,
    ground: Ground,
    job: Job,
    found: Report,
    circles: Mapping[Fraction, BaseGeometry],
    readers: Readers,
) -> Shown:
    """What the readers may see of a report."""
    if not readers.small_counts:
        safe = counted_together(district)
        together = report(
            safe.district, ground, job.question, every_matter=job.every_matter, days=job.days
        )
        found = suppressed(found, together, safe.left_out)
    return shown(district, found, circles, level=readers.level, small_counts=readers.small_counts)


def _counting(job: Job) -> Text:
    if job.every_matter:
        return Text("逐项统计事项", "counting every matter")
    if job.days is not None:
        return Text("统计一周逐时覆盖", "counting the hours of a week")
    return Text("统计覆盖人口", "counting people")


def _tables(part: Shown, job: Job, changes: Outcome | None) -> dict[str, bytes]:
    """File name to content, the map and the GeoPackage apart."""
    document = coverage_document(
        part.district, part.report, job, level=part.level, small_counts=part.small_counts
    )
    contents = {
        "coverage.json": document_bytes(document),
        "residents.csv": residents_csv(part.report),
        "stations.csv": stations_csv(part.district, part.report),
        "areas.csv": areas_csv(part.district, part.answer),
        "circles.geojson": _circles(part, changes),
    }
    if changes is not None:
        contents["scenario.json"] = document_bytes(scenario_document(part, job, changes))
    if job.every_matter:
        contents["matters.csv"] = matters_csv(part.report)
    if job.days is not None:
        contents["week.csv"] = week_csv(part.report)
    return contents


def _circles(part: Shown, changes: Outcome | None) -> bytes:
    """The circles; those of a scenario only where those of the district may be shown."""
    then = None if changes is None else changes.circles if part.circles else {}
    return circles_geojson(part.circles, part.district.crs, then)


def _map(
    district: District, part: Shown, settings: Settings, scenario: MappedScenario | None = None
) -> bytes:
    # The map says itself what is kept back, so it takes the declarations with all layers.
    return coverage_map(
        district,
        part.report,
        part.circles,
        language=settings.language,
        approval_number=settings.map_approval_number,
        title=None
        if scenario is None
        else Text(f"情景：{scenario.name}", f"Scenario: {scenario.name}"),
        scenario=scenario,
        level=part.level,
        small_counts=part.small_counts,
    ).encode()


def _scenario_map(
    district: District, job: Job, changes: Outcome, settings: Settings, readers: Readers
) -> bytes:
    """The map of the district as it would be, with everything that was asked of it as it is."""
    then = layers_after(district, changes.then)
    found = report(then, changes.then, job.question, every_matter=job.every_matter, days=job.days)
    part = _shown(then, changes.then, job, found, changes.circles, readers)
    asked = changes.asked
    mapped = MappedScenario(asked.scenario, asked.name, asked.sha256, district)
    return _map(then, part, settings, mapped)


def _write(out: Path, contents: dict[str, bytes], part: Shown) -> None:
    names = [*contents, "coverage.gpkg"]
    gone = [name for name in FILES_ON_REQUEST if name not in contents]
    with set_aside(out, gone), replacing_all(out, names) as scratch:
        for name, content in contents.items():
            (scratch / name).write_bytes(content)
        document = contents["coverage.json"].decode()
        write_coverage_geopackage(scratch / "coverage.gpkg", part, document)
