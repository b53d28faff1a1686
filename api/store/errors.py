"""What can go wrong with the store, as one small tree.

QuankanError
└── StoreError                 the store cannot do what was asked; nothing has changed in it
    ├── StoreUrlError          the address of the store makes no sense
    ├── StoreVersionError      its tables are not those this program works with
    ├── StoreUnavailableError  the database does not answer, or is locked
    ├── StoreFullError         there is no room left on its disk
    ├── StoreDamagedError      its file is no database, or is damaged
    ├── TakenError             there is one by that name already
    ├── StaleError             it has been changed meanwhile by somebody else
    ├── JobLostError           the job belongs to another worker by now, or to none
    └── BackupError            a backup is damaged, or there is no place for it
"""

from typing import Self

from data.errors import QuankanError
from data.text import Text


class StoreError(QuankanError):
    """The store cannot do what was asked. Nothing has changed in it."""


class StoreUrlError(StoreError, ValueError):
    """The address of the store makes no sense."""


class StoreVersionError(StoreError):
    """The tables in the store are not those this program works with."""


class StoreUnavailableError(StoreError):
    """The database does not answer, or somebody else keeps it locked."""


class StoreFullError(StoreError):
    """There is no room left on the disk of the database."""


class StoreDamagedError(StoreError):
    """The file of the store is no database, or is damaged."""


class TakenError(StoreError, ValueError):
    """There is one by that name already."""

    @classmethod
    def of(cls, what: Text, name: str) -> Self:
        """For a thing by its kind and the name that is taken."""
        return cls(
            name,
            Text(f"{what.zh}已存在", f"is the name of {what.en} that is there already"),
            Text("尚未使用的名称", "a name that is not in use"),
        )


class StaleError(StoreError):
    """It has been changed meanwhile by somebody else."""


class JobLostError(StoreError):
    """The job belongs to another worker by now, or to none."""


class BackupError(StoreError, ValueError):
    """A backup is damaged, or what it would be restored into is not empty."""
