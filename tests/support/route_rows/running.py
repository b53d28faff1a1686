"""How the service runs, and the pages that lead into it: for everybody, or for this machine."""

from support.routes import row

ROWS = (
    row("GET /", everybody=200),
    row("GET /reference", everybody=200),
    row("GET /health", everybody=200),
    row("GET /ready", everybody=200),
    row("GET /metrics", everybody=200),  # the callers of the walk are all of this machine
)
