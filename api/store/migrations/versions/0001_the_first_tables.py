"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Types as they are in the databases: this step stays as it is, whatever becomes of the program's.
_ID = sa.String()
_TEXT = sa.String()
_JSON = sa.Text()
_TIME = sa.DateTime(timezone=True)
_ROLES = "role IN ('enterprise', 'keeper', 'officer', 'planner')"
_LEVELS = "level IN ('public', 'internal', 'restricted')"
_KINDS = "kind IN ('coverage', 'survey', 'screening', 'comparison', 'batch')"
_JOB_KINDS = "kind IN ('coverage', 'survey', 'screening', 'comparison', 'batch', 'import')"
_STATES = "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')"
_REFUSAL = "rows of the audit log are not changed"


def upgrade() -> None:
    """Make the tables."""
    _make_accounts()
    _make_signing_in()
    _make_districts()
    _make_memberships()
    _make_answers()
    _make_results()
    _make_jobs()
    _make_station_changes()
    _make_audit()
    if op.get_bind().dialect.name == "sqlite":
        _guard_audit_in_sqlite()
    else:
        _guard_audit_in_postgresql()


def downgrade() -> None:
    """Take the tables away."""
    for table in (
        "audit", "station_changes", "jobs", "results", "numbers", "answer_files", "answers",
        "kept_stations", "memberships", "versions", "districts", "first_links", "tokens",
        "sessions", "accounts",
    ):  # fmt: skip
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuses()")


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("login", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("password", _TEXT, nullable=True),
        sa.Column("subject", _TEXT, nullable=True),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.UniqueConstraint("subject", name="uq_accounts_subject"),
    )


def _make_signing_in() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", _TEXT, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        _refers("sessions", "account_id", "accounts", ondelete="CASCADE"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "tokens",
        sa.Column("id", _ID, nullable=False),
        sa.Column("token_hash", _TEXT, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=True),
        sa.Column("revoked_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_tokens_token_hash"),
        _refers("tokens", "account_id", "accounts", ondelete="CASCADE"),
    )
    op.create_index("ix_tokens_account_id", "tokens", ["account_id"])
    op.create_table(
        "first_links",
        sa.Column("token_hash", _TEXT, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_first_links"),
    )


def _make_districts() -> None:
    op.create_table(
        "districts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("version_id", _ID, nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("grid_m", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_districts"),
    )
    op.create_table(
        "versions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("district_id", _ID, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.Column("layers", _JSON, nullable=False),
        sa.Column("file_sha256", _TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("note", _TEXT, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", _ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint(
            "district_id", "file_sha256", name="uq_versions_district_id_file_sha256"
        ),
        _refers("versions", "district_id", "districts"),
    )


def _make_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("district_id", _ID, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "district_id", "role", name="pk_memberships"),
        sa.CheckConstraint(_ROLES, name=op.f("ck_memberships_role")),
        _refers("memberships", "account_id", "accounts", ondelete="CASCADE"),
        _refers("memberships", "district_id", "districts"),
    )
    op.create_table(
        "kept_stations",
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("district_id", _ID, nullable=False),
        sa.Column("station_id", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "district_id", "station_id", name="pk_kept_stations"),
        _refers("kept_stations", "account_id", "accounts", ondelete="CASCADE"),
        _refers("kept_stations", "district_id", "districts"),
    )


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("level", _TEXT, nullable=False),
        sa.Column("rules", _JSON, nullable=False),
        sa.Column("layers", _JSON, nullable=False),
        sa.Column("verdict", _TEXT, nullable=True),
        sa.Column("business", _TEXT, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answers"),
        sa.CheckConstraint(_KINDS, name=op.f("ck_answers_kind")),
        sa.CheckConstraint(_LEVELS, name=op.f("ck_answers_level")),
        _refers("answers", "version_id", "versions"),
    )
    op.create_table(
        "answer_files",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("media_type", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", "name", name="pk_answer_files"),
        _refers("answer_files", "key", "answers", to="key", ondelete="CASCADE"),
    )


def _make_results() -> None:
    op.create_table(
        "numbers",
        sa.Column("series", _TEXT, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name="pk_numbers"),
    )
    op.create_table(
        "results",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("district_id", _ID, nullable=False),
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("question", _JSON, nullable=False),
        sa.Column("number", _TEXT, nullable=True),
        sa.Column("code_hash", _TEXT, nullable=True),
        sa.Column("owner_id", _ID, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_results"),
        sa.UniqueConstraint("number", name="uq_results_number"),
        sa.UniqueConstraint("code_hash", name="uq_results_code_hash"),
        sa.CheckConstraint(_KINDS, name=op.f("ck_results_kind")),
        _refers("results", "district_id", "districts"),
        _refers("results", "key", "answers", to="key"),
        _refers("results", "owner_id", "accounts"),
    )
    for columns in (
        ["kind", "district_id", "created_at"],
        ["kind", "owner_id", "created_at"],
        ["owner_id", "key"],
    ):
        op.create_index("_".join(("ix_results", *columns)), "results", columns)


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("district_id", _ID, nullable=True),
        sa.Column("owner_id", _ID, nullable=True),
        sa.Column("level", _TEXT, nullable=False),
        sa.Column("task", _JSON, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("step", _JSON, nullable=True),
        sa.Column("done", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", _TEXT, nullable=True),
        sa.Column("seen_at", _TIME, nullable=True),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("result_id", _ID, nullable=True),
        sa.Column("problem", _JSON, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.CheckConstraint(_JOB_KINDS, name=op.f("ck_jobs_kind")),
        sa.CheckConstraint(_LEVELS, name=op.f("ck_jobs_level")),
        sa.CheckConstraint(_STATES, name=op.f("ck_jobs_state")),
        _refers("jobs", "district_id", "districts"),
        _refers("jobs", "owner_id", "accounts"),
    )
    op.create_index("ix_jobs_state_created_at", "jobs", ["state", "created_at"])
    op.create_index("ix_jobs_owner_id_created_at", "jobs", ["owner_id", "created_at"])


def _make_station_changes() -> None:
    op.create_table(
        "station_changes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("district_id", _ID, nullable=False),
        sa.Column("station_id", _TEXT, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("change", _JSON, nullable=False),
        sa.Column("before", _JSON, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_station_changes"),
        _refers("station_changes", "district_id", "districts"),
        _refers("station_changes", "account_id", "accounts"),
        _refers("station_changes", "version_id", "versions"),
    )
    columns = ["district_id", "station_id", "created_at"]
    op.create_index("_".join(("ix_station_changes", *columns)), "station_changes", columns)


def _make_audit() -> None:
    counts_up = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "audit",
        sa.Column("id", counts_up, autoincrement=True, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("address", _TEXT, nullable=False),
        sa.Column("action", _TEXT, nullable=False),
        sa.Column("object", _TEXT, nullable=False),
        sa.Column("district_id", _ID, nullable=True),
        sa.Column("version_id", _ID, nullable=True),
        sa.Column("detail", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def _guard_audit_in_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    op.execute(f"CREATE TRIGGER audit_keeps_its_rows BEFORE UPDATE ON audit {refuse}")
    op.execute(f"CREATE TRIGGER audit_gives_none_back BEFORE DELETE ON audit {refuse}")
    # INSERT OR REPLACE takes a row away without asking the trigger above.
    there = "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)"
    op.execute(f"CREATE TRIGGER audit_replaces_none BEFORE INSERT ON audit {there} {refuse}")


def _guard_audit_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_keeps_its_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
    )


def _refers(
    table: str, column: str, other: str, *, to: str = "id", ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{other}.{to}"], name=name, ondelete=ondelete)
