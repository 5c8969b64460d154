"""Where a page breaks, or a form is refused, no secret of what it was about is told to anybody."""

import logging
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.template.response import TemplateResponse
from django.test import Client

from tests.access import clock
from tests.access.crawl import addresses, client_of, secrets_in, text_of
from tests.access.stage import ROLES, SECRETS, STATES, a_stage, act_on

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
ABOUT_IT = """submission edit_submission confirm review decline chair_list chair_submission decide
reviewers admin:workshop_change_changelist admin:workshop_message_changelist""".split()


@pytest.fixture(scope="module")
def stage(module_db):
    with a_stage() as stage:
        act_on(stage, *STATES["mailed"])
        yield stage


def paths(stage):
    return [(name, path) for name in ABOUT_IT for path in addresses(stage, name)]


def broken(*_given, **_told):
    """As late as can be: all that a page tells was read before it is rendered."""
    raise RuntimeError(" ".join(SECRETS.values()))


def answers(stage, ask):
    """[(status, role, secrets)] of what `ask(client, path)` gives for each role and page."""
    found = []
    for role in ROLES:
        client = client_of(stage, role)
        with clock.standing():
            for name, path in paths(stage):
                answer = ask(client, path)
                found.append(
                    (answer.status_code, role, secrets_in([(name, path, text_of(answer))]))
                )
    return found


def test_a_page_that_breaks_tells_nothing_of_what_it_read(stage, caplog):
    caplog.set_level(logging.CRITICAL)

    def ask(client, path):
        client.raise_request_exception = False
        with (
            patch("django.shortcuts.loader", SimpleNamespace(render_to_string=broken)),
            patch.object(TemplateResponse, "render", broken),
        ):
            return client.get(path)

    found = answers(stage, ask)

    assert {role for status, role, _secrets in found if status == 500} >= {"chair", "author"}
    assert [one for one in found if one[2]] == []


def test_a_form_without_its_token_tells_nothing_of_what_it_is_for(stage):
    def ask(client, path):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        return strict.post(path, {"title": "Ice"})

    found = answers(stage, ask)

    assert {status for status, _role, _secrets in found} == {403}
    assert [one for one in found if one[2]] == []
