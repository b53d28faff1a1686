"""A service with people in it, for tests of who may do what."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from argon2 import PasswordHasher

from api.districts.home import make_home
from api.districts.pool import Pool
from api.people.csrf import csrf_of
from api.people.gate import Gate
from api.people.passwords import Passwords
from api.people.token_form import new_token
from api.service.service import Service
from api.settings import ServiceSettings, Settings
from api.store.accounts import Account, add_account
from api.store.audit import WantedDeeds, list_deeds
from api.store.districts import District, add_district
from api.store.engine import open_store
from api.store.ids import new_id
from api.store.memberships import KeptStation, Membership, entrust, grant
from api.store.migrate import migrate
from api.store.secret_hash import new_secret
from api.store.sessions import Session, begin_session
from api.store.tokens import Token, add_token

PASSWORD = "four score and 7"
# As weak as argon2 lets it be: tests are about who, not about how long.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Watch:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)

    def __call__(self):
        return self.at

    def move(self, **by):
        self.at += timedelta(**by)


@dataclass
class Office:
    """A service, and how tests put people into it."""

    service: Service
    watch: Watch
    passwords: dict[str, str] = field(default_factory=dict)

    def district(self, district_id, *, anonymous=False):
        with self.service.store.writing() as connection:
            known = District(district_id, district_id, None, anonymous, 100, self.watch.at)
            add_district(connection, known)

    def account(self, login, *roles, admin=False, disabled=False, password=PASSWORD, **of):
        """Add `acc-LOGIN`; a role is (district, role), or (district, role, True): restricted."""
        account_id = f"acc-{login}"
        hashed = None if password is None else self.service.gate.passwords.hashed(password)
        row = Account(
            account_id, login, login, hashed, of.get("subject"), admin, disabled, self.watch.at
        )
        with self.service.store.writing() as connection:
            add_account(connection, row)
            for district_id, role, *restricted in roles:
                grant(connection, Membership(account_id, district_id, role, bool(restricted)))
            for district_id, station_id in of.get("keeps", ()):
                entrust(connection, KeptStation(account_id, district_id, station_id))
        return account_id

    def session(self, account_id, *, hours=12):
        """Headers of a browser in which somebody has signed in."""
        secret, now = new_secret(), self.watch.at
        with self.service.store.writing() as connection:
            row = Session(account_id, now, now + timedelta(hours=hours))
            begin_session(connection, secret, row)
        return {"Cookie": f"quankan={secret}", "X-CSRF-Token": csrf_of(secret)}

    def token(self, account_id, *, days=1, token_id=None):
        """Headers of a program."""
        secret, now = new_token(), self.watch.at
        row = Token(token_id or new_id("tok"), account_id, "", now, now + timedelta(days=days))
        with self.service.store.writing() as connection:
            add_token(connection, secret, row)
        return {"Authorization": f"Bearer {secret}"}

    def log(self, **wanted):
        """The audit log as (action, account, object), the oldest first."""
        with self.service.store.reading() as connection:
            found = list_deeds(connection, WantedDeeds(**wanted), limit=1000)
        return [(row.action, row.account_id, row.object) for row in reversed(found)]


def open_office(
    folder: Path, hasher: PasswordHasher = QUICK, url: str | None = None, **limits
) -> Office:
    """An office without anything in it; its store a file in `folder`, or at `url`."""
    home, watch = make_home(folder), Watch()
    if url is None:
        shutil.copyfile(_migrated(), folder / "quankan.db")
    service = Service(
        store=open_store(url or home.store_url),
        home=home,
        pool=Pool(home.district_file),
        settings=Settings(),
        limits=ServiceSettings(**limits),
        now=watch,
        gate=Gate(Passwords(hasher)),
    )
    if url is not None:
        migrate(service.store)
    return Office(service, watch)


@cache
def _migrated() -> Path:
    """A store with all tables and no rows, to be copied."""
    folder = Path(mkdtemp())
    store = open_store(make_home(folder).store_url)
    migrate(store)
    store.close()
    return folder / "quankan.db"
