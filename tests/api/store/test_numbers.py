import threading

import pytest

from api.store.numbers import next_number


def test_each_series_counts_from_one(store):
    with store.writing() as connection:
        assert [next_number(connection, "甲 2026") for _ in range(3)] == [1, 2, 3]
        assert next_number(connection, "甲 2027") == 1


def test_a_number_that_was_not_used_is_given_again(store):
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        next_number(connection, "甲")
        _ = 1 / 0
    with store.writing() as connection:
        assert next_number(connection, "甲") == 1


def test_many_at_once_leave_no_gap_and_get_none_twice(store):
    got = []

    def take(thread):
        for turn in range(8):
            try:
                with store.writing() as connection:
                    number = next_number(connection, "甲")
                    # Every third one thinks better of it.
                    _ = 1 / ((thread + turn) % 3)
            except ZeroDivisionError:
                continue
            got.append(number)

    threads = [threading.Thread(target=take, args=(each,)) for each in range(6)]
    [each.start() for each in threads]
    [each.join() for each in threads]
    assert sorted(got) == list(range(1, 33))
