"""The tables of the store, the same in SQLite and in PostgreSQL.

Districts have versions, answers belong to a version, results are answers handed to somebody. What
was written once is not changed: a new version, a new result. Jobs and sessions are the exception,
and the audit log takes rows and gives none back.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from api.store.column_types import JsonText, PlainText, UtcTime

_ID = PlainText()  # as `api.store.ids` makes them
_HASH = PlainText()  # SHA-256 in hexadecimal
_WORD = PlainText()  # one of a few, or an id that people choose
_TEXT = PlainText()
# PostgreSQL names constraints by this, so that a migration can name them, too.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    allowed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


ROLES = ("enterprise", "keeper", "officer", "planner")
LEVELS = ("public", "internal", "restricted")
RESULT_KINDS = ("coverage", "survey", "screening", "comparison", "batch")
JOB_KINDS = (*RESULT_KINDS, "import")
JOB_STATES = ("waiting", "running", "done", "failed", "cancelled")

districts = Table(
    "districts",
    metadata,
    Column("id", _WORD, primary_key=True),
    Column("name", _TEXT, nullable=False),
    Column("version_id", _ID, nullable=True),  # the one that stands; None until one is taken in
    Column("anonymous", Boolean, nullable=False),  # whether it may be read without an account
    Column("grid_m", Integer, nullable=False),  # side of a law 11 cell
    Column("created_at", UtcTime, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("district_id", _WORD, ForeignKey("districts.id"), nullable=False),
    Column("hash", _HASH, nullable=False),  # over the hashes of its layers and its declarations
    Column("layers", JsonText, nullable=False),  # layer to content hash
    Column("file_sha256", _HASH, nullable=False),  # names the file under the home folder
    Column("size", BigInteger, nullable=False),
    Column("note", _TEXT, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", _ID, nullable=True),
    UniqueConstraint("district_id", "file_sha256"),
)

answers = Table(
    "answers",
    metadata,
    Column("key", _HASH, primary_key=True),  # over everything the answer is made from
    Column("kind", _WORD, _one_of("kind", RESULT_KINDS), nullable=False),
    Column("version_id", _ID, ForeignKey("versions.id"), nullable=False),
    Column("level", _WORD, _one_of("level", LEVELS), nullable=False),
    Column("rules", JsonText, nullable=False),  # rule id to hash of its text, those that were used
    Column("layers", JsonText, nullable=False),  # layer to its state, those that were used
    Column("verdict", _WORD, nullable=True),
    Column("business", _TEXT, nullable=True),
    Column("created_at", UtcTime, nullable=False),
)

answer_files = Table(
    "answer_files",
    metadata,
    Column("key", _HASH, ForeignKey("answers.key", ondelete="CASCADE"), primary_key=True),
    Column("name", _TEXT, primary_key=True),
    Column("media_type", _TEXT, nullable=False),
    Column("sha256", _HASH, nullable=False),
    Column("size", BigInteger, nullable=False),  # it and sha256 are of the bytes as they are read
)

answer_pieces = Table(
    "answer_pieces",
    metadata,
    Column("key", _HASH, primary_key=True),
    Column("name", _TEXT, primary_key=True),
    Column("number", Integer, primary_key=True),  # from 0 on
    Column("content", LargeBinary, nullable=False),  # put together they are one zlib stream
    ForeignKeyConstraint(
        ("key", "name"), (answer_files.c.key, answer_files.c.name), ondelete="CASCADE"
    ),
)

results = Table(
    "results",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", _WORD, _one_of("kind", RESULT_KINDS), nullable=False),
    Column("district_id", _WORD, ForeignKey("districts.id"), nullable=False),
    Column("key", _HASH, ForeignKey("answers.key"), nullable=False),
    Column("question", JsonText, nullable=False),  # as asked, so that it can be asked again
    Column("number", _ID, nullable=True, unique=True),
    Column("code_hash", _HASH, nullable=True, unique=True),  # of the code in its verification link
    Column("owner_id", _ID, ForeignKey("accounts.id"), nullable=True),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=True),
    Column("brief", JsonText, nullable=True),  # the question without long lists; None: it has none
    Index(None, "kind", "district_id", "created_at"),
    Index(None, "kind", "owner_id", "created_at"),
    Index(None, "owner_id", "key"),
)

numbers = Table(
    "numbers",
    metadata,
    Column("series", _WORD, primary_key=True),  # such as "510106-2026"
    Column("last", Integer, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", _WORD, _one_of("kind", JOB_KINDS), nullable=False),
    Column("district_id", _WORD, ForeignKey("districts.id"), nullable=True),
    Column("owner_id", _ID, ForeignKey("accounts.id"), nullable=True),
    Column("level", _WORD, _one_of("level", LEVELS), nullable=False),
    Column("task", JsonText, nullable=False),
    Column("state", _WORD, _one_of("state", JOB_STATES), nullable=False),
    Column("step", JsonText, nullable=True),  # {zh, en} of what is being worked on
    Column("done", Integer, nullable=True),  # of `total`, where the work can be counted
    Column("total", Integer, nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("worker", _TEXT, nullable=True),
    Column("seen_at", UtcTime, nullable=True),  # when its worker was last heard of
    Column("cancel", Boolean, nullable=False),
    Column("result_id", _ID, nullable=True),
    Column("problem", JsonText, nullable=True),
    Column("created_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, nullable=True),
    Index(None, "state", "created_at"),
    Index(None, "owner_id", "created_at"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("login", _TEXT, nullable=False, unique=True),
    Column("name", _TEXT, nullable=False),
    Column("password", _TEXT, nullable=True),  # argon2; None where OpenID Connect says who
    Column("subject", _TEXT, nullable=True, unique=True),  # issuer and subject of the latter
    Column("admin", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("account_id", _ID, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("district_id", _WORD, ForeignKey("districts.id"), primary_key=True),
    Column("role", _WORD, _one_of("role", ROLES), primary_key=True),
    Column("restricted", Boolean, nullable=False),  # named by an admin to see restricted layers
)

kept_stations = Table(
    "kept_stations",
    metadata,
    Column("account_id", _ID, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("district_id", _WORD, ForeignKey("districts.id"), primary_key=True),
    Column("station_id", _TEXT, primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", _HASH, primary_key=True),
    Column(
        "account_id", _ID, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("token_hash", _HASH, nullable=False, unique=True),
    Column(
        "account_id", _ID, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("name", _TEXT, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=True),
    Column("revoked_at", UtcTime, nullable=True),
)

first_links = Table(
    "first_links",
    metadata,
    Column("token_hash", _HASH, primary_key=True),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime, nullable=True),
)

station_changes = Table(
    "station_changes",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("district_id", _WORD, ForeignKey("districts.id"), nullable=False),
    Column("station_id", _TEXT, nullable=False),
    Column("account_id", _ID, ForeignKey("accounts.id"), nullable=False),
    Column("change", JsonText, nullable=False),
    Column("before", JsonText, nullable=False),
    Column("version_id", _ID, ForeignKey("versions.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Index(None, "district_id", "station_id", "created_at"),
)

audit = Table(
    "audit",
    metadata,
    # Only an INTEGER counts up by itself in SQLite; it has 64 bits there anyway.
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("at", UtcTime, nullable=False),
    Column("account_id", _ID, nullable=True),
    Column("address", _TEXT, nullable=False),
    Column("action", _WORD, nullable=False),
    Column("object", _TEXT, nullable=False),
    Column("district_id", _WORD, nullable=True),
    Column("version_id", _ID, nullable=True),
    Column("detail", JsonText, nullable=False),
    Index(None, "at"),
)
