"""Workers answer by the rules that the service read when it started, whatever lies there now."""

import pickle
from dataclasses import replace

from support.small_jobs import terms
from support.surveyed_town import own_pack

from api.answering.own_packs import own_packs
from api.clock import today
from api.work.process import open_service


def lay(home, text):
    (home / "rulepacks").mkdir(parents=True, exist_ok=True)
    (home / "rulepacks" / "own.yaml").write_text(text, "utf-8")


def test_a_worker_that_takes_the_place_of_another_has_the_same_packs(tmp_path):
    lay(tmp_path, own_pack())
    first = open_service(terms(tmp_path))
    told = replace(terms(tmp_path), packs=first.warm.own())
    lay(tmp_path, own_pack(begins="2021-01-01"))
    later = open_service(pickle.loads(pickle.dumps(told)))
    assert later.warm.own() == first.warm.own() != own_packs(tmp_path, today())
    first.store.close(), later.store.close()
