"""Whether two answers are the same, and the same rows in another order."""

import numpy as np
from support.random_districts import Draft

LAYERS = (
    "streets", "stations", "residents", "gates", "areas", "matters", "station_matters", "closures"
)  # fmt: skip


def same(one, other):
    """Whether two coverages are equal to the last bit."""
    names = ("groups", "station_notes", "losses", "compounds", "parks")
    return same_residents(one, other) and all(
        getattr(one, name) == getattr(other, name) for name in names
    )


def same_residents(one, other):
    """Whether everybody has the same answer, to the last bit."""
    return all(
        np.array_equal(values, vars(other.residents)[name])
        for name, values in vars(one.residents).items()
    )


def shuffled(draft: Draft, random) -> Draft:
    """The same rows, ids and all, in another order."""
    return draft.but(
        **{name: tuple(random.sample(rows, len(rows))) for name in LAYERS
           if (rows := getattr(draft, name))}
    )  # fmt: skip
