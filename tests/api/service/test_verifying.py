"""The verification link: whether a survey stands, for anybody; never what was asked."""

from support.asked_office import SITE


def path(record):
    return record["verification"].partition("/verify/")[2]


def verified(asked, record, **headers):
    return asked.client.get(f"/verify/{path(record)}", headers=headers)


def test_it_says_number_business_district_days_and_that_it_stands(asked):
    record = asked.survey(facts={"floor": 11})
    assert verified(asked, record, Accept="application/json").json() == {
        "number": record["number"],
        "business": "互联网上网服务营业场所",
        "district": "sited",
        "issued_on": "2026-11-22",
        "expires_on": "2027-05-22",
        "stands": True,
        "says": "有效",
    }


def test_neither_site_nor_facts_nor_applicant_are_told(asked):
    record = asked.survey(facts={"floor": 12})
    for accept in ("application/json", "text/html"):
        told = verified(asked, record, Accept=accept).text
        assert record["id"] not in told and "acc-a" not in told
        assert not any(str(number) in told for number in SITE["point"])


def test_once_it_is_over_it_says_so(asked_alone):
    record = asked_alone.survey()
    asked_alone.office.watch.move(days=200)
    page = verified(asked_alone, record, Accept="text/html")
    assert "已失效,请重新预勘" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    english = verified(
        asked_alone, record, **{"Accept": "application/json", "Accept-Language": "en"}
    )
    assert english.json()["says"].startswith("It no longer stands")


def test_only_the_hash_of_the_code_is_kept(asked):
    record = asked.survey(facts={"floor": 13})
    store = asked.office.service.home.folder / "quankan.db"
    wal = store.with_name("quankan.db-wal")
    kept = store.read_bytes() + (wal.read_bytes() if wal.exists() else b"")
    assert path(record).encode() not in kept


def test_another_code_is_absent(asked):
    assert asked.client.get("/verify/none").status_code == 404


def renewed(asked, record, name="a"):
    return asked.post(f"{record['href']}/verification", None, name)


def test_the_owner_has_another_link_and_the_one_before_is_void(asked):
    record = asked.survey(facts={"floor": 14})
    answer = renewed(asked, record)
    assert answer.headers["cache-control"] == "no-store"
    assert verified(asked, record).status_code == 404
    found = verified(asked, answer.json(), Accept="application/json").json()
    assert (found["number"], found["stands"]) == (record["number"], True)
    assert ("verification_renewed", "acc-a", record["id"]) in asked.office.log()


def test_nobody_else_has_another_link(asked):
    record, nobodys = asked.survey(facts={"floor": 15}), asked.survey("", district="open")
    assert [renewed(asked, record, who).status_code for who in ("officer", "b", "")] == [
        403, 404, 404,
    ]  # fmt: skip
    assert [renewed(asked, nobodys, who).status_code for who in ("a", "")] == [403, 401]
    assert verified(asked, record).status_code == verified(asked, nobodys).status_code == 200
