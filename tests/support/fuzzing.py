"""Bytes as no honest program sends them, one after another until the time is over.

`QUANKAN_FUZZ_S` says for about how many seconds each of these goes on; in `make soak`, long.
"""

import os
import random
import time

from data.errors import QuankanError

FUZZ_S = float(os.environ.get("QUANKAN_FUZZ_S", "1.5"))
# One of them, on a machine that has much else to do.
LONGEST_S = 20


def mangled(content, chance):
    """The bytes with a few of them changed, moved, doubled or gone."""
    made = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        at, length = chance.randrange(len(made)), chance.choice((1, 2, 4, 16, 512))
        kind = chance.randrange(5)
        if kind == 0:
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            made[at : at + length] = chance.choice((b"\0", b"\xff")) * length
        elif kind == 3 and len(made) > 2 * length:
            del made[at : at + length]
        else:
            made[at:at] = made[at : at + length]
    return bytes(made)


def fuzzed(case):
    """Do something with one source of chance after another, until the time is over."""
    end, seed, taken = time.monotonic() + FUZZ_S, 0, 0
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            case(random.Random(seed))
            taken += 1
        except QuankanError as error:
            assert error.found.zh, seed
        assert time.monotonic() - begun < LONGEST_S, seed
        seed += 1
    return taken, seed
