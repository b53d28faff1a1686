import pandas as pd
import pytest
import shapely

from data.errors import SourceError
from data.sources.join import join_shapes
from data.sources.raw import RawReject, RawTable
from data.text import Text

WEST, EAST = shapely.Point(0, 0), shapely.Point(1, 0)


def shapes(codes):
    frame = pd.DataFrame({"代码": codes}, index=range(1, len(codes) + 1))
    return RawTable(frame.assign(geometry=[WEST, EAST][: len(codes)]), "gcj02")


def people(keys, rejects=()):
    frame = pd.DataFrame({"code": keys, "人口": range(len(keys))}, index=range(1, len(keys) + 1))
    return RawTable(frame, "", tuple(rejects))


def join(table, geometry):
    return join_shapes(table, geometry, table_key="code", shapes_key="代码", file="people.csv")


def test_each_row_takes_the_shape_of_its_key():
    table = join(people(["b ", "a", "b"]), shapes(["a", "b"]))
    assert table.frame["geometry"].tolist() == [EAST, WEST, EAST]
    assert list(table.frame.columns) == ["code", "人口", "geometry"]
    assert table.crs == "gcj02"


def test_rows_without_key_or_shape_are_rejects_beside_the_earlier_ones():
    earlier = RawReject("9", Text("坏", "bad"))
    table = join(people(["a", None, "zz"], [earlier]), shapes(["a", "b"]))
    assert [(r.row, r.found) for r in table.rejects] == [("9", ""), ("2", ""), ("3", "zz")]
    assert dict(table.rejects[-1].cells) == {"code": "zz", "人口": "2"}
    assert list(table.frame.index) == [1]
    assert "1 shapes have no row" in table.notes[0].en


@pytest.mark.parametrize("codes", [[510106, 510107], [510106.0, 510107.0], ["510106", "510107"]])
def test_numbers_and_their_digits_are_the_same_key(codes):
    assert len(join(people(["510107"]), shapes(codes)).frame) == 1
    assert len(join(people([510107.0]), shapes(codes)).frame) == 1


def test_leading_zeros_count():
    assert join(people(["0101"]), shapes(["101", "102"])).frame.empty


def test_a_key_twice_among_the_shapes_is_refused():
    with pytest.raises(SourceError, match=r"'a' occurs more than once .*rows 1, 2"):
        join(people(["a"]), shapes(["a", "a"]))


def test_a_key_twice_in_the_table_is_two_rows():
    assert len(join(people(["a", "a"]), shapes(["a"])).frame) == 2


def test_a_missing_key_column_lists_what_there_is():
    with pytest.raises(SourceError, match="one of: code, 人口"):
        join_shapes(
            people(["a"]), shapes(["a"]), table_key="代码", shapes_key="代码", file="people.csv"
        )
