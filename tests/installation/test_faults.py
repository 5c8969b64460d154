"""The faults of `make faults` with few mails and short leases: nothing missing, nothing twice."""

import pytest

from tests.faults import scenarios
from tests.faults.site import ground

QUICK = {"LEASE_SECONDS": "8", "SWEEP_SECONDS": "2"}
# A worker remembers what it sent for as long as its lease: that must outlast the restart.
RESTART = QUICK | {"LEASE_SECONDS": "40"}


@pytest.fixture(scope="module")
def prepared_ground():
    with ground() as prepared:
        yield prepared


@pytest.mark.parametrize(
    ("fault", "bounds", "settings"),
    [
        (scenarios.worker_group_killed, {"mails": 60, "kills": 1}, QUICK),
        (scenarios.child_killed, {"mails": 60, "kills": 3}, QUICK),
        (scenarios.broker_flushed, {"mails": 60, "flushes": 1}, QUICK),
        (scenarios.database_restarted, {"mails": 60, "modes": ["fast"]}, RESTART),
        (scenarios.mail_server_fails, {"mails": 60}, QUICK),
    ],
)
def test_with_celery_on_postgresql_nothing_is_lost_nor_done_twice(
    prepared_ground, fault, bounds, settings
):
    with prepared_ground.site(**settings) as site:
        outcome = fault(site, **bounds)
        assert outcome.amiss == [], site.logs()
    assert outcome.mails == bounds["mails"]


def test_with_work_on_sqlite_nothing_is_lost_nor_done_twice(prepared_ground):
    with prepared_ground.site(on="sqlite", **QUICK) as site:
        outcome = scenarios.work_killed(site, mails=60, kills=4)
        assert outcome.amiss == [], site.logs()
    assert outcome.mails == 60
