"""The main job: a district and a question in, a folder of files out."""

from pathlib import Path

from api.outputs.document import coverage_document, document_bytes
from api.outputs.geopackage import write_coverage_geopackage
from api.outputs.shown import shown
from api.outputs.tables import areas_csv, residents_csv, stations_csv
from data.atomic import replacing_all
from data.district import District
from data.errors import WriteError
from data.text import Language, Text
from geo.answers import Coverage
from geo.circles.drawn import circles
from geo.coverage import coverage_of
from geo.ground import prepare
from geo.question import Question
from maps.coverage_map import coverage_map

FILES = (
    "coverage.json", "residents.csv", "stations.csv", "areas.csv", "coverage.gpkg", "map.html",
)  # fmt: skip


def require_apart(district: Path, out: Path) -> None:
    """Refuse an output folder whose files would take the place of the district itself.

    Raises:
        WriteError: They would.
    """
    if district.resolve() in {(out / name).resolve() for name in FILES}:
        raise WriteError(
            out,
            Text(
                f"会覆盖区县数据 {district.name}", f"would overwrite the district {district.name}"
            ),
            Text("另一个文件夹", "another folder"),
            at="--out",
        )


def run_coverage(
    district: District,
    question: Question,
    out: Path,
    *,
    language: Language,
    map_approval_number: str = "",
) -> Coverage:
    """Answer `question` and write every output into the folder `out`, all of them or none.

    Raises:
        DistrictError: The district lacks a layer the question needs.
        WriteError: The folder cannot be written; what was in it is unchanged.
    """
    ground = prepare(district, question)
    answer = coverage_of(district, ground)
    part = shown(district, answer, circles(ground, question.bands_min))
    document = document_bytes(coverage_document(part.district, part.answer))
    # The map says itself what is kept back, so it takes the declarations with all layers.
    html = coverage_map(
        district,
        part.answer,
        part.circles,
        language=language,
        approval_number=map_approval_number,
    )
    contents = {
        "coverage.json": document,
        "residents.csv": residents_csv(part.answer),
        "stations.csv": stations_csv(part.district, part.answer),
        "areas.csv": areas_csv(part.district, part.answer),
        "map.html": html.encode(),
    }
    with replacing_all(out, list(FILES)) as scratch:
        for name, content in contents.items():
            (scratch / name).write_bytes(content)
        write_coverage_geopackage(scratch / "coverage.gpkg", part, document.decode())
    return answer
