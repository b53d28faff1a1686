"""Questions of every kind, answered from the store, at once, or by a job."""
