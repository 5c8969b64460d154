import signal
import time

import pytest

from tests.installation.servers import wait_until

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
    assert "ABC-DEF" in mail.get_content()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_work_stops_soon_and_in_order_when_told_to(make_installation, number):
    house = make_installation()
    process = house.work()
    tidied = "from workshop.models import Job; answer = Job.objects.filter(state='done').exists()"
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
