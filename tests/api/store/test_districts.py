import pytest
from support.stores import district, version

from api.store.districts import (
    add_district,
    files_named,
    find_district,
    find_version,
    list_districts,
    list_versions,
    set_up_district,
    set_version,
    standing_version,
)
from api.store.errors import StaleError, TakenError


@pytest.fixture
def demo(store, clock):
    with store.writing() as connection:
        add_district(connection, district(clock()))
    return store


def test_a_district_comes_out_as_it_went_in(demo, clock):
    with demo.reading() as connection:
        assert find_district(connection, "demo") == district(clock.start + clock.step)
        assert find_district(connection, "other") is None


def test_an_id_is_given_once(demo, clock):
    with pytest.raises(TakenError) as refused, demo.writing() as connection:
        add_district(connection, district(clock()))
    assert refused.value.file == "demo"


def test_districts_are_listed_by_id(demo, clock):
    with demo.writing() as connection:
        add_district(connection, district(clock(), "a"))
        assert [each.id for each in list_districts(connection)] == ["a", "demo"]


def test_what_an_office_decides_can_be_changed_and_the_rest_stays(demo):
    with demo.writing() as connection:
        assert set_up_district(connection, "demo", {"name": "甲区", "grid_m": 250})
        assert not set_up_district(connection, "none", {"name": "乙区"})
        changed = find_district(connection, "demo")
    assert (changed.name, changed.anonymous, changed.grid_m) == ("甲区", True, 250)


def test_a_version_stands_once_it_is_set(demo, clock):
    first = version(clock())
    with demo.writing() as connection:
        assert standing_version(connection, "demo") is None
        assert set_version(connection, first, instead_of=None) == first
    with demo.reading() as connection:
        assert standing_version(connection, "demo") == find_version(connection, "ver-1") == first


def test_old_versions_stay(demo, clock):
    first, second = version(clock()), version(clock(), "ver-2", file_sha256="f" * 64)
    with demo.writing() as connection:
        set_version(connection, first, instead_of=None)
        set_version(connection, second, instead_of="ver-1")
    with demo.reading() as connection:
        assert standing_version(connection, "demo") == second
        assert list_versions(connection, "demo") == (second, first)
        assert files_named(connection) == {first.file_sha256, second.file_sha256}


def test_who_comes_late_does_not_overwrite(demo, clock):
    with demo.writing() as connection:
        set_version(connection, version(clock()), instead_of=None)
    with pytest.raises(StaleError), demo.writing() as connection:
        set_version(connection, version(clock(), "ver-2", file_sha256="f" * 64), instead_of=None)
    with demo.reading() as connection:
        assert find_version(connection, "ver-2") is None


def test_a_file_that_was_there_before_stands_again(demo, clock):
    first, second = version(clock()), version(clock(), "ver-2", file_sha256="f" * 64)
    again = version(clock(), "ver-3")
    with demo.writing() as connection:
        set_version(connection, first, instead_of=None)
        set_version(connection, second, instead_of="ver-1")
        assert set_version(connection, again, instead_of="ver-2") == first
        assert standing_version(connection, "demo") == first
