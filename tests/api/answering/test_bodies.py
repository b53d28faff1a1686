"""What a request may say: nothing unknown, everything bounded, and never a file."""

import builtins

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from support.surveyed_town import surveyed_town

from api.answering.facts_body import facts_document, facts_given, facts_of
from api.answering.locating import locate_body
from api.answering.question import Question, key_of
from api.answering.site_body import SiteBody
from api.answering.survey import SurveyBody
from api.answering.warm import Placing
from api.settings import Settings
from api.store.districts import Version
from data.declarations import Visibility
from data.errors import QuankanError, SiteError
from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Language
from geo.site.directory import directory
from geo.site.grounds import grounds

WORDS = read_vocabulary()


@pytest.fixture(scope="module")
def placing():
    town = surveyed_town()
    return Placing(grounds(town), directory(town))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "parcel.geojson", "x.gpkg#1", "/vsizip/x.zip/a.shp", "..\\x.kml", "1,2"]
)
def test_an_address_is_looked_up_and_never_opened(placing, name, monkeypatch):
    def never(*_, **__):
        raise AssertionError("opened")

    monkeypatch.setattr(builtins, "open", never)
    monkeypatch.setattr("pathlib.Path.open", never)
    with pytest.raises(SiteError):
        locate_body(placing, SiteBody(address=name))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.lists(st.floats(-200, 200), min_size=2, max_size=2), max_size=6)))
def test_any_shape_is_a_site_or_refused(placing, rings):
    try:
        site = SiteBody.model_validate({"shape": {"type": "Polygon", "coordinates": rings}})
        locate_body(placing, site)
    except (ValidationError, QuankanError):
        pass


def test_facts_are_named_in_either_language_with_their_source():
    said = {"floor": 2, "dedicated_flue": {"value": True, "source": "document"}}
    body = SurveyBody.model_validate(
        {"district": "d", "business": "bar", "site": {"address": "x"}, "facts": said}
    )
    found = facts_document(facts_given(body.facts, WORDS))
    assert found == {
        "dedicated_flue": {"value": 1.0, "source": "document"},
        "floor": {"value": 2.0, "source": "declared"},
    }
    assert facts_document(facts_of(found)) == found


@pytest.mark.parametrize("value", ["2@seen", "2＠seen", "many", -10.5, True])
def test_a_value_that_is_none_of_the_fact_is_refused(value):
    with pytest.raises(SiteError):
        facts_given({"floor": value}, WORDS)


def test_a_fact_given_twice_is_refused():
    with pytest.raises(SiteError, match="twice"):
        facts_given({"floor": 2, "所在楼层": 2}, WORDS)


def question(**changes):
    said = {"on": "2026-11-22"}
    given = ("survey", "demo", "ver-1", Visibility.PUBLIC, False, Language.ZH, said, {"law": "a"})
    return Question(**{**dict(zip(Question.__match_args__, given, strict=True)), **changes})


def version(**changes):
    given = ("ver-1", "demo", "h", {}, "f", 1, "", None, None)
    return Version(**{**dict(zip(Version.__match_args__, given, strict=True)), **changes})


def test_a_question_survives_the_store():
    assert Question.of(question().document()) == question()


def test_the_same_question_of_the_same_content_has_one_key():
    one = key_of(question(), version(), Settings())
    other = key_of(question(version_id="ver-2"), version(id="ver-2"), Settings())
    assert one == other


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "comparison"}, {"district_id": "other"}, {"level": Visibility.INTERNAL},
        {"small_counts": True}, {"language": Language.EN}, {"parameters": {"on": "2026-11-23"}},
        {"packs": {"law": "b"}},
    ],
)  # fmt: skip
def test_whatever_an_answer_is_made_from_changes_its_key(changes):
    assert key_of(question(**changes), version(), Settings()) != key_of(
        question(), version(), Settings()
    )


def test_layers_and_settings_change_it_too():
    keys = {
        key_of(question(), version(), Settings()),
        key_of(question(), version(hash="i"), Settings()),
        key_of(question(), version(), Settings(map_approval_number="川S(2026)1号")),
    }
    assert len(keys) == 3
