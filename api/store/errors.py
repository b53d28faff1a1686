"""What can go wrong with the store, as one small tree.

QuankanError
└── StoreError                 the store cannot do what was asked; nothing has changed in it
    ├── StoreUrlError          the address of the store makes no sense
    ├── StoreVersionError      its tables are not those this program works with
    ├── StoreUnavailableError  the database does not answer, or is locked
    └── StoreFullError         there is no room left on its disk
"""

from data.errors import QuankanError


class StoreError(QuankanError):
    """The store cannot do what was asked. Nothing has changed in it."""


class StoreUrlError(StoreError, ValueError):
    """The address of the store makes no sense."""


class StoreVersionError(StoreError):
    """The tables in the store are not those this program works with."""


class StoreUnavailableError(StoreError, ConnectionError):
    """The database does not answer, or somebody else keeps it locked."""


class StoreFullError(StoreError, OSError):
    """There is no room left on the disk of the database."""
