import hashlib
import threading

import pytest
from sqlalchemy import text
from support.stores import FILES, answer, keep, settle

from api.store import answers
from api.store.answers import (
    content_of,
    file_pieces,
    find_answer,
    keep_answer,
    list_files,
    packed,
    read_file,
)


def sha256(number):
    return hashlib.sha256(bytes([number])).digest()


@pytest.fixture
def settled(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
    return store


def test_an_answer_comes_out_as_it_went_in(settled, clock):
    kept = answer(clock())
    with settled.writing() as connection:
        assert find_answer(connection, "k1") is None
        assert keep_answer(connection, kept, FILES)
        assert find_answer(connection, "k1") == kept


def test_a_file_comes_out_byte_for_byte(settled, clock):
    with settled.writing() as connection:
        keep(connection, clock())
        assert [read_file(connection, "k1", each.name) for each in FILES] == list(FILES)
        assert read_file(connection, "k1", "none.csv") is None


def test_files_are_listed_without_their_bytes(settled, clock):
    with settled.writing() as connection:
        keep(connection, clock())
        listed = list_files(connection, "k1")
    assert [each.name for each in listed] == ["map.html", "survey.json"]
    assert (listed[0].size, listed[0].sha256) == (100, hashlib.sha256(b"\x00\xff" * 50).hexdigest())
    assert not hasattr(listed[0], "content")


def test_who_is_second_keeps_nothing(settled, clock):
    with settled.writing() as connection:
        assert keep(connection, clock())
        assert not keep(connection, clock(), verdict="fail")
        assert find_answer(connection, "k1").verdict == "pass"


def test_many_who_find_the_same_answer_at_once_keep_it_once(settled, clock):
    at, kept = clock(), []

    def find():
        with settled.writing() as connection:
            ours = keep(connection, at)
            # Whoever was first, the answer is there to be handed out now.
            kept.append((ours, find_answer(connection, "k1") is not None))

    threads = [threading.Thread(target=find) for _ in range(6)]
    [each.start() for each in threads]
    [each.join() for each in threads]
    assert sorted(kept) == [(False, True)] * 5 + [(True, True)]


def test_files_are_kept_compressed_and_told_by_what_they_are(settled, clock):
    long = content_of("long.json", "application/json", b'{"found":0},' * 10_000)
    with settled.writing() as connection:
        keep_answer(connection, answer(clock()), (long,))
        length = text("SELECT sum(length(content)) FROM answer_pieces WHERE name = 'long.json'")
        assert connection.execute(length).scalar_one() < long.size / 20
        assert read_file(connection, "k1", "long.json") == long


@pytest.mark.parametrize("piece", [100, 10**6])
def test_a_file_comes_out_piece_by_piece(settled, clock, monkeypatch, piece):
    monkeypatch.setattr(answers, "_PIECE_BYTES", piece)
    content = b"".join(sha256(n) for n in range(100)) + b"0" * 9000
    with settled.writing() as connection:
        file = content_of("a.csv", "text/csv", content)
        keep_answer(connection, answer(clock()), (file,))
    found = list(file_pieces(settled.reading, "k1", "a.csv"))
    assert b"".join(found) == content and max(map(len, found)) <= max(piece, 1024)


def test_no_piece_that_is_kept_is_long(settled, clock, monkeypatch):
    monkeypatch.setattr(answers, "_PIECE_BYTES", 100)
    file = content_of("a.csv", "text/csv", b"".join(sha256(n) for n in range(100)))
    with settled.writing() as connection:
        keep_answer(connection, answer(clock()), (file,))
        longest = text("SELECT max(length(content)) FROM answer_pieces")
        assert connection.execute(longest).scalar_one() == 100
        assert read_file(connection, "k1", "a.csv") == file


def test_a_file_that_is_packed_before_comes_out_as_any_other(settled, clock):
    with settled.writing() as connection:
        keep_answer(connection, answer(clock()), tuple(map(packed, FILES)))
        assert [read_file(connection, "k1", each.name) for each in FILES] == list(FILES)


def test_there_are_no_pieces_of_what_is_not_there(settled):
    assert b"".join(file_pieces(settled.reading, "k1", "none.csv")) == b""
