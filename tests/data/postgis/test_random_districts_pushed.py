"""Whatever a district holds, a schema gives it back, in whatever order its rows came in."""

import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.tiny import METRES, table

from data.content_hash import content_hash
from data.declarations import Declaration
from data.district import District
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME
from data.postgis.copy_text import blocks, row_of
from data.text import Text

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
WORDS = st.none() | st.text(LETTERS | st.sampled_from("\\\t\n\r\bNt"), max_size=8)
METRE = st.floats(-9000, 9000) | st.integers(-90, 90)
COUNT = st.none() | st.floats(0, 1e9)
YES = st.sampled_from([None, True, False])
POINT = st.tuples(METRE, METRE)
BOX = st.tuples(st.integers(-9000, 0), st.integers(-9000, 0), st.floats(1, 9), st.floats(1, 9)).map(
    lambda b: shapely.box(*b)
)
TWO_BOXES = BOX.map(
    lambda b: shapely.MultiPolygon([b, shapely.transform(b, lambda xy: xy + 20_000)])
)
DAYS = st.none() | st.dates().map(str)


def rows(prefix, **columns):
    """Up to three rows with ids of their own."""
    each = st.fixed_dictionaries(columns)
    return st.lists(each, max_size=3).map(
        lambda made: [{"id": f"{prefix}{k}", **row} for k, row in enumerate(made)]
    )


DISTRICTS = st.fixed_dictionaries(
    {
        "stations": rows("s", at=POINT, name=WORDS, step_free=YES, windows=st.integers(0, 9)),
        "residents": rows(
            "r", at=POINT | BOX | TWO_BOXES, population=st.floats(0, 1e9), households=COUNT
        ),
        "closures": rows("c", station_id=st.just("s"), **{"from": DAYS, "to": DAYS}),
    }
)
EXTENTS = st.none() | BOX | TWO_BOXES


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(DISTRICTS, EXTENTS, st.lists(WORDS, max_size=3))
def test_pushed_and_pulled_is_the_same(database, layers, extent, found):
    tables = {name: table(name, made)[0] for name, made in layers.items()}
    declared = (Declaration("stations", extent=extent),)
    log = tuple(
        ImportRecord("gates", "a", f"{k}", Outcome.KEPT, Text("", ""), (word or "").strip())
        for k, word in enumerate(found)
    )
    backwards = {name: made.iloc[::-1] for name, made in tables.items()}
    database.push(District("区", "", METRES, backwards, declared, log), replace=True)
    pulled = database.pull()
    want = {n: content_hash(LAYER_BY_NAME[n], t, METRES) for n, t in tables.items()}
    assert pulled.hashes == want
    assert (pulled.declarations, pulled.import_log) == (declared, log)


@given(st.lists(st.none() | st.text(LETTERS | st.sampled_from("\\\t\n\rN"), max_size=9)))
def test_a_line_of_copy_is_read_as_it_was_written(values):
    (block,) = blocks([[value] for value in (*values, "last")])
    assert row_of(block) == [*values, "last"]
