"""The store: what people make and who they are, in SQLite or in PostgreSQL."""
