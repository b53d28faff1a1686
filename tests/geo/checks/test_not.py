"""`not`: met and not met change places, and nothing else does."""

from support.small_scene import answer, small

from data.rulepacks.checks import AllOf, AnyOf, Fact, Not, PersonMustLook

LOOK = PersonMustLook(what={"zh": "现场查看", "en": "look"})  # on site
MISSING = Fact(fact="produces_fume", equals=True)  # unknown, since nobody says


def test_what_somebody_must_look_at_is_still_to_be_looked_at():
    assert answer(Not(of=LOOK), small()) == "on_site"


def test_what_is_unknown_stays_unknown():
    assert answer(Not(of=MISSING), small()) == "unknown"


def test_the_answer_of_several_is_turned_round_as_a_whole():
    assert answer(Not(of=AnyOf(of=(LOOK, MISSING))), small()) == "on_site"
    assert answer(Not(of=AllOf(of=(LOOK, MISSING))), small()) == "unknown"
