"""Two bits a resident, and back."""

import base64

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from maps.status_codes import StatusBook, packed


def unpacked(text, count):
    """The page's decoder, once more: bit by bit."""
    bits = "".join(f"{byte:08b}"[::-1] for byte in base64.b64decode(text))
    return [int(bits[2 * i]) + 2 * int(bits[2 * i + 1]) for i in range(count)]


@given(st.lists(st.integers(0, 3), max_size=30))
def test_codes_come_back(codes):
    assert unpacked(packed(np.array(codes, dtype=np.uint8)), len(codes)) == codes


def test_four_residents_take_one_byte_the_first_the_lowest_bits():
    assert base64.b64decode(packed(np.array([1, 2, 0, 3], dtype=np.uint8))) == b"\xc9"


def test_equal_rows_are_said_once():
    book = StatusBook()
    rows = np.array([[0, 1], [2, 2], [0, 1]], dtype=np.uint8)
    assert book.add_all(rows) == [0, 1, 0]
    assert len(book.pages) == 2
