"""The service: HTTP around what the rooms can do."""
