"""A district takes the place of another in one step, and of nothing else."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import shapely
from pyproj import CRS
from support.postgis_database import Database
from support.tiny import METRES, district

from data.district import District
from data.errors import DistrictError, QuankanError, SourceError, WriteError


def stations(*ids):
    return district(stations=[{"id": id_, "at": (0, 0)} for id_ in ids])


def ids(found):
    return list(found.layers["stations"]["id"])


def schemas(database):
    wanted = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^jinniu' ORDER BY 1"
    return [name for (name,) in database.ask(wanted)]


def test_what_is_there_is_not_overwritten_unasked(database):
    database.push(stations("old"))
    with pytest.raises(DistrictError, match="there already"):
        database.push(stations("new"))
    assert ids(database.pull()) == ["old"]


def test_a_replaced_district_leaves_nothing_behind(database):
    database.push(stations("old"))
    database.push(stations("new"), replace=True)
    assert ids(database.pull()) == ["new"]
    assert schemas(database) == ["jinniu"]


def test_a_push_that_fails_changes_nothing(database):
    database.push(stations("old"))
    broken = stations("new")
    twice = broken.layers["stations"].iloc[[0, 0]]
    with pytest.raises(WriteError, match=r"unchanged"):
        database.push(District("", "", METRES, {"stations": twice}), replace=True)
    assert ids(database.pull()) == ["old"]
    assert schemas(database) == ["jinniu"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE TABLE jinniu.budget (id int)", "budget"),
        ("CREATE VIEW jinniu.gates AS SELECT 1", "gates has row policies"),
        ("DROP TABLE jinniu.district_info", "no district"),
        ("ALTER TABLE jinniu.stations ENABLE ROW LEVEL SECURITY", "stations has row policies"),
        ("GRANT SELECT (id) ON jinniu.stations TO PUBLIC", "rights by column"),
    ],
)
def test_a_schema_with_something_of_others_stays(database, made, said):
    database.push(stations("old"))
    database.run(made)
    with pytest.raises(DistrictError, match=said):
        database.push(stations("new"), replace=True)


@pytest.mark.parametrize(
    "made",
    [
        "CREATE VIEW public.seen AS SELECT id FROM jinniu.stations",
        "CREATE FUNCTION jinniu.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_what_others_hang_on_it_stays(database, made):
    database.push(stations("old"))
    database.run(made)
    with pytest.raises(WriteError, match="depend on its tables"):
        database.push(stations("new"), replace=True)
    assert ids(database.pull()) == ["old"]


def test_a_schema_that_is_no_district_is_never_replaced(database):
    with pytest.raises(DistrictError, match=r"public: (has|is no district)"):
        database.push(stations("new"), "public", replace=True)


def test_who_had_a_right_has_it_afterwards(database):
    database.push(stations("old"))
    database.run('DROP ROLE IF EXISTS "Readers ""of"" maps"; CREATE ROLE "Readers ""of"" maps"')
    database.run('GRANT USAGE ON SCHEMA jinniu TO "Readers ""of"" maps"')
    database.run('GRANT SELECT ON jinniu.stations TO "Readers ""of"" maps" WITH GRANT OPTION')
    database.push(stations("new"), replace=True)
    right = "has_table_privilege('Readers \"of\" maps', 'jinniu.{}', '{}')"
    asked = [("stations", "SELECT WITH GRANT OPTION"), ("stations", "UPDATE"),
             ("district_info", "SELECT")]  # fmt: skip
    (found,) = database.ask(f"SELECT {', '.join(right.format(*each) for each in asked)}")
    assert found == (True, False, False)
    database.run('DROP OWNED BY "Readers ""of"" maps"; DROP ROLE "Readers ""of"" maps"')


@pytest.fixture
def reader(database):
    """Somebody who reads the old district and does not let go of it."""
    database.push(stations("old"))
    with database.store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM jinniu.district_info")
        yield


def test_one_who_reads_for_too_long_is_not_thrown_out(reader, database):
    hasty = Database(database.url, busy_s=0.2)
    with pytest.raises(WriteError, match="others are using it"):
        hasty.push(stations("new"), replace=True)
    hasty.store.close()
    assert ids(database.pull()) == ["old"]


def test_a_server_that_hangs_up_leaves_what_was_there(reader, database):
    pushers = "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE%'"
    with ThreadPoolExecutor() as others:
        pushing = others.submit(database.push, stations("new"), replace=True)
        while not pushing.done() and not database.ask(
            f"SELECT pg_terminate_backend(pid) {pushers}"
        ):
            pass
        with pytest.raises(QuankanError):
            pushing.result()
    assert ids(database.pull()) == ["old"]
    assert schemas(database) == ["jinniu"]


def test_one_who_pulls_sees_one_district_or_the_other_never_an_empty_one(database):
    database.push(stations("k0"))
    seen, done = [], threading.Event()

    def look():
        while not done.is_set():
            seen.append(tuple(ids(database.pull())))

    reader = threading.Thread(target=look)
    reader.start()
    for k in range(1, 6):
        database.push(stations(f"k{k}"), replace=True)
    done.set()
    reader.join()
    assert set(seen) <= {(f"k{k}",) for k in range(6)}
    assert list(dict.fromkeys(seen)) == sorted(set(seen))


@pytest.mark.parametrize(
    "name", ["", "Jinniu", "金牛", "1a", "a b", 'a"; DROP SCHEMA public', "pg_temp", "a" * 42]
)
def test_names_that_no_schema_may_have(database, name):
    with pytest.raises(DistrictError, match="small letters"):
        database.push(stations("s"), name)
    with pytest.raises(DistrictError, match="small letters"):
        database.pull(name)


def test_a_local_system_without_a_code_is_never_written(database):
    own = CRS("+proj=tmerc +lat_0=0 +lon_0=104.07 +k=1 +x_0=3456.7 +y_0=0 +ellps=GRS80 +units=m")
    place = stations("s")
    moved = place.layers["stations"].set_crs(own, allow_override=True)
    with pytest.raises(DistrictError, match="no EPSG code") as refused:
        database.push(District("区", "", own, {"stations": moved}))
    assert "3456" not in str(refused.value)
    assert schemas(database) == []


def test_a_database_without_postgis_is_refused(own_database):
    own_database.run("DROP EXTENSION postgis")
    with pytest.raises(SourceError, match="has no PostGIS"):
        own_database.push(stations("s"))


def test_postgis_may_live_in_a_schema_of_its_own(own_database):
    own_database.run(
        "DROP EXTENSION postgis; CREATE SCHEMA gis; CREATE EXTENSION postgis SCHEMA gis"
    )
    own_database.push(stations("s"))
    assert own_database.pull().layers["stations"]["geometry"].iloc[0] == shapely.Point(0, 0)
