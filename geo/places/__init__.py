"""Homes and stations as places: where they are, and by which doors and streets one enters."""
