import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceError
from data.sources.cadastral_crs import declared_crs
from data.sources.cadastral_rings import Vertex, shape_of
from data.sources.cadastral_txt import read_cadastral_txt
from data.sources.raw import SourceSpec
from data.text import Text

HEADER = """[属性描述]
格式版本号=1.01版本
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=35
转换参数=,,,,,,
[地块坐标]
"""
# A square of 100 m; north comes before east.
SQUARE = """5,1.0,A-01,地块一（期）,面,,商业,0901,@
J1,1,3394000,410000
J2,1,3394100,410000
J3,1,3394100,410100
J4,1,3394000,410100
J1,1,3394000,410000
"""
BOX = shapely.box(410000, 3394000, 410100, 3394100)


def read(folder, text, encoding="utf-8", **said):
    path = folder / "界址点.txt"
    path.write_bytes(text.encode(encoding))
    return read_cadastral_txt(SourceSpec(path, **said))


def test_a_parcel_is_a_row_east_before_north(tmp_path):
    table = read(tmp_path, HEADER + SQUARE)
    assert table.crs == "EPSG:4544"
    assert list(table.frame.index) == [1]
    row = table.frame.loc[1]
    assert row["geometry"].equals(BOX)
    assert (row["地块编号"], row["地块名称"], row["地类编码"]) == ("A-01", "地块一（期）", "0901")
    assert row["图幅号"] is None
    assert table.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_encodings_and_line_ends(tmp_path, encoding):
    table = read(tmp_path, (HEADER + SQUARE).replace("\n", "\r\n"), encoding)
    assert table.frame.loc[1, "地块名称"] == "地块一（期）"
    assert table.frame.loc[1, "geometry"].equals(BOX)


def test_full_width_digits_and_punctuation(tmp_path):
    wide = str.maketrans("0123456789.,=@J", "０１２３４５６７８９．，＝＠Ｊ")
    table = read(tmp_path, (HEADER + SQUARE).translate(wide))
    assert table.crs == "EPSG:4544"
    assert table.frame.loc[1, "geometry"].equals(BOX)


def test_thirteen_fields_are_kept(tmp_path):
    line = "5,1.0,A,名,面,,用途,0901,a,b,c,d,e,@\n"
    table = read(tmp_path, HEADER + line + SQUARE.split("\n", 1)[1])
    assert table.frame.loc[1, ["附加1", "附加5"]].tolist() == ["a", "e"]


def test_a_zone_prefix_gives_the_prefixed_code(tmp_path):
    table = read(tmp_path, (HEADER + SQUARE).replace(",410", ",35410"))
    assert table.crs == "EPSG:4523"
    assert table.frame.loc[1, "geometry"].bounds[0] == 35410000


def test_the_recipes_crs_stands_over_the_header(tmp_path):
    assert read(tmp_path, HEADER + SQUARE, crs="file:city.prj").crs == "file:city.prj"


def test_one_bad_parcel_is_one_reject(tmp_path):
    bad = SQUARE.replace("3394100,410000", "339x,410000")
    table = read(tmp_path, HEADER + SQUARE + bad + SQUARE)
    assert list(table.frame.index) == [1, 3]
    assert [(r.row, r.found) for r in table.rejects] == [("2", "J2,1,339x,410000")]


def test_a_wrong_count_and_parameters_are_mentioned_but_parameters_not_shown(tmp_path):
    text = HEADER.replace("=,,,,,,", "=12.5,0,0,0,0,0,0") + SQUARE.replace("5,1.0", "9,1.0")
    notes = " ".join(note.en for note in read(tmp_path, text).notes)
    assert "another number of points" in notes
    assert "转换参数" in notes
    assert "12.5" not in notes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("J1,1,2,3\n", "no section"),
        (HEADER, "no parcel"),
        (HEADER + "J1,1,2,3\n", "before any parcel"),
        ("<html><body>请登录</body></html>", "web page"),
        ("", "empty"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path, text, says):
    with pytest.raises(SourceError, match=says):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("width", "zone", "easting", "code"),
    [
        ("3", "35", 410000, "EPSG:4544"),
        ("", "35", 410000, "EPSG:4544"),
        ("3", "", 35410000, "EPSG:4523"),
        ("3", "3", 35410000, "EPSG:4523"),  # the degree of zoning in the place of the zone
        ("3度", "38带", 410000, "EPSG:4547"),
        ("6", "18", 410000, "EPSG:4507"),
        ("6", "18", 18410000, "EPSG:4496"),
    ],
)
def test_the_code_follows_from_zone_and_width(width, zone, easting, code):
    header = {"坐标系": "2000国家大地坐标系", "几度分带": width, "带号": zone}
    assert declared_crs(header, [easting], "f") == code


@pytest.mark.parametrize(
    ("changed", "eastings", "says"),
    [
        ({"坐标系": "80国家大地坐标系"}, [410000], "80国家"),
        ({"坐标系": ""}, [410000], "坐标系"),
        ({"带号": ""}, [410000], "zone"),
        ({"带号": "3"}, [410000], "zone"),
        ({"带号": "36"}, [35410000], "begin with 35"),
        ({"几度分带": "6"}, [410000], "6-degree"),
        ({"计量单位": "公里"}, [410000], "公里"),
        ({}, [410000, 35410000], "differ in zone"),
    ],
)
def test_a_header_that_leads_nowhere_is_refused(changed, eastings, says):
    header = {"坐标系": "2000国家大地坐标系", "几度分带": "3", "带号": "35", **changed}
    with pytest.raises(SourceError, match=says):
        declared_crs(header, eastings, "f")


def vertices(*rings):
    return [
        Vertex(label, number, north=y, east=x)
        for number, points in rings
        for label, (x, y) in points
    ]


def ring(x0, y0, x1, y1, first=1, *, closed=True):
    corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    points = [(f"J{first + i}", corner) for i, corner in enumerate(corners)]
    return points + points[:1] if closed else points


OUTER, HOLE, SECOND = (0, 0, 10, 10), (2, 2, 4, 4), (20, 0, 30, 10)


@pytest.mark.parametrize("closed", [True, False])
def test_ring_two_is_a_hole(closed):
    shape = shape_of("面", vertices((1, ring(*OUTER, closed=closed)), (2, ring(*HOLE, first=5))))
    assert shape.equals(shapely.box(*OUTER) - shapely.box(*HOLE))


@pytest.mark.parametrize("closed", [True, False])
def test_several_rings_numbered_one_are_parts(closed):
    shape = shape_of("", vertices((1, ring(*OUTER, closed=closed)), (1, ring(*SECOND))))
    assert shape.equals(shapely.union(shapely.box(*OUTER), shapely.box(*SECOND)))


def test_a_hole_belongs_to_the_part_around_it_whatever_the_order():
    shape = shape_of("面", vertices((2, ring(*HOLE)), (1, ring(*SECOND)), (1, ring(*OUTER))))
    assert shape.area == 100 + 100 - 4
    assert shape.is_valid


TWO_PARTS = shapely.union(
    shapely.box(*OUTER) - shapely.box(*HOLE), shapely.box(*SECOND) - shapely.box(22, 2, 24, 4)
)


@pytest.mark.parametrize("numbers", [(1, 2, 1, 2), (1, 2, 3, 4)], ids=str)
@pytest.mark.parametrize("closed", [True, False])
def test_rings_of_two_parts_may_begin_again_or_be_counted_on(numbers, closed):
    boxes = OUTER, HOLE, SECOND, (22, 2, 24, 4)
    rings = [ring(*box, first=1 + 4 * i, closed=closed) for i, box in enumerate(boxes)]
    shape = shape_of("面", vertices(*zip(numbers, rings, strict=True)))
    assert shape.equals(TWO_PARTS)


def test_a_hole_listed_before_its_counted_on_part_is_still_its_hole():
    rings = [(1, ring(*OUTER)), (2, ring(22, 2, 24, 4)), (3, ring(*SECOND)), (4, ring(*HOLE))]
    assert shape_of("面", vertices(*rings)).equals(TWO_PARTS)


def test_a_counted_on_part_may_share_an_edge_with_the_first():
    shape = shape_of("面", vertices((1, ring(*OUTER)), (2, ring(10, 0, 20, 10))))
    assert [part.area for part in shape.geoms] == [100, 100]


def test_repeated_points_do_no_harm():
    twice = [point for point in ring(*OUTER) for _ in range(2)]
    shape = shape_of("面", vertices((1, twice), (1, ring(*SECOND, first=6))))
    assert shape.area == 200


@pytest.mark.parametrize(
    ("rings", "says"),
    [
        ([(2, ring(*OUTER))], "outer ring"),
        ([(1, ring(*OUTER)), (2, ring(5, 5, 15, 8))], "neither a hole nor a part"),
        ([(1, ring(*HOLE)), (2, ring(*OUTER))], "neither a hole nor a part"),
        ([(1, ring(*OUTER)[:2])], "fewer than three"),
        ([], "no boundary points"),
    ],
)
def test_what_is_no_polygon_says_why(rings, says):
    reason = shape_of("面", vertices(*rings))
    assert isinstance(reason, Text)
    assert says in reason.en


def test_points_and_lines_are_shapes_too():
    corners = vertices((1, ring(*OUTER, closed=False)))
    assert shape_of("线", corners).length == 30
    assert len(shape_of("点", corners).geoms) == 4
    assert shape_of("点", corners[:1]).equals(shapely.Point(0, 0))


SIZES = st.tuples(st.integers(1, 500), st.integers(1, 500))


@given(st.lists(SIZES, min_size=1, max_size=5), st.booleans(), st.booleans())
def test_areas_are_kept_however_rings_are_written(sizes, closed, backwards):
    rings = [(1, ring(1000 * i, 0, 1000 * i + w, h)) for i, (w, h) in enumerate(sizes)]
    if backwards:
        rings = [(n, [(p[0], q[1]) for p, q in zip(r, r[::-1], strict=True)]) for n, r in rings]
    if not closed:
        rings = [(n, points[:-1]) for n, points in rings]
    assert shape_of("面", vertices(*rings)).area == sum(w * h for w, h in sizes)


@pytest.mark.parametrize(
    "line",
    ["J2,1,1e999,410000", "J2,1,3394100,-1e999", "J2," + "9" * 5000 + ",3394100,410000"],
)
def test_a_number_beyond_all_bounds_rejects_its_parcel_only(tmp_path, line):
    broken = SQUARE.replace("J2,1,3394100,410000", line)
    table = read(tmp_path, HEADER + broken + SQUARE)
    assert table.frame.index.tolist() == [2]
    assert table.crs == "EPSG:4544"
    assert table.rejects[0].found == line[:200]


def test_an_endless_point_count_is_noted_as_wrong(tmp_path):
    table = read(tmp_path, HEADER + SQUARE.replace("5,1.0", "9" * 5000 + ",1.0"))
    assert len(table.frame) == 1
    assert "another number of points" in table.notes[0].en
