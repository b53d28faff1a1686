"""Scenarios: changes to a district that are thought of, and not made."""
