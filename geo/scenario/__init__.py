"""Scenarios: what a change to a district would change for its people."""
