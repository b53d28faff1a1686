"""Files of answers in pieces, so that a long one is read in order; brief questions for lists."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PIECE_BYTES = 1024**2
_MOST_ROWS = 100

# The tables as this step sees them, whatever becomes of the program's.
_FILES = sa.table(
    "answer_files",
    sa.column("key", sa.String()),
    sa.column("name", sa.String()),
    sa.column("content", sa.LargeBinary()),
)
_PIECES = sa.table(
    "answer_pieces",
    sa.column("key", sa.String()),
    sa.column("name", sa.String()),
    sa.column("number", sa.Integer()),
    sa.column("content", sa.LargeBinary()),
)
_RESULTS = sa.table(
    "results",
    sa.column("id", sa.String()),
    sa.column("question", sa.Text()),
    sa.column("brief", sa.Text()),
)


def upgrade() -> None:
    """Cut what is kept into pieces, and shorten the questions that are kept."""
    op.create_table(
        "answer_pieces",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", "name", "number", name="pk_answer_pieces"),
        sa.ForeignKeyConstraint(
            ["key", "name"],
            ["answer_files.key", "answer_files.name"],
            name="fk_answer_pieces_key",
            ondelete="CASCADE",
        ),
    )
    for key, name in _names():
        content = op.get_bind().execute(_content(key, name)).scalar_one()
        for number, at in enumerate(range(0, len(content), _PIECE_BYTES)):
            piece = content[at : at + _PIECE_BYTES]
            op.execute(sa.insert(_PIECES).values(key=key, name=name, number=number, content=piece))
    op.drop_column("answer_files", "content")
    op.add_column("results", sa.Column("brief", sa.Text(), nullable=True))
    _shorten_questions()


def downgrade() -> None:
    """Put the pieces together again."""
    op.drop_column("results", "brief")
    # Not NULL as before, so that it begins as something.
    empty = sa.Column("content", sa.LargeBinary(), nullable=False, server_default="")
    op.add_column("answer_files", empty)
    for key, name in _names():
        pieces = sa.select(_PIECES.c.content).where(_PIECES.c.key == key, _PIECES.c.name == name)
        found = op.get_bind().execute(pieces.order_by(_PIECES.c.number)).scalars()
        whole = b"".join(map(bytes, found))
        op.execute(_of(sa.update(_FILES), key, name).values(content=whole))
    op.drop_table("answer_pieces")


def _names() -> list[tuple[str, str]]:
    rows = op.get_bind().execute(sa.select(_FILES.c.key, _FILES.c.name))
    return [(row.key, row.name) for row in rows]


def _content(key: str, name: str) -> Any:  # noqa: ANN401  # a statement of either kind
    return _of(sa.select(_FILES.c.content), key, name)


def _of(statement: Any, key: str, name: str) -> Any:  # noqa: ANN401  # a statement of either kind
    return statement.where(_FILES.c.key == key, _FILES.c.name == name)


def _shorten_questions() -> None:
    connection = op.get_bind()
    for result_id in list(connection.execute(sa.select(_RESULTS.c.id)).scalars()):
        mine = _RESULTS.c.id == result_id
        text = connection.execute(sa.select(_RESULTS.c.question).where(mine)).scalar_one()
        question = json.loads(text)
        said = question.get("parameters", {})
        short = {name: _shortened(value) for name, value in said.items()}
        if short != said:
            brief = {**question, "parameters": short}
            kept = json.dumps(brief, ensure_ascii=False, separators=(",", ":"))
            op.execute(sa.update(_RESULTS).where(mine).values(brief=kept))


def _shortened(value: object) -> object:
    return len(value) if isinstance(value, list) and len(value) > _MOST_ROWS else value
