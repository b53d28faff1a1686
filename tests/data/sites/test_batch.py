"""A table of sites: what each row means, and every problem by its row and column."""

import numpy as np
import pytest
from pyproj import CRS
from support.few_words import FEW_WORDS

from data.errors import SiteError, SourceError
from data.sites.batch import BatchDefaults, read_batch, site_rows
from data.sites.facts import FactSource, GivenFact

CHENGDU = CRS.from_epsg(4544)
PLACE = (409916.3807, 3394765.2934)
DEFAULTS = BatchDefaults(type="网吧", undertaking="rent", datum="wgs84")


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        file = tmp_path / "sites.csv"
        file.write_bytes(text.encode(encoding))
        return read_batch(file, FEW_WORDS)

    return write


@pytest.fixture
def rows(table):
    def understood(text, defaults=DEFAULTS, encoding="utf-8"):
        (chunk,) = site_rows(table(text, encoding), FEW_WORDS, CHENGDU, defaults)
        return chunk

    return understood


def problems(chunk):
    return [(problem.row, problem.field) for problem in chunk.problems]


def test_a_row_of_every_column(rows):
    chunk = rows(
        "id,lon,lat,datum,address,type,undertaking,site_is,site_error_m,floor,dedicated_flue\n"
        "A,104.06,30.67,cgcs2000,长青路1号,面馆,改变用途,building,2,二楼,yes@document\n"
    )
    assert chunk.problems == ()
    assert (chunk.points[0].x, chunk.points[0].y) == pytest.approx(PLACE, abs=0.001)
    assert (chunk.id[0], chunk.address[0], chunk.site_is[0]) == ("A", "长青路1号", "building")
    assert (chunk.type[0], chunk.undertaking[0]) == ("food_service", "change_use")
    assert chunk.error_m[0] == 2
    assert chunk.facts["floor"][0] == GivenFact(2, FactSource.DECLARED)
    assert chunk.facts["dedicated_flue"][0] == GivenFact(1, FactSource.DOCUMENT)


def test_blank_cells_are_what_the_options_say(rows):
    given = BatchDefaults("网吧", "rent", "gcj02", "door", 3, {"floor": GivenFact(1, "declared")})
    chunk = rows("lon,lat,type,floor\n104.06,30.67,,\n104.06,30.67,面馆,2\n", given)
    assert list(chunk.type) == ["internet_cafe", "food_service"]
    assert [fact.value for fact in chunk.facts["floor"]] == [1, 2]
    assert list(chunk.error_m) == [3, 3]
    assert list(chunk.id) == ["1", "2"]
    assert np.hypot(chunk.points[0].x - PLACE[0], chunk.points[0].y - PLACE[1]) > 100


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_chinese_titles_in_any_encoding(rows, encoding):
    chunk = rows("编号,经度,纬度,建筑面积\n甲,104.06,30.67,320平方米\n", encoding=encoding)
    assert chunk.id[0] == "甲"
    assert chunk.facts["area_m2"][0].value == 320


def test_metres_in_x_and_y(rows):
    chunk = rows("x,y,datum\n409916.3807,3394765.2934,EPSG:4544\n")
    assert (chunk.points[0].x, chunk.points[0].y) == pytest.approx(PLACE)


def test_an_address_needs_no_coordinates(rows):
    chunk = rows("address\n长青路1号\n")
    assert chunk.points[0] is None
    assert chunk.address[0] == "长青路1号"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("x,30.67,,,,", "lon"),
        ("104.06,,,,,", "lon"),
        (",,,,,2", "address"),
        ("30.67,104.06,,,,", "lon,lat"),
        ("104.06,30.67,mars,,,", "datum"),
        ("104.06,30.67,,网巴,,", "type"),
        ("104.06,30.67,,,-3,", "site_error_m"),
        ("104.06,30.67,,,,0", "floor"),
        (f"104.06,30.67,,{'长' * 1001},,", "type"),
    ],
)
def test_a_bad_cell_is_told_and_the_other_rows_stay(rows, row, field):
    chunk = rows(f"lon,lat,datum,type,site_error_m,floor\n104.06,30.67,,,,1\n{row}\n")
    assert problems(chunk) == [(2, field)]
    assert list(chunk.row) == [1]


def test_all_problems_of_a_row(rows):
    chunk = rows("lon,lat,type,floor\n1o4,30.67,网巴,0\n")
    assert problems(chunk) == [(1, "floor"), (1, "lon"), (1, "type")]


def test_what_every_row_needs(rows):
    chunk = rows("lon,lat\n104.06,30.67\n", BatchDefaults())
    assert problems(chunk) == [(1, "datum"), (1, "type"), (1, "undertaking")]


def test_rows_of_another_length_and_ids_twice(table):
    batch = table("id,lon,lat\nA,104,30\nB,104,30,7\nA,104,30\nC,104,30\n")
    assert {(problem.row, problem.field) for problem in batch.problems} == {
        (1, "id"), (2, ""), (3, "id"),
    }  # fmt: skip
    (chunk,) = site_rows(batch, FEW_WORDS, CHENGDU, DEFAULTS)
    assert list(chunk.row) == [4]


def test_chunks_make_no_difference(table):
    lines = "\n".join(f"{104 + k / 100},{30 if k % 3 else 300},{k % 5 - 1}" for k in range(20))
    batch = table(f"lon,lat,floor\n{lines}\n")
    whole = list(site_rows(batch, FEW_WORDS, CHENGDU, DEFAULTS))
    parts = list(site_rows(batch, FEW_WORDS, CHENGDU, DEFAULTS, chunk_rows=3))
    told = [problem for part in parts for problem in problems(part)]
    assert told == problems(whole[0])
    assert np.concatenate([part.points for part in parts]).tolist() == whole[0].points.tolist()


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("name,type", "no column that says where"),
        ("lon,type", "half a pair"),
        ("lon,lat,x,y", "two pairs"),
        ("lon,lat,经度", "two columns for lon"),
        ("lon,lat,area_m", "area_m2"),
    ],
)
def test_headers_that_are_refused(table, header, why):
    with pytest.raises(SiteError, match=why):
        table(f"{header}\n")


def test_other_columns_are_noted(table):
    assert any("备注" in note.en for note in table("lon,lat,备注\n").notes)


def test_no_table(tmp_path, table):
    with pytest.raises(SiteError, match="no CSV"):
        read_batch(tmp_path / "sites.pdf", FEW_WORDS)
    with pytest.raises(SourceError):
        table('lon,lat\n"104,30\n')
