"""The demo district: generated from a seed, with every standard layer and nothing real in it."""

from data.demo.district import demo_district

__all__ = ["demo_district"]
