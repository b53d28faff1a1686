"""Repeatable chance: one stream of random numbers a topic, so that no topic disturbs another."""

import zlib

import numpy as np


def chance(seed: int, topic: str) -> np.random.Generator:
    """A generator that depends on `seed` and `topic` alone, on every machine and in any order."""
    return np.random.default_rng([seed, zlib.crc32(topic.encode())])
