"""Two who shut each other out at once do not both succeed, on either database."""

import threading
from contextlib import suppress

from support.stores import account

from api.store.accounts import add_account, set_disabled
from api.store.administrators import hold_administrators

# Long enough for the second to come as far, where nothing keeps it.
WAIT_S = 1


def test_only_administrators_who_are_not_shut_out_are_held(store, clock):
    with store.writing() as connection:
        add_account(connection, account(clock()))
        add_account(connection, account(clock(), "acc-2", admin=True))
        add_account(connection, account(clock(), "acc-3", admin=True, disabled=True))
        assert hold_administrators(connection) == {"acc-2"}


def test_whoever_comes_second_sees_what_the_first_has_done(store, clock):
    with store.writing() as connection:
        for name in ("acc-1", "acc-2"):
            add_account(connection, account(clock(), name, admin=True))
    both_hold = threading.Barrier(2)

    def shut_out(other):
        with store.writing() as connection:
            held = hold_administrators(connection)
            # Only who is kept waiting above is late here, and then finds one fewer.
            with suppress(threading.BrokenBarrierError):
                both_hold.wait(WAIT_S)
            if held - {other}:
                set_disabled(connection, other, True)

    threads = [threading.Thread(target=shut_out, args=(name,)) for name in ("acc-1", "acc-2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.writing() as connection:
        left = hold_administrators(connection)
    assert len(left) == 1
