"""Names that pass for another: refused, where those of every script are taken."""

import pytest
from django.core.exceptions import ValidationError

from competition.teams import NameTaken, register_team
from reviews.invitations.reading import lines_of
from tests.competition.factories import make_competition, make_team
from tests.factories import make_user
from workshop.forms import NameForm
from workshop.lookalikes import disguised, looks, validate_alphabet

DISGUISED = ["pаypal", "Ада Βoole", "Ρaul Erdős", "Microsоft Research", "ｐаypal"]
NAMES = ["Ada Boole", "Анна Каренина", "Γιώργος", "αNet", "λ-CDM", "李伟", "שרה לוי", "Zoë Müller"]
NAMES += ["Team 北京", "Анна Smith", "µTransfer", "O’Brien", "محمد رضا", "Сосо"]


@pytest.mark.parametrize("name", DISGUISED)
def test_a_word_of_two_alphabets_that_passes_for_one_is_refused(name):
    with pytest.raises(ValidationError, match="two alphabets"):
        validate_alphabet(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_taken(name):
    assert list(disguised(name)) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Сосо", "Coco"), ("PAYPAL", "pаypal"), ("Ｗarm  up", "warm up")]
)
def test_what_looks_the_same_is_the_same(one, other):
    assert looks(one) == looks(other)


def test_a_person_takes_no_disguised_name_and_what_was_typed_stays(db):
    form = NameForm({"name": "Аda Boole"}, instance=make_user())

    assert not form.is_valid()
    assert "two alphabets" in str(form.errors)
    assert form["name"].value() == "Аda Boole"


def test_nobody_is_invited_under_a_disguised_name():
    (line,), _unused = lines_of("Аda Boole <ada@example.org>")

    assert "two alphabets" in " ".join(line.errors)


@pytest.mark.parametrize("name", ["Сосо", "COCO", "Ｃoco"])
def test_no_second_team_looks_like_the_first(db, name):
    competition = make_competition()
    make_team(competition, "Coco")
    about = {"affiliation": "", "members": [], "by": make_user(), "at": None}

    with pytest.raises(NameTaken):
        register_team(competition, name=name, **about)
