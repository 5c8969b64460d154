"""The faults. Each takes a site with its servers running, and tells its outcome.

A mail may be taken twice only where the line or the sender died between the final dot and the
stored answer: `deaths` counts at how many mails that can have been.
"""

import os
import random
import signal
import time
from pathlib import Path

from tests.faults.outcome import outcome_of
from tests.faults.site import kill_group
from tests.faults.visitor import Visitor
from tests.installation.servers import children_of, end, wait_until

CHILDREN = 2


def worker_group_killed(site, *, mails=1000, kills=2):
    """kill -9 of the Celery worker and its children, in the middle of the mails."""
    site.beat()
    worker = site.celery(children=CHILDREN)
    site.send(mails)
    for number in range(1, kills + 1):
        site.wait_for(mails * number // (kills + 1))
        kill_group(worker)
        worker = site.celery(children=CHILDREN)
    return outcome_of(site, deaths=kills * CHILDREN, quiet=site.wait_for_quiet())


def child_killed(site, *, mails=1000, kills=20):
    """kill -9 of one child of the Celery worker, again and again."""
    site.beat()
    worker = site.celery(children=CHILDREN)
    site.send(mails)
    for number in range(1, kills + 1):
        site.wait_for(mails * number // (kills + 1))
        for pid in wait_until(lambda: children_of(worker))[:1]:
            os.kill(pid, signal.SIGKILL)
    return outcome_of(site, deaths=kills, quiet=site.wait_for_quiet())


def broker_down(site, *, mails=200, seconds=60):
    """The broker ends in the middle and comes back empty; visitors go on."""
    return _without_broker(site, mails, seconds, site.broker.kill, site.broker.start)


def broker_hung(site, *, mails=200, seconds=60):
    """The broker takes connections and says nothing, then goes on; visitors go on."""
    return _without_broker(site, mails, seconds, site.broker.hang, site.broker.resume)


def _without_broker(site, mails, seconds, break_it, mend_it):
    site.beat()
    site.celery(children=CHILDREN)
    site.serve()
    with Visitor(site) as visitor:
        usual = visitor.usual_in(10)
        site.send(mails)
        site.wait_for(mails // 4)
        break_it()
        site.send(mails)
        held = visitor.longest_in(seconds) - usual
    mend_it()
    return outcome_of(site, quiet=site.wait_for_quiet(), held=held)


def broker_flushed(site, *, mails=300, flushes=3):
    """All that the broker knows is deleted, in the middle."""
    site.beat()
    site.celery(children=CHILDREN)
    site.send(mails)
    for number in range(1, flushes + 1):
        site.wait_for(mails * number // (flushes + 2))
        site.broker.flush()
    return outcome_of(site, quiet=site.wait_for_quiet())


def database_restarted(site, *, mails=600, modes=("fast", "immediate", "fast")):
    """PostgreSQL is started anew in the middle, once as if the power had failed."""
    site.beat()
    site.celery(children=CHILDREN)
    site.send(mails)
    for number, mode in enumerate(modes, 1):
        site.wait_for(mails * number // (len(modes) + 1))
        site.restart_database(mode)
    return outcome_of(site, quiet=site.wait_for_quiet())


def mail_server_fails(site, *, mails=1000):
    """30 % soft failures, five people it knows not, one line in ten cut after the final dot."""
    site.mail.soft, site.mail.cut = 0.3, 0.1
    site.mail.hard = frozenset(f"reader-{number}@example.org" for number in range(7, 52, 9))
    site.beat()
    site.celery(children=CHILDREN)
    site.send(mails)
    # No outage that is mended: each mail follows its own schedule, and the sweep each 30 s.
    quiet = site.wait_for_quiet(seconds=900)
    return outcome_of(site, deaths=site.mail.cuts, quiet=quiet, most_quiet=900)


def mail_server_slow(site, *, mails=200, seconds=75):
    """It takes 20 s for an answer, for a while; visitors go on."""
    site.beat()
    site.celery(children=CHILDREN)
    site.serve()
    with Visitor(site) as visitor:
        usual = visitor.usual_in(10)
        site.mail.is_slow = True
        site.send(mails)
        held = visitor.longest_in(seconds) - usual
    tries = site.sql("SELECT max(tries) FROM workshop_message")[0][0]
    site.mail.is_slow = False
    outcome = outcome_of(site, quiet=site.wait_for_quiet(), held=held)
    if tries > CHILDREN:
        outcome.missing.append(f"the outage cost a mail {tries} tries")
    return outcome


def clock_of_a_worker_wrong(site, *, mails=300):
    """One worker an hour ahead, one an hour behind, and one that is right."""
    site.beat()
    for offset in ("+1h", "-1h"):
        site.celery(children=1, under=["faketime", "--exclude-monotonic", "-f", offset])
    site.celery(children=1)
    site.send(mails)
    return outcome_of(site, quiet=site.wait_for_quiet())


def clock_moved(site, *, mails=300):
    """`work` on SQLite while the clock of its machine is set an hour ahead, and back."""
    clock = site.folder / "clock"
    clock.write_text("+0s")
    library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    moved = {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": clock,
        "FAKETIME_NO_CACHE": 1,
        "FAKETIME_DONT_FAKE_MONOTONIC": 1,
    }
    site.work(under=["env", *[f"{name}={value}" for name, value in moved.items()]])
    site.send(mails)
    for number, offset in enumerate(["+1h", "+0s", "-1h", "+0s"], 1):
        site.wait_for(mails * number // 6)
        clock.write_text(offset)
    return outcome_of(site, quiet=site.wait_for_quiet())


def two_beats(site, *, mails=300):
    """Two beats, and a broker that forgets: each row is done once."""
    site.beat("beat")
    site.beat("another-beat")
    site.celery(children=CHILDREN)
    site.send(mails)
    site.wait_for(mails // 3)
    site.broker.flush()
    return outcome_of(site, quiet=site.wait_for_quiet())


def stopped_beat(site, *, mails=300):
    """No beat at all, until it is started: what the broker forgot waits for it, nothing else."""
    site.celery(children=CHILDREN)
    site.send(mails // 2)
    site.wait_for(mails // 2)
    site.broker.kill()
    site.send(mails // 2)
    site.broker.start()
    time.sleep(5)
    site.beat()
    return outcome_of(site, quiet=site.wait_for_quiet())


def work_killed(site, *, mails=600, kills=50):
    """`manage.py work` on SQLite, its supervisor and processes killed again and again."""
    chance = random.Random(2021)
    site.send(mails)
    for _number in range(kills):
        worker = site.work()
        site.wait_for_another(seconds=180)
        time.sleep(chance.uniform(0, 0.2))
        kill_group(worker)
    worker = site.work()
    quiet = site.wait_for_quiet()
    end(worker)
    return outcome_of(site, deaths=kills, quiet=quiet)
