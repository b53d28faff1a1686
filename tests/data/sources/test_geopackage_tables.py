"""GeoPackages whose layers are queries are refused before anything of them is read."""

import sqlite3
from contextlib import closing

import pytest

from data.errors import SourceError
from data.geopackage import read_district
from data.sources.geopackage_tables import require_stored_tables
from data.sources.raw import SourceSpec
from data.sources.read import read_source

ENDLESS = (
    "create view parcels as with recursive c(n) as (select 1 union all select n + 1 from c) "
    "select n, zeroblob(1000000) as geom from c"
)
GROWN = "create table parcels (id integer, more text generated always as (zeroblob(id)) virtual)"
SEARCH = "create virtual table parcels using fts5(words)"


@pytest.fixture
def made(tmp_path):
    """A database made by one statement, which calls itself a GeoPackage."""

    def make(statement, name="parcels.gpkg"):
        path = tmp_path / name
        with closing(sqlite3.connect(path)) as file:
            file.execute("pragma application_id = 1196444487")
            file.execute(statement)
            file.execute("create table gpkg_contents (table_name text, data_type text)")
            file.execute("insert into gpkg_contents values ('parcels', 'features')")
            file.commit()
        return path

    return make


DISGUISED = "create virtual table parcels using fts5( -- using rtree(\n words)"
PAGES = "create virtual table parcels using dbstat( -- using rtree(\n main)"


@pytest.mark.parametrize("statement", [ENDLESS, GROWN, SEARCH, DISGUISED, PAGES])
def test_what_is_worked_out_when_read_is_refused(made, statement):
    with pytest.raises(SourceError, match=r"\[parcels.*is a query"):
        require_stored_tables(made(statement))


def test_sources_and_districts_refuse_it_alike(made):
    with pytest.raises(SourceError, match="is a query"):
        read_source(SourceSpec(made(ENDLESS)))
    with pytest.raises(SourceError, match="is a query"):
        read_district(made(ENDLESS, "district.gpkg"))


def test_tables_and_their_spatial_index_are_data(made):
    require_stored_tables(made("create table parcels (id text primary key)", "table.gpkg"))
    for number, name in enumerate(("parcels", '"rtree_地块_geom"', "[a b]")):
        statement = f"create virtual table {name} using rtree(id, minx,  maxx)"
        require_stored_tables(made(statement, f"{number}.gpkg"))
