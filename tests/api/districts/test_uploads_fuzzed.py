"""Whatever bytes are sent: taken, or refused by an error of ours, in bounded time."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.fuzzing import FUZZ_S, fuzzed, mangled
from support.layer_places import declared, shown, spot
from support.parcels_sent import RECIPE, sources, zipped

from api.districts.package_contents import require_plain_package
from api.districts.recipe_bounds import recipe_among, require_inside
from api.districts.unpacking import Bounds, unpack
from data.builder.build import build_district
from data.errors import QuankanError
from data.geopackage import read_district
from data.recipe.file import read_recipe

BOUNDS = Bounds(files=50, bytes=5_000_000, directory_bytes=20_000)


def test_archives(tmp_path):
    honest = zipped(sources())

    def case(chance):
        path, folder = tmp_path / "sent", tmp_path / f"out-{chance.random()}"
        path.write_bytes(mangled(honest, chance))
        for file in unpack(path, folder, BOUNDS):
            assert file.resolve().is_relative_to(folder.resolve())

    fuzzed(case)
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} <= {"sent", "out"}


def test_geopackages(tmp_path, package_file):
    honest = package_file.read_bytes()

    def case(chance):
        path = tmp_path / "district.gpkg"
        path.write_bytes(mangled(honest, chance))
        require_plain_package(path)
        read_district(path)

    assert fuzzed(case)[1] > 5


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """An archive, unpacked."""
    folder = tmp_path_factory.mktemp("sent")
    (folder / "a.zip").write_bytes(zipped(sources()))
    return folder, unpack(folder / "a.zip", folder / "out")


def built(sent, text):
    folder, files = sent
    path = recipe_among(files)
    path.write_bytes(text)
    recipe = read_recipe(path)
    require_inside(recipe, folder / "out")
    build_district(recipe)


def test_recipes_with_mangled_bytes(sent):
    def case(chance):
        built(sent, mangled(RECIPE.encode(), chance))

    fuzzed(case)


WORDS = st.sampled_from(
    ["/etc/passwd", "..", "a\x00b", "x" * 3000, "+proj=longlat", "file:x", "EPSG:4326", "gcj02",
     "/vsicurl/x", "C:\\x", "", "名称", "district", "rows"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["file", "crs", "format", "sublayer", "encoding", "x", "y", "id", "licence", "keep"]
)


@settings(max_examples=round(16 * FUZZ_S), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(KEYS, WORDS, max_size=4))
def test_recipes_that_name_what_they_like(sent, keys):
    import json

    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in keys.items())
    text = f'[district]\nname = "x"\ncrs = "EPSG:2443"\n[[layers.stations]]\n{lines}\n'
    try:
        built(sent, text.encode())
    except QuankanError as error:
        assert error.expected.en


NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(-200, 200)
)
POSITIONS = st.tuples(NUMBERS, NUMBERS).map(list)
RINGS = st.lists(st.lists(POSITIONS, min_size=4, max_size=8), min_size=1, max_size=3)
SHAPES = st.one_of(
    st.builds(lambda c: {"type": "Point", "coordinates": c}, POSITIONS),
    st.builds(lambda c: {"type": "Polygon", "coordinates": c}, RINGS),
    st.builds(lambda c: {"type": "MultiPolygon", "coordinates": c}, st.lists(RINGS, max_size=2)),
)
SITES = st.fixed_dictionaries(
    {},
    optional={
        "shape": SHAPES,
        "point": POSITIONS,
        "datum": st.sampled_from(["gcj02", "EPSG:4326", "EPSG:2443", "file:/etc/passwd", "+init"]),
        "is": st.sampled_from(["door", "building", "parcel"]),
        "error_m": NUMBERS,
        "doors": st.lists(POSITIONS, max_size=3),
    },
)


@pytest.fixture(scope="module")
def placing():
    from api.answering.warm import Placing
    from geo.site.directory import directory
    from geo.site.grounds import grounds

    place = shown(
        declared("facilities"), facilities=[{"id": "f", "kind": "park", "at": spot(0, 0)}]
    ).district
    return Placing(grounds(place), directory(place))


@settings(max_examples=round(40 * FUZZ_S), deadline=None, suppress_health_check=list(HealthCheck))
@given(SITES)
def test_sites(placing, site):
    from pydantic import ValidationError

    from api.answering.locating import locate_body
    from api.answering.site_body import SiteBody

    try:
        locate_body(placing, SiteBody.model_validate(site))
    except (QuankanError, ValidationError) as error:
        assert str(error)
