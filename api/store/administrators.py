"""Administrators who are not shut out, held while one of them is about to be."""

from sqlalchemy import Connection, select

from api.store.tables import accounts


def hold_administrators(connection: Connection) -> frozenset[str]:
    """Their ids. Until the end of the transaction nobody else changes them.

    So two who shut each other out at once do not both succeed.
    """
    query = select(accounts.c.id).where(accounts.c.admin, accounts.c.disabled.is_(False))
    return frozenset(connection.execute(query.order_by(accounts.c.id).with_for_update()).scalars())
