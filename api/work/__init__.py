"""Jobs: what takes longer than a request, done by worker processes."""
