"""survey.json: its schema, its findings, what it keeps back, and the same bytes every time."""

import json
from importlib.resources import files

import jsonschema
import pytest

BUSINESSES = ("internet_cafe", "food_service", "filling_station", "nursery", "entertainment_ktv")
NO_MEASURE = ("measured", "margin")


@pytest.fixture(scope="module")
def schema():
    return json.loads(files("api.outputs").joinpath("survey.schema.json").read_text("utf-8"))


def findings(documents):
    return [finding for document in documents.values() for finding in document["findings"]]


@pytest.mark.parametrize("business", BUSINESSES)
def test_it_follows_its_schema(schema, documents, business):
    jsonschema.Draft202012Validator(schema).validate(documents[business])


def test_the_schema_itself_is_sound_and_forbids_what_it_does_not_know(schema, documents):
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**documents["nursery"], "more": 1}, schema)


def test_the_same_question_gives_the_same_bytes(surveyed):
    assert surveyed("nursery", "floor=1") == surveyed("nursery", "floor=1")


def test_every_finding_has_an_article_and_a_reason_in_both_languages(documents):
    for finding in findings(documents):
        assert finding["article"]["law"]
        assert finding["reason"]["zh"].strip() and finding["reason"]["en"].strip()


def test_the_worst_comes_first_and_the_verdict_is_the_worst(documents):
    order = ["fail", "unknown", "on_site", "conditional", "pass", "remark"]
    for document in documents.values():
        ranks = [order.index(finding["outcome"]) for finding in document["findings"]]
        assert ranks == sorted(ranks)
        assert document["verdict"] == document["findings"][0]["outcome"]


def test_what_is_not_settled_says_what_would_settle_it(documents):
    open_ = [f for f in findings(documents) if f["outcome"] in ("unknown", "on_site")]
    assert open_ and all(finding["needs"] for finding in open_)


def test_everything_to_do_stands_in_the_checklist(documents):
    for document in documents.values():
        listed = {rule for each in document["checklist"] for rule in each["rules"]}
        open_ = [f for f in document["findings"] if f["outcome"] in ("unknown", "on_site")]
        assert {finding["rule"] for finding in open_} <= listed


def test_a_declared_fact_is_to_be_compared_on_site(documents):
    declared = [e for e in documents["food_service"]["checklist"] if e["why"] == "declared"]
    assert {each["what"]["fact"] for each in declared} == {"floor", "produces_fume"}


def test_a_door_given_by_hand_is_the_applicants_word_and_to_be_compared_on_site(by_door):
    (entry,) = [e for e in by_door["checklist"] if e["what"]["text"]["zh"].startswith("门位")]
    assert entry["why"] == "declared" and "NET-01" in entry["rules"]


def test_what_would_change_the_verdict_is_a_sentence(documents):
    for document in documents.values():
        for change in document["would_change"]:
            assert change["sentence"]["zh"].startswith(("如", "无论"))
            assert change["verdict"] != document["verdict"]


def test_a_decided_part_comes_first(documents):
    for finding in findings(documents):
        decides = [part["decides"] for part in finding["parts"]]
        assert decides == sorted(decides, reverse=True)
        assert not decides or decides[0]


def test_a_margin_is_the_measurement_against_the_threshold(documents):
    found = [f for f in findings(documents) if f["margin"] is not None]
    assert found
    for finding in found:
        apart = abs(finding["measured"]["value"] - finding["threshold"])
        assert abs(finding["margin"]) == pytest.approx(apart, abs=0.002)


def test_restricted_kinds_leave_only_the_answer(documents):
    kept = [part for f in findings(documents) for part in (f, *f["parts"]) if part["withheld"]]
    alone = [part for part in kept if not part.get("parts")]
    assert alone
    for part in alone:
        assert [part[name] for name in NO_MEASURE] == [None, None]
        assert part["evidence"]["features"] == []
