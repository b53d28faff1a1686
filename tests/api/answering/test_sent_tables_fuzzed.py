"""Whatever is sent as a table of sites: read, or refused by an error of ours, in bounded time."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyproj import CRS
from support.fuzzing import FUZZ_S, fuzzed, mangled

from api.answering.sent_table import look_over, sent_batch
from api.districts.home import remove
from data.errors import QuankanError
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.batch import BatchDefaults, site_rows

TITLES = ("编号", "经度", "纬度", "datum", "type", "floor", "area_m2")
ROWS = (("甲", "104.05", "30.66", "gcj02", "面馆", "2@document", "120"),
        ("=1+1", "999", "x", "", "", "-3", "一百"))  # fmt: skip
LINES = "\n".join(",".join(row) for row in (TITLES, *ROWS))
CGCS2000 = CRS.from_epsg(4544)
DEFAULTS = BatchDefaults(type="gym", undertaking="rent", datum="wgs84")


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read the rows of a file as the service does; every row is told of."""
    folder, words = tmp_path_factory.mktemp("sent"), read_vocabulary()

    def run(content):
        remove(folder / "of")
        (folder / "of").mkdir()
        path = folder / "of" / "table"
        path.write_bytes(content)
        sent = look_over(path)
        batch = sent_batch(folder / "of", sent.document(), words)
        assert len(batch.table) <= sent.rows
        told = {problem.row for problem in batch.problems}
        for rows in site_rows(batch, words, CGCS2000, DEFAULTS):
            told |= {*rows.row.tolist(), *(problem.row for problem in rows.problems)}
        assert told >= set(batch.table.index)
        return len(told)

    return run


def workbook(rows):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_as_text(read, encoding):
    honest = LINES.encode(encoding)
    assert read(honest) == len(ROWS)
    assert fuzzed(lambda chance: read(mangled(honest, chance)))[1] > 3


def test_workbooks(read):
    honest = workbook([TITLES, *ROWS])
    assert read(honest) == len(ROWS)
    assert fuzzed(lambda chance: read(mangled(honest, chance)))[1] > 3


def repacked(honest, chance):
    """The workbook with the text of one member mangled; the archive itself is sound."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(honest)) as before, zipfile.ZipFile(content, "w") as after:
        chosen = chance.choice(before.namelist())
        for name in before.namelist():
            member = before.read(name)
            after.writestr(name, mangled(member, chance) if name == chosen else member)
    return content.getvalue()


def test_workbooks_with_mangled_members(read):
    honest = workbook([TITLES, *ROWS])
    assert fuzzed(lambda chance: read(repacked(honest, chance)))[1] > 3


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
CELLS = st.one_of(
    st.sampled_from(["", "104.05", "30.66", "wgs84", "EPSG:4544", "file:x", "面馆", "=1", '"', "\r",
                     "9" * 400, "1e309", "nan", "２", "\ufeff", "yes@document"]),
    TEXT,
)  # fmt: skip
TABLES = st.tuples(
    st.lists(st.one_of(st.sampled_from([*TITLES, "x", "y", "address", "site_is"]), TEXT),
             min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=6),
)  # fmt: skip


@settings(max_examples=round(40 * FUZZ_S), deadline=None, suppress_health_check=list(HealthCheck))
@given(TABLES)
@example((["lon", "lat"], [["104", "30"]]))
def test_tables_of_whatever_cells(read, table):
    titles, rows = table
    text = io.StringIO(newline="")
    csv.writer(text).writerows([titles, *rows])
    try:
        read(text.getvalue().encode())
    except QuankanError as error:
        assert error.expected.zh and error.expected.en
