"""Named places in the texts of mails."""

import pytest

from tests.factories import make_workshop
from workshop.mailtexts import example_of, known_to, render, text_of, worded
from workshop.models import MailText
from workshop.placeholders import fill_line, fill_lines, names_in


def test_a_value_is_never_read_as_a_placeholder():
    values = {"title": "{code} and {title}", "code": "B7KQ2M9X"}

    assert fill_lines("“{title}” ({code})", values) == "“{code} and {title}” (B7KQ2M9X)"


def test_a_subject_stays_one_line_whatever_the_value():
    assert fill_line("About {title}", {"title": "a\r\nBcc: b@example.org"}) == (
        "About a Bcc: b@example.org"
    )


def test_a_line_of_placeholders_without_a_value_goes_with_its_gap():
    text = "Hello.\n\n{until}\n\n{link}\nPDF: {file}"

    assert fill_lines(text, {"until": "", "link": "https://a", "file": ""}) == (
        "Hello.\n\nhttps://a\nPDF:"
    )


def test_braces_that_hold_no_name_are_text():
    assert names_in("{\\em x} {} {a b} { title } {título}") == ["title", "título"]
    assert fill_lines("{\\em x} {}", {}) == "{\\em x} {}"


@pytest.mark.parametrize("name", sorted(worded()))
def test_each_default_text_holds_known_placeholders_alone_and_those_it_needs(name):
    purpose = worded()[name]

    names = set(names_in(str(purpose.subject), str(purpose.body)))

    assert names <= known_to(purpose).keys()
    assert set(purpose.needs) <= names
    assert example_of(purpose).keys() == purpose.placeholders.keys()


@pytest.mark.django_db
def test_a_workshops_own_words_are_sent_instead_of_the_default():
    own, other = make_workshop(name="Warm"), make_workshop()
    MailText.objects.create(
        workshop=own, purpose="receipt", subject="Got {code}", body="Thanks, {workshop_name}."
    )

    assert render(text_of(own, "receipt"), own, {"code": "B7"}) == ("Got B7", "Thanks, Warm.")
    assert text_of(other, "receipt")[0] == "{workshop}: received “{title}”"
