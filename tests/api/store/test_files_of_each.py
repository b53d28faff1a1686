from support.stores import keep, settle

from api.store.answers import list_files
from api.store.files_of_each import files_of_each


def test_the_files_of_several_answers_are_listed_at_once(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
        keep(connection, clock())
        found = files_of_each(connection, {"k1", "none"})
        assert found == {"k1": list_files(connection, "k1"), "none": ()}
        assert files_of_each(connection, set()) == {}
