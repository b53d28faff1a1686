"""The schema that a district is about to take the place of: whether it may, and who had a right.

Only tables of a district are removed, and only where nobody has hung anything on them that would
be lost: a view, a rule about rows, a trigger.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text

from data.errors import DistrictError
from data.layers import LAYER_BY_NAME
from data.metadata import INFO, METADATA_TABLES
from data.text import Text

_SCHEMA = text("SELECT oid FROM pg_namespace WHERE nspname = :schema")
_TABLES = text(
    "SELECT relname FROM pg_class WHERE relnamespace = :oid AND relkind IN ('r', 'p', 'v', 'm', "
    "'f') ORDER BY relname"
)
_OWN_RULES = text(
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = "
    "(SELECT oid FROM pg_namespace WHERE nspname = :schema) AND (c.relkind IN ('v', 'm', 'f', 'p') "
    "OR c.relrowsecurity "
    "OR EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) "
    "OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)) "
    "ORDER BY c.relname LIMIT 1"
)
_RIGHTS = text(
    "SELECT NULL AS relname, r.rolname, a.privilege_type, a.is_grantable "
    "FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a "
    "LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE n.nspname = :schema "
    "UNION ALL "
    "SELECT c.relname, r.rolname, a.privilege_type, a.is_grantable "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "CROSS JOIN LATERAL aclexplode(c.relacl) a "
    "LEFT JOIN pg_roles r ON r.oid = a.grantee "
    "WHERE n.nspname = :schema AND c.relkind = 'r'"
)
_PRIVILEGE = re.compile(r"[A-Z]+")


def tables_in(connection: Connection, schema: str) -> tuple[str, ...] | None:
    """Names of the tables and views in a schema; None where there is no such schema."""
    oid = connection.execute(_SCHEMA, {"schema": schema}).scalar()
    if oid is None:
        return None
    return tuple(connection.execute(_TABLES, {"oid": oid}).scalars())


def require_replaceable(
    connection: Connection, schema: str, tables: tuple[str, ...], at: str
) -> None:
    """Refuse a schema that is no district, or that has in it what would be lost.

    Raises:
        DistrictError: It is no district, has other tables beside, or rules of its own.
    """
    expected = Text("只含区县各表的模式", "a schema with the tables of a district only")
    foreign = [name for name in tables if name not in {*LAYER_BY_NAME, *METADATA_TABLES}]
    if INFO not in tables or foreign:
        found = (
            Text(f"其中有 {foreign[0][:60]}", f"has {foreign[0][:60]!r} in it")
            if foreign
            else Text("不是区县", "is no district")
        )
        raise DistrictError(at, found, expected)
    ruled = connection.execute(_OWN_RULES, {"schema": schema}).scalar()
    if ruled is not None:
        found = Text(
            f"{ruled} 设有行级策略、触发器、列权限，或不是普通表，替换后会丢失",
            f"{ruled} has row policies, triggers or rights by column, or is no plain table; "
            "that would be lost",
        )
        raise DistrictError(at, found, expected)


def rights(connection: Connection, schema: str, successor: str) -> list[str]:
    """Statements that give the rights in a schema to the same people in its successor."""
    there = set(tables_in(connection, successor) or ())
    return list(_grants(connection, schema, successor, there))


def remove(connection: Connection, schema: str, tables: tuple[str, ...]) -> None:
    """Remove a schema and the tables in it, and nothing else.

    Who reads the district holds `district_info`, so that is waited for first.
    """
    quote = connection.dialect.identifier_preparer.quote
    in_turn = sorted(tables, key=lambda name: (name != INFO, name))
    listed = ", ".join(f"{quote(schema)}.{quote(name)}" for name in in_turn)
    connection.exec_driver_sql(f"LOCK TABLE {listed} IN ACCESS EXCLUSIVE MODE")
    connection.exec_driver_sql(f"DROP TABLE {listed} RESTRICT")
    connection.exec_driver_sql(f"DROP SCHEMA {quote(schema)} RESTRICT")


def _grants(connection: Connection, schema: str, successor: str, there: set[str]) -> Iterator[str]:
    quote = connection.dialect.identifier_preparer.quote
    for table, role, privilege, grantable in connection.execute(_RIGHTS, {"schema": schema}):
        if (table is not None and table not in there) or not _PRIVILEGE.fullmatch(privilege):
            continue
        to = "PUBLIC" if role is None else quote(role)
        on = f"SCHEMA {quote(successor)}"
        if table is not None:
            on = f"TABLE {quote(successor)}.{quote(table)}"
        option = " WITH GRANT OPTION" if grantable else ""
        yield f"GRANT {privilege} ON {on} TO {to}{option}"
