import os
import signal
import sys
import time
from textwrap import dedent

import pytest

from tests.installation.servers import children_of, wait_until

QUEUE = """
    from allauth.account.adapter import get_adapter
    get_adapter().send_mail("account/email/login_code", "reader@example.org", {"code": "ABC-DEF"})
    answer = None
"""
STATE = """
    from workshop.models import Message
    answer = Message.objects.values("state", "secret", "tries").get(recipient="reader@example.org")
"""


def mail_to(recipient, sink):
    """The demonstration's receipts wait in the outbox too."""
    return [mail for mail in sink.messages if mail["To"] == recipient]


def test_work_hands_a_waiting_mail_to_the_server(make_installation, smtp_sink):
    house = make_installation(MAIL_URL=smtp_sink.url)
    house.work()
    house.python(QUEUE)

    wait_until(lambda: mail_to("reader@example.org", smtp_sink), otherwise="It never came.")

    [mail] = mail_to("reader@example.org", smtp_sink)
    assert "ABC-DEF" in mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_work_stops_soon_and_in_order_when_told_to(make_installation, number):
    house = make_installation()
    process = house.work()
    tidied = """
    from workshop.models import Job
    answer = Job.objects.filter(kind="tidy", state="done").exists()"""
    wait_until(lambda: house.python(tidied), otherwise="It never began.")

    told = time.monotonic()
    process.send_signal(number)

    assert process.wait(10) == 0
    assert time.monotonic() - told < 5


def test_mail_waits_where_there_is_no_server(make_installation):
    house = make_installation()
    house.python(QUEUE)

    house.manage("work", "--once")

    assert house.python(STATE) == {"state": "waiting", "secret": "ABC-DEF", "tries": 0}


def test_work_once_does_what_is_due_and_ends(make_installation, smtp_sink):
    house = make_installation(MAIL_URL=smtp_sink.url)
    house.python(QUEUE)

    house.manage("work", "--once")

    assert len(mail_to("reader@example.org", smtp_sink)) == 1
    assert house.python(STATE) == {"state": "done", "secret": "", "tries": 1}


HANGING = """
    import logging, time, django
    django.setup()
    from datetime import timedelta
    from workshop import jobs, leases
    from workshop.management.commands.work import supervise, told_to_stop
    def hang(job):
        logging.getLogger("ossau").error("This job hangs.")
        time.sleep(600)
    jobs.HANDLERS |= {"hang": hang, "next": lambda job: None}
    leases.LEASES["long"], leases.MARGIN = timedelta(seconds=3), timedelta(seconds=1)
    supervise(told_to_stop())
"""


def test_a_job_that_hangs_is_ended_from_outside_thrice_then_parked_and_the_next_one_done(
    make_installation,
):
    house = make_installation()
    house.python("""
        from workshop.queue import enqueue
        enqueue("hang", key="hang:1", lane="long")
        enqueue("next", key="next:1", lane="long")
        answer = None
    """)
    house.start("work", sys.executable, "-c", dedent(HANGING))
    states = """
        from workshop.models import Job
        rows = Job.objects.filter(kind__in=["hang", "next"])
        answer = dict(rows.values_list("kind", "state"))
    """

    wait_until(
        lambda: house.python(states) == {"hang": "failed", "next": "done"},
        seconds=60,
        otherwise=lambda: f"{house.python(states)}\n{house.log('work')}",
    )

    assert house.log("work").count("This job hangs.") == 3
    assert "lane long ended with -14 and is begun anew" in house.log("work")


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_processes_of_the_lanes_end_with_a_supervisor_that_was_killed(make_installation):
    supervisor = make_installation().work()
    children = wait_until(lambda: children_of(supervisor), otherwise="It began no process.")

    supervisor.kill()

    assert wait_until(
        lambda: not any(is_running(pid) for pid in children), otherwise="A process went on alone."
    )


def test_a_lane_whose_process_was_killed_is_begun_anew(make_installation, smtp_sink):
    house = make_installation(MAIL_URL=smtp_sink.url)
    supervisor = house.work()
    for pid in wait_until(lambda: children_of(supervisor), otherwise="It began no process."):
        os.kill(pid, signal.SIGKILL)

    house.python(QUEUE)

    assert wait_until(lambda: mail_to("reader@example.org", smtp_sink), otherwise="It never came.")
