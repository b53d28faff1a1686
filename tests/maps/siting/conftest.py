"""A café that wants to open in a hand-drawn district, and its survey, screening and comparison."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
import shapely
from support.small_scene import same_facts, small
from support.tiny_packs import read

from data.declarations import Visibility
from data.rulepacks.stack import stack
from data.rulepacks.vocabulary_file import read_vocabulary
from data.sites.facts import FactSource, read_facts
from geo.comparison.compare import compare
from geo.scene.sites import Source, point_sites
from geo.screening.screen import Screen
from geo.screening.why import why
from geo.survey.examine import examine
from geo.survey.explain import findings
from geo.survey.explained.checklist import checklist
from geo.survey.not_examined import not_examined
from geo.survey.outcome import Outcome
from geo.survey.prepared import ask, prepare
from geo.survey.responsible import responsible
from geo.survey.what_would_change import what_would_change
from maps.siting.comparison_page import comparison_page
from maps.siting.screen_page import screen_page
from maps.siting.survey_page import survey_page
from maps.siting.view import (
    AskedView,
    ComparedView,
    ComparisonView,
    PlaceView,
    ScreenView,
    SiteView,
    SurveyView,
)

TODAY = date(2026, 6, 1)
EAST, NORTH = 500_000.0, 3_390_000.0
LAND = shapely.box(EAST - 2000, NORTH - 2000, EAST + 2000, NORTH + 2000)
SCHOOL, PLAIN = "实验小学", "临江路 8 号"
_RULE = """
  - id: {id}
    business_types: [internet_cafe]
    permit_matter: 许可
    article:
      {{law: 管理条例, document: 第363号, article: 第九条, valid_from: 2022-03-29, watch: 拟修订}}
    requirement: {{zh: "{zh}", en: "{en}"}}
    not_met: {not_met}
    confidence: verified_text
    evidence: 原文
    check: {check}
    {more}
"""
_DISTANCE = "{least_distance: {to: [primary_school], at_least_m: 200, measured_to: outline}}"
_FLUE = "{document: {fact: dedicated_flue}}"
_FUME = "when: {fact: {fact: produces_fume, equals: true}}"
_RESOLVE = (
    "resolve: {what: {zh: 提交证明, en: hand in a proof}, granted_by: {zh: 街道, en: subdistrict}}"
)
_RULES = (
    ("NET-1", "距小学不少于 200 米。", "200 m from a primary school.", "prohibited", _DISTANCE, ""),
    ("DOC-1", "须有产权证明。", "Proof of title.", "approval_required",
     "{document: {fact: owners_consent}}", _RESOLVE),
    ("FUME-1", "须有专用烟道。", "A flue of its own.", "prohibited", _FLUE, _FUME),
    ("AREA-1", "宜大于 100 平方米。", "Better above 100 m².", "advisory",
     "{floor_area: {at_least_m2: 100}}", ""),
)  # fmt: skip


def at(x, y):
    return shapely.Point(EAST + x, NORTH + y)


@cache
def _book(made_up):
    rules = "".join(
        _RULE.format(id=name, zh=zh, en=en, not_met=outcome, check=check, more=more)
        for name, zh, en, outcome, check, more in _RULES
    )
    head = "pack: nation\ntitle: {zh: 包, en: Pack}\nlevel: national\n"
    head += "made_up: true\n" if made_up else ""
    return stack([read(f"{head}rules:{rules}\n")], TODAY)


@cache
def _district(name="小区", school=SCHOOL, area="城中街道", error_m=5.0, visibility="internal"):
    halves = (("a-1", "district", LAND), ("a-2", "subdistrict", LAND))
    return replace(
        small(
            extent=LAND,
            error_m=error_m,
            declare={"facilities/primary_school": {"visibility": Visibility(visibility),
                                                   "as_of": TODAY}},
            facilities=[{"id": "f-1", "name": school, "kind": "primary_school",
                         "at": shapely.box(EAST + 100, NORTH - 40, EAST + 180, NORTH + 40)}],
            areas=[{"id": key, "level": level, "name": area, "at": land}
                   for key, level, land in halves],
            streets=[{"id": "w-1", "at": shapely.LineString([at(-900, -60), at(900, -60)]),
                      "u": 1, "v": 2, "length_m": 1800.0, "highway": "primary"}],
        ),
        name=name,
    )  # fmt: skip


FACTS = "area_m2=80,produces_fume=no,owners_consent=yes@document"
_SOURCES = {
    FactSource.DECLARED: Source.DECLARED,
    FactSource.DOCUMENT: Source.DOCUMENT,
    FactSource.SEEN: Source.SEEN,
}


class Asked:
    """A question and what is ready for it; `names` go to the district."""

    def __init__(self, facts=FACTS, made_up=False, approval_number="", **names):
        words = read_vocabulary()
        business = words.types["internet_cafe"]
        district, book = _district(**names), _book(made_up)
        self.given = read_facts(facts, words)
        self.view = AskedView(
            district, words, business, "rent", book, self.given, approval_number=approval_number
        )
        self.prepared = prepare(district, words, book, business, "rent")

    def at(self, *points):
        """The sites at some points, asked and examined."""
        facts = {name: (f.value, _SOURCES[f.source]) for name, f in self.given.items()}
        xy = shapely.get_coordinates(points)
        asking = ask(self.prepared, point_sites(xy, same_facts(facts, len(xy))))
        return asking, examine(self.prepared.rules, asking)

    def why(self, screen):
        """What decides the pieces of a screen."""
        prepared = self.prepared
        facts = {name: (f.value, _SOURCES[f.source]) for name, f in self.given.items()}
        return why(screen, prepared.scene, prepared.business, same_facts(facts, 1), 5.0)


@pytest.fixture(scope="session")
def survey():
    """A survey at a point, metres from the corner; changes to the question by keyword."""

    def made(x=0.0, y=0.0, label=PLAIN, **asked):
        question = Asked(**asked)
        point = at(x, y)
        asking, examined = question.at(point)
        silent = examined.outcome[:, 0] == Outcome.NOT_CONCERNED
        return SurveyView(
            asked=question.view,
            site=SiteView(label, point, "door", 5.0),
            verdict=Outcome(int(examined.verdict[0])),
            findings=findings(examined, asking),
            not_concerned=tuple(r for r, s in zip(examined.rules, silent, strict=True) if s),
            changes=what_would_change(examined, asking),
            checklist=checklist(
                findings(examined, asking), asking.here.sites, question.view.vocabulary
            ),
            responsible=responsible(question.view.district, point),
            not_examined=not_examined(),
        )

    return made


@pytest.fixture(scope="session")
def screening():
    """A land in two halves, the western passing and the eastern failing."""

    def made(name="锦绣楼", **asked):
        question = Asked(**asked)
        west = shapely.box(EAST - 1000, NORTH - 1000, EAST, NORTH + 1000)
        east = shapely.box(EAST, NORTH - 1000, EAST + 1000, NORTH + 1000)
        rules = question.prepared.rules
        screen = Screen(
            rules,
            np.array([west, east], dtype=object),
            np.array([Outcome.PASS, Outcome.FAIL], dtype=np.uint8),
            np.array([[True] * len(rules), [r.rule.id == "NET-1" for r in rules]]),
            np.array([False, True]),
        )
        house = PlaceView(
            "b-1", name, ("临江路 8 号",), "buildings", at(-500, 0).buffer(30), Outcome.PASS
        )
        return ScreenView(
            asked=question.view,
            screen=screen,
            scene=question.prepared.scene,
            error_m=5.0,
            found=question.why(screen),
            places=(house,),
            places_in_all=7,
        )

    return made


@pytest.fixture(scope="session")
def comparison():
    """Sites near the school and far from it, side by side."""

    def made(points=((0.0, 0.0), (-600.0, 0.0)), label=PLAIN, **asked):
        question = Asked(**asked)
        shapes = [at(x, y) for x, y in points]
        asking, examined = question.at(*shapes)
        hope = (
            PlaceView("b-1", label, (), "buildings", at(-600, 50), Outcome.PASS, distance_m=600.0),
        )
        sites = tuple(
            ComparedView(
                SiteView(f"{label} {i}", shape, "door", 5.0),
                findings(examined, asking, i),
                hope if examined.verdict[i] == Outcome.FAIL else (),
            )
            for i, shape in enumerate(shapes)
        )
        return ComparisonView(question.view, compare(examined), sites)

    return made


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    """Writes a page and opens it."""
    folder = tmp_path_factory.mktemp("siting")
    kinds = {SurveyView: survey_page, ScreenView: screen_page, ComparisonView: comparison_page}

    def go(page, view, **options):
        path = folder / f"page-{len(list(folder.iterdir()))}.html"
        path.write_text(kinds[type(view)](view, **options), "utf-8")
        page.goto(path.as_uri())
        page.wait_for_selector(".leaflet-control-scale")
        return page

    return go
