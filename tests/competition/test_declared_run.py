"""How long the measured run takes is declared, and a team's logs are compared with it."""

import pytest

from competition.models import Measurement
from tests.competition.factories import make_measurement
from tests.competition.forms import again, edit, send

pytestmark = pytest.mark.django_db


def codes(entry):
    return [one["code"] for one in entry.measurements.get().findings]


@pytest.mark.parametrize(("seconds", "found"), [("3600", []), ("3000", ["duration_mismatch"])])
def test_a_log_is_compared_with_the_run_that_is_declared(client, team, seconds, found):
    _response, entry = send(client, team, run_seconds=seconds)

    assert codes(entry) == found
    assert f"{seconds} seconds" in client.get(entry.get_absolute_url()).content.decode()


def test_another_duration_has_the_logs_judged_again(client, team):
    _response, entry = send(client, team)
    before = codes(entry)
    client.post(edit(entry), again(entry, run_seconds="60"))

    assert (before, codes(entry)) == ([], ["duration_mismatch"])


def test_the_organisers_machine_takes_its_own_time(client, team):
    _response, entry = send(client, team, run_seconds="60")
    ours = make_measurement(entry, 1e5, taken_by=Measurement.By.ORGANISERS)

    assert ours.findings == []


@pytest.mark.parametrize("typed", ["0", "an hour", "9" * 30])
def test_a_duration_that_cannot_be_is_refused_and_kept_in_its_field(client, team, typed):
    response, entry = send(client, team, run_seconds=typed)

    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert (entry.state, entry.run_seconds) == ("draft", None)
